"""How the tables of the register came to be, step by step; alembic walks them forward."""
