"""Pages of paper: sheets to print or to fill as a workbook, and filled ones taken in."""
