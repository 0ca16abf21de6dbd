"""Arrays by what is seen of them: grids of cells, dots, blocks, formulas for the entries, windows."""
