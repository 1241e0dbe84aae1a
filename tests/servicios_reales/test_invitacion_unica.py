"""A link opened by many at once opens one account."""

import threading

import pytest
from django.db import connection
from fabricas import Elenco, InvitacionF

from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Membresia, Usuario
from secretariado.registro.bitacora import fallas
from secretariado.servicios.invitaciones import abrir_cuenta_invitada

pytestmark = [pytest.mark.servicios_reales, pytest.mark.django_db(transaction=True)]


def test_a_link_opened_by_eight_at_once_opens_one_account(elenco: Elenco) -> None:
    invitacion = InvitacionF(correo="nueva@ejemplo.test", secretariado=elenco.stl, invitada_por=elenco.alicia)
    salida = threading.Barrier(8)
    hechas: list[str] = []

    def hilo(n: int) -> None:
        try:
            salida.wait()
            abrir_cuenta_invitada(invitacion=invitacion, nombre=f"N{n}", contrasena="una-frase-larga-7")
            hechas.append("abierta")
        except ReglaIncumplida:
            hechas.append("negada")
        finally:
            connection.close()

    hilos = [threading.Thread(target=hilo, args=(n,)) for n in range(8)]
    for h in hilos:
        h.start()
    for h in hilos:
        h.join()
    assert sorted(hechas) == ["abierta"] + ["negada"] * 7
    assert Usuario.objects.filter(correo="nueva@ejemplo.test").count() == 1
    assert Membresia.objects.filter(usuario__correo="nueva@ejemplo.test").count() == 1
    assert list(fallas()) == []
