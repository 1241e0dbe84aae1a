"""Catalogues and accounts for the site's administration. Acts of the domain go through the services."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from secretariado.models import (
    Acuerdo,
    Asiento,
    Aviso,
    Entidad,
    Garante,
    Institucion,
    Integrante,
    Membresia,
    Secretariado,
    Sesion,
    Usuario,
)
from secretariado.permisos import usuario_de
from secretariado.servicios.correos_de_cuenta import olvidar_otros_correos
from secretariado.servicios.cuentas import retirar_segundo_factor

# What allauth keeps belongs to each person (addresses, keys, sessions) or to the settings (issuers).
admin.site.unregister([EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken, UserSession])


class SoloLectura(admin.ModelAdmin):
    """What a service or the log writes is only read here."""

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False


class MembresiaEnLinea(admin.TabularInline):
    model = Membresia
    extra = 0
    autocomplete_fields = ("secretariado", "institucion")


@admin.register(Usuario)
class UsuarioAdmin(UserAdmin):
    """Accounts and their roles."""

    ordering = ("correo",)
    list_display = ("correo", "nombre", "is_active", "is_staff")
    search_fields = ("correo", "nombre")
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("correo", "nombre", "password")}),
        (_("Acceso"), {"fields": ("is_active", "is_staff", "is_superuser", "last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("correo", "nombre", "password1", "password2")}),)
    inlines = (MembresiaEnLinea,)
    actions = ("retirar_factor",)

    def save_model(self, request: HttpRequest, obj: Usuario, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if "correo" in form.changed_data:
            olvidar_otros_correos(usuario=obj)

    @admin.action(description=_("Retirar el segundo factor (perdió teléfono y códigos)"))
    def retirar_factor(self, request: HttpRequest, queryset: "QuerySet[Usuario]") -> None:
        for cuenta in queryset:
            retirar_segundo_factor(actor=usuario_de(request), cuenta=cuenta)
        messages.success(request, gettext("Se retiró el segundo factor. Avisa a cada persona."))


class GaranteEnLinea(admin.TabularInline):
    model = Garante
    fk_name = "entidad"
    extra = 0
    autocomplete_fields = ("institucion",)


@admin.register(Entidad)
class EntidadAdmin(admin.ModelAdmin):
    list_display = ("nombre", "letras", "clave_inegi", "participa", "etapa")
    search_fields = ("nombre", "letras")
    inlines = (GaranteEnLinea,)


@admin.register(Institucion)
class InstitucionAdmin(admin.ModelAdmin):
    list_display = ("nombre", "siglas", "tipo", "entidad")
    list_filter = ("tipo", "entidad")
    search_fields = ("nombre", "siglas")
    autocomplete_fields = ("pertenece_a",)


@admin.register(Secretariado)
class SecretariadoAdmin(admin.ModelAdmin):
    list_display = ("nombre", "entidad", "ambito", "estado")
    search_fields = ("nombre",)
    exclude = ("acta",)


@admin.register(Integrante)
class IntegranteAdmin(SoloLectura):
    list_display = ("secretariado", "institucion", "papel", "titular", "desde", "hasta")


@admin.register(Sesion)
class SesionAdmin(SoloLectura):
    list_display = ("secretariado", "tipo", "numero", "fecha", "estado")
    exclude = ("minuta",)


@admin.register(Acuerdo)
class AcuerdoAdmin(SoloLectura):
    list_display = ("numero", "secretariado", "estado")
    search_fields = ("numero", "texto")


admin.site.register(Asiento, SoloLectura)


@admin.register(Aviso)
class AvisoAdmin(SoloLectura):
    """What was sent, what waits and what failed."""

    list_display = ("creado", "tipo", "estado", "intentos", "error", "no_antes", "enviado")
    list_filter = ("estado", "tipo")
    date_hierarchy = "creado"
