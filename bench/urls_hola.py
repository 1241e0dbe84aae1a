"""The portal's addresses and one that only says hello, to know what the middleware alone costs."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from pal_portal.urls import urlpatterns as del_portal


def hola(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hola")


urlpatterns = [*del_portal, path("hola/", hola)]  # last: both sides pay for looking the address up
