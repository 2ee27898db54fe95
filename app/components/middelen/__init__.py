"""The parts of page Middelen."""
