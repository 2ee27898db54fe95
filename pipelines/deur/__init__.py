"""The door: reading strange files within limits, and keeping identities out."""
