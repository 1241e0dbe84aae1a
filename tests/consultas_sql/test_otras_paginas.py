"""The rest of the pages cost the same with ten commitments and with three hundred, signed in or not."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from fabricas import ActividadF, AvanceF, CompromisoF, EjeF, Elenco, EntregaF, EvidenciaF, VerificacionF

from compromisos.models import Compromiso, Entrega, Evidencia
from compromisos.servicios.recalculo import recalcular_todo

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"
PUBLICAS = (
    "/",
    "/entidades/",
    "/entidades/guanajuato/",
    "/planes/",
    "/planes/{plan}/",
    "/compromisos/?tamano=20",
    "/compromisos/?tamano=100",
    "/compromisos/?orden=vence&vencidas=on&tamano=100",
    "/compromisos/?plan={plan}",
    "/compromisos/{compromiso}/",
    "/compromisos/{compromiso}/historial/",
    "/evidencias/{evidencia}/",
    "/reportes/",
    "/sitemap.xml",
    "/sitemap-compromisos.xml",
    "/sitemap-evidencias.xml",
)
DE_LA_MESA = (*PUBLICAS, "/mesa/", "/mesa/planes/{plan}/calidad/")


def crecer(elenco: Elenco, hasta: int) -> None:
    """Commitments of the plan, up to `hasta`, each with a delivery, a declaration and a verified evidence; and as
    many deliveries more in the first one."""
    hay = elenco.plan.compromisos.count()
    eje: Any = EjeF(plan=elenco.plan, orden=15_000 + hay)
    for numero in range(hay + 100, hasta + 100):
        c = CompromisoF(plan=elenco.plan, eje=eje, numero=numero)
        entrega = EntregaF(actividad=ActividadF(compromiso=c, numero=1))
        if numero % 10 == 0:
            AvanceF(entrega=entrega, autor=elenco.dario)
            VerificacionF(
                evidencia=EvidenciaF(entrega=entrega, autor=elenco.dario, institucion=elenco.institucion),
                autor=elenco.beto,
                institucion=elenco.garante,
            )
            de_este = EntregaF(actividad=ActividadF(compromiso=elenco.compromiso, numero=numero))
            EvidenciaF(entrega=de_este, autor=elenco.dario, institucion=elenco.institucion)
    recalcular_todo()


def medir(elenco: Elenco, cliente: Client, rutas: tuple[str, ...]) -> dict[str, int]:
    numeros = {}
    datos = {
        "plan": elenco.plan.slug,
        "compromiso": elenco.compromiso.clave,
        "evidencia": Evidencia.objects.order_by("pk").values_list("pk", flat=True)[0],
    }
    for ruta in rutas:
        cliente.get(ruta.format(**datos))  # whatever is kept in a cache is kept by now
        with CaptureQueriesContext(connection) as consultas:
            assert cliente.get(ruta.format(**datos)).status_code == 200, ruta
        numeros[ruta] = len(consultas)
    return numeros


@pytest.mark.parametrize(("quien", "rutas"), [("", PUBLICAS), ("alicia", DE_LA_MESA)])
def test_pages_cost_the_same_with_10_and_with_300_commitments(
    elenco: Elenco, client: Client, quien: str, rutas: tuple[str, ...]
) -> None:
    if quien:
        client.force_login(getattr(elenco, quien), backend=MOTOR)
    EvidenciaF(entrega=elenco.entrega, autor=elenco.dario, institucion=elenco.institucion)
    crecer(elenco, 11)
    pocos = medir(elenco, client, rutas)
    crecer(elenco, 300)
    assert Compromiso.objects.filter(plan=elenco.plan).count() == 300
    assert Entrega.objects.filter(actividad__compromiso=elenco.compromiso).count() > 25
    assert medir(elenco, client, rutas) == pocos


@pytest.mark.parametrize("ruta", ["/mesa/verificacion/"])
def test_the_queue_costs_the_same_however_long(elenco: Elenco, client: Client, ruta: str) -> None:
    client.force_login(elenco.beto, backend=MOTOR)
    EvidenciaF(entrega=elenco.entrega, autor=elenco.dario, institucion=elenco.institucion)
    crecer(elenco, 11)
    pocos = medir(elenco, client, (ruta,))
    crecer(elenco, 200)
    assert medir(elenco, client, (ruta,)) == pocos


def test_the_list_keeps_its_bar_with_a_plan_chosen(elenco: Elenco, client: Client) -> None:
    EvidenciaF(entrega=elenco.entrega)
    assert medir(elenco, client, ("/compromisos/?plan={plan}",))["/compromisos/?plan={plan}"] <= 5
