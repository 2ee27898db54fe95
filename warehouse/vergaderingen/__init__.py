"""The register of meetings: what was found and decided beside the figures, and what became of it.

Judgements and texts of people; no figures. It is the only thing that the app writes itself, so it
stands apart from the publications: in a SQLite file in the home, or on a PostgreSQL server.
"""
