"""From the text in a cell to a value: one notation per column, and what is wrong with it."""
