"""The report of a consultation, through the machinery of `compromisos.informes`."""
