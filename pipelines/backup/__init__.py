"""A back-up of everything that cannot be rebuilt, and the way back."""
