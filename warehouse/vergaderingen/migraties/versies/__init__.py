"""One module per step. Only ever added to: what stands here was carried out somewhere."""
