"""The map of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.sitemaps import views as mapa_del_sitio
from django.urls import include, path
from django.views.i18n import set_language

from pal_portal import paginas
from pal_portal.mapa import MAPAS

# One login for everybody: the admin's own form does not limit failed guesses.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", paginas.inicio, name="inicio"),
    path("metodo/", paginas.metodo, name="metodo"),
    path("privacidad/", paginas.privacidad, name="privacidad"),
    path("accesibilidad/", paginas.accesibilidad, name="accesibilidad"),
    path("salud/", paginas.salud, name="salud"),
    path("favicon.ico", paginas.icono, name="icono"),
    path("robots.txt", paginas.robots, name="robots"),
    path(
        "sitemap.xml",
        mapa_del_sitio.index,
        {"sitemaps": MAPAS, "sitemap_url_name": "sitemap_seccion"},
        name="sitemap",
    ),
    path("sitemap-<slug:section>.xml", mapa_del_sitio.sitemap, {"sitemaps": MAPAS}, name="sitemap_seccion"),
    path("idioma/", set_language, name="set_language"),
    path("", include("secretariado.urls")),
    path("", include("compromisos.urls")),
    path("", include("consultas.urls")),
    path("api/v1/", include("pal_portal.api")),
    path("datos/", include("pal_portal.datos")),
    path("admin/", admin.site.urls),
]

handler400 = paginas.solicitud_invalida
handler403 = paginas.sin_permiso
handler404 = paginas.no_existe
handler429 = paginas.demasiados_intentos  # asked for by allauth's rate limits
handler500 = paginas.fallo
