"""Money: the rules of the budget, an amount opened to its parts, and what happens if.

Pure functions for explanation and scenarios. The published figures are made in SQL
(``core/school_budget.sql`` and its neighbours); a test holds both to the same amounts.
"""
