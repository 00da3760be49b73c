"""How lists in CSV and Excel are read: sheets, headers, columns, cells, and the records that rows become."""
