"""Paper: blanks to print or to fill as a workbook, and filled ones taken in, for branches without a computer."""
