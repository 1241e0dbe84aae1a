"""Workers killed (-9) while they make and send what followers are told: each is told exactly once."""

import email
import threading
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from fabricas import Elenco
from servicios_reales.test_avisos_reales import buzon, carpeta, matar  # noqa: F401
from servicios_reales.test_trabajador import esperar, trabajador  # noqa: F401

from consultas.servicios.seguimiento import repartir_novedades
from pal_portal.cimientos.cola import encolar
from pal_portal.cimientos.direcciones import cifrar, huella_de_correo
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Envio, Suscripcion, Suscriptor
from secretariado.registro.bitacora import asentar, cabeza

pytestmark = [pytest.mark.servicios_reales, pytest.mark.django_db(transaction=True)]


def seguidores(elenco: Elenco, cuantos: int) -> None:
    for n in range(cuantos):
        correo = f"vecina{n}@correo.mx"
        suscriptor = Suscriptor.objects.create(
            correo_huella=huella_de_correo(correo), correo_cifrado=cifrar(correo), creado=ahora()
        )
        Suscripcion.objects.create(
            suscriptor=suscriptor,
            asunto=elenco.compromiso.asunto,
            frecuencia="inmediata",
            confirmada=ahora(),
            cursor=cabeza()[0],
            proximo=ahora(),
            creada=ahora(),
        )


def suceso(elenco: Elenco) -> None:
    with transaction.atomic():
        asentar(
            actor=None,
            rol="facilitacion",
            institucion=None,
            accion="compromiso.modificado",
            asunto=elenco.compromiso.asunto,
            plan=elenco.plan.clave,
        )


def mas_tarde() -> None:
    """Eleven minutes on: what was being sent counts as abandoned, and the next turn comes."""
    Envio.objects.filter(estado="enviando").update(latido=ahora() - timedelta(minutes=11))
    encolar("consultas.repartir_novedades")


def estados() -> Counter[str]:
    return Counter(Envio.objects.values_list("estado", flat=True))


def test_workers_killed_at_any_moment_leave_each_follower_told_exactly_once(
    elenco: Elenco,
    carpeta: Path,  # noqa: F811
    trabajador: Any,  # noqa: F811
) -> None:
    seguidores(elenco, 40)
    suceso(elenco)
    encolar("consultas.repartir_novedades")
    proceso = trabajador()
    esperar(lambda: Envio.objects.count() > 0)
    matar(proceso)
    for limite in (5, 14, 25):
        mas_tarde()
        proceso = trabajador()
        esperar(lambda hasta=limite: len(list(carpeta.glob("*.eml"))) >= hasta)
        matar(proceso)
    mas_tarde()
    trabajador()
    esperar(lambda: estados() == {"enviado": 40})
    destinos = [email.message_from_bytes(a.read_bytes())["To"] for a in carpeta.glob("*.eml")]
    assert sorted(destinos) == sorted(f"vecina{n}@correo.mx" for n in range(40))
    entregados = (carpeta.parent / "entregados").read_text().split()
    assert len(entregados) == len(set(entregados))


def test_many_at_once_make_one_message_for_each_follower(elenco: Elenco, mailoutbox: list[Any]) -> None:
    seguidores(elenco, 10)
    suceso(elenco)
    errores: list[BaseException] = []

    def hilo() -> None:
        try:
            repartir_novedades()
        except BaseException as error:
            errores.append(error)
        finally:
            connection.close()

    hilos = [threading.Thread(target=hilo) for _ in range(6)]
    for h in hilos:
        h.start()
    for h in hilos:
        h.join()
    assert errores == []
    assert estados() == {"enviado": 10}
    assert sorted(m.to[0] for m in mailoutbox) == sorted(f"vecina{n}@correo.mx" for n in range(10))
