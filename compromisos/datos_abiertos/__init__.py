"""Open data: every public table in every format, its dictionary, its catalogue and the daily dump.

Nothing here knows which tables there are: the roof passes its list of resources (pal_portal.api.RECURSOS).
"""
