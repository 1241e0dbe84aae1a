"""The administration site rescues catalogues and accounts; what a service writes, it only shows."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from fabricas import AvanceF, Elenco, EvidenciaF

from compromisos import models as compromisos
from secretariado.models import Acuerdo, Asiento, Aviso, Entidad, Integrante, Secretariado, Sesion, Usuario

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"
DE_SERVICIOS = (
    compromisos.Plan,
    compromisos.Compromiso,
    compromisos.Actividad,
    compromisos.Avance,
    compromisos.Evidencia,
    compromisos.Verificacion,
    compromisos.Modificacion,
    compromisos.LineaBase,
    compromisos.CorteAvance,
    compromisos.Informe,
    Asiento,
    Aviso,
    Acuerdo,
    Integrante,
    Sesion,
)
REGISTRADOS = sorted(admin.site._registry, key=lambda m: m._meta.label)


def ruta(modelo: Any, que: str, *args: Any) -> str:
    return reverse(f"admin:{modelo._meta.app_label}_{modelo._meta.model_name}_{que}", args=args)


@pytest.fixture
def administrador(client: Client, elenco: Elenco) -> Client:
    AvanceF(entrega=elenco.entrega, autor=elenco.dario)
    EvidenciaF(entrega=elenco.entrega, autor=elenco.dario, institucion=elenco.institucion)
    cuenta = Usuario.objects.create_superuser("administra@ejemplo.test", "una-clave-larga-1")
    client.force_login(cuenta, backend=MOTOR)
    return client


@pytest.mark.parametrize("modelo", REGISTRADOS, ids=lambda m: m._meta.label)
def test_every_list_and_form_opens(administrador: Client, modelo: Any) -> None:
    assert administrador.get(ruta(modelo, "changelist")).status_code == 200
    uno = modelo._default_manager.first()
    if uno is not None:
        assert administrador.get(ruta(modelo, "change", uno.pk)).status_code == 200


@pytest.mark.parametrize("modelo", DE_SERVICIOS, ids=lambda m: m._meta.label)
def test_what_a_service_writes_is_never_edited_here(administrador: Client, modelo: Any) -> None:
    assert administrador.get(ruta(modelo, "add")).status_code == 403
    uno = modelo._default_manager.first()
    if uno is not None:
        assert administrador.post(ruta(modelo, "change", uno.pk), {}).status_code == 403
        assert administrador.post(ruta(modelo, "delete", uno.pk), {"post": "yes"}).status_code == 403
        assert modelo._default_manager.filter(pk=uno.pk).exists()


@pytest.mark.parametrize("modelo", [Entidad, Secretariado], ids=lambda m: m._meta.label)
def test_the_figures_of_progress_are_not_in_any_form(administrador: Client, modelo: Any) -> None:
    pagina = administrador.get(ruta(modelo, "change", modelo.objects.first().pk))
    campos = set(pagina.context["adminform"].form.fields)
    assert not {c for c in campos if c.startswith(("programado", "declarado", "verificado", "total_"))}, campos


def test_an_account_without_staff_does_not_enter(client: Client, elenco: Elenco) -> None:
    client.force_login(elenco.alicia, backend=MOTOR)
    assert client.get("/admin/", follow=True).status_code == 403
    assert client.get(ruta(Usuario, "changelist"), follow=True).status_code == 403


def test_there_is_one_login_and_it_limits_guesses(client: Client, elenco: Elenco) -> None:
    """The admin's own form would let anybody try passwords without end."""
    respuesta = client.post("/admin/login/", {"username": elenco.alicia.correo, "password": "adivina"})
    assert respuesta.status_code == 302
    assert respuesta.url.startswith("/cuenta/entrar/")


def test_deleting_an_account_or_a_body_never_takes_history_with_it(administrador: Client, elenco: Elenco) -> None:
    antes = compromisos.Avance.objects.count(), Asiento.objects.count(), compromisos.Compromiso.objects.count()
    for uno in (elenco.dario, elenco.institucion, elenco.plan.secretariado, elenco.plan.secretariado.entidad):
        administrador.post(ruta(type(uno), "delete", uno.pk), {"post": "yes"})
        assert type(uno)._default_manager.filter(pk=uno.pk).exists(), uno
    despues = compromisos.Avance.objects.count(), Asiento.objects.count(), compromisos.Compromiso.objects.count()
    assert antes == despues


def test_an_account_and_its_role_are_opened_here(administrador: Client, elenco: Elenco) -> None:
    """Nobody signs up alone: this form is how people get in."""
    assert administrador.get(ruta(Usuario, "add")).status_code == 200
    datos = {
        "correo": "nueva@ejemplo.test",
        "nombre": "Nueva",
        "usable_password": "true",
        "password1": "otra-clave-larga-2",
        "password2": "otra-clave-larga-2",
        "membresias-TOTAL_FORMS": "0",
        "membresias-INITIAL_FORMS": "0",
    }
    respuesta = administrador.post(ruta(Usuario, "add"), datos)
    assert respuesta.status_code == 302, respuesta.context["adminform"].form.errors
    nueva = Usuario.objects.get(correo="nueva@ejemplo.test")
    assert nueva.check_password("otra-clave-larga-2")
    assert not nueva.is_staff
    pagina = administrador.get(ruta(Usuario, "change", nueva.pk))
    assert pagina.status_code == 200
    assert len(pagina.context["inline_admin_formsets"]) == 1
