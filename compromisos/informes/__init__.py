"""Reports: the facts as of a date (`contenido`) and the PDF made of them (`emitir`)."""
