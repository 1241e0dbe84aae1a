"""The portal's one clock. Domain code asks here, so that the demonstration and the tests can fix the day."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def hoy() -> date:
    """Today in Mexico City, or the day fixed by PAL_HOY."""
    return date.fromisoformat(settings.PAL_HOY) if settings.PAL_HOY else timezone.localdate()


def ahora() -> datetime:
    """This moment (aware); with PAL_HOY, the present hour of that day."""
    momento = timezone.localtime()
    if settings.PAL_HOY:
        dia = hoy()
        momento = momento.replace(year=dia.year, month=dia.month, day=dia.day)
    return momento
