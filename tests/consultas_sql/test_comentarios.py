"""Ten thousand comments cost the same queries as six hundred (time: `bench/comentarios.py`)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from fabricas import DenunciaF, Elenco, ParticipanteF, momento

from consultas.models import Comentario, Decision

pytestmark = pytest.mark.django_db
MUCHOS = 10_000


def llenar(elenco: Elenco, cuantos: int) -> None:
    """`cuantos` comments; in each ten: a reply, a hidden one, an answered one and an official answer."""
    quien: Any = ParticipanteF()
    base = {"asunto": elenco.compromiso.asunto, "plan": elenco.plan, "secretariado": elenco.stl}
    cuando = momento("2020-01-01")
    filas = []
    for n in range(cuantos):
        dia = cuando + timedelta(minutes=n)
        resto = {"participante": quien, "texto": f"Comentario **{n}**", "creado": dia, "publicado": dia}
        estado = "oculto" if n % 10 == 1 else "visible"
        respondida = {"respondida": dia, "respondida_por": elenco.institucion} if n % 10 == 2 else {}
        filas.append(Comentario(**base, **resto, estado=estado, **respondida))
    hechas = Comentario.objects.bulk_create(filas, batch_size=1000)
    raiz = hechas[-1]
    respuestas = [
        Comentario(**base, participante=quien, texto="De acuerdo", estado="visible", responde_a=raiz,
                   creado=cuando, publicado=cuando + timedelta(minutes=n))
        for n in range(cuantos // 10)
    ]  # fmt: skip
    Comentario.objects.bulk_create(respuestas, batch_size=1000)
    Decision.objects.bulk_create(
        Decision(comentario=c, secretariado=elenco.stl, plan=elenco.plan, asunto=c.asunto, clase="ocultar",
                 causa="insulto", motivo="Insulta", rol="moderacion", moderador=elenco.gala, creada=cuando)
        for c in hechas
        if c.estado == "oculto"
    )  # fmt: skip


def medir(cliente: Client, ruta: str) -> int:
    """Queries of a page already asked for once."""
    cliente.get(ruta)
    with CaptureQueriesContext(connection) as consultas:
        assert cliente.get(ruta).status_code == 200, ruta
    return len(consultas)


def test_10000_comments_cost_the_same_queries(elenco: Elenco, client: Client) -> None:
    rutas = [
        elenco.compromiso.get_absolute_url(),
        f"/comentarios/en/compromiso/{elenco.compromiso.clave}/",
        f"/comentarios/en/compromiso/{elenco.compromiso.clave}/?orden=antiguos",
        "/moderacion/",
        "/api/v1/comentarios/?tamano=100",
    ]
    llenar(elenco, 600)  # already more than a page of everything
    pocos = {r: medir(client, r) for r in rutas}
    llenar(elenco, MUCHOS)
    muchos = {r: medir(client, r) for r in rutas}
    assert muchos == pocos
    assert muchos[rutas[0]] <= 10
    assert muchos[rutas[1]] <= 6


def test_the_queue_costs_the_same_however_long(elenco: Elenco, client: Client) -> None:
    client.force_login(elenco.gala, backend="allauth.account.auth_backends.AuthenticationBackend")

    def crecer(cuantos: int) -> None:
        for _n in range(cuantos):
            elenco.comentario(estado="en_revision", publicado=None)
            DenunciaF(comentario=elenco.comentario())

    crecer(3)
    pocos = [medir(client, r) for r in ("/mesa/moderacion/", "/mesa/")]
    crecer(30)
    assert [medir(client, r) for r in ("/mesa/moderacion/", "/mesa/")] == pocos
