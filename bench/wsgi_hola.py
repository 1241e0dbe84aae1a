"""The portal served with `urls_hola`."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pal_portal.settings")
from django.conf import settings

settings.ROOT_URLCONF = "bench.urls_hola"
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
