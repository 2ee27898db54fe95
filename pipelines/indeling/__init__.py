"""How a file is laid out: which bron it is, and its columns under the names of a contract."""
