"""The roof: settings, URL map, Celery, API router, home page. Wires; decides nothing."""

from pal_portal.celery import app as celery_app

__all__ = ["celery_app"]
