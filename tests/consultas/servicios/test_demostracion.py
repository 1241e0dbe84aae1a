"""The demonstration's comments say that they are, and sowing them twice adds nothing."""

import pytest
from fabricas import CompromisoF, Elenco

from compromisos.models import Responsable
from consultas.models import Comentario
from consultas.servicios.demostracion_comentarios import sembrar_comentarios
from secretariado.models import Usuario
from secretariado.permisos import alcance

pytestmark = pytest.mark.django_db


def test_the_demonstration_is_marked_and_sown_once(elenco: Elenco) -> None:
    compromiso = CompromisoF(plan=elenco.plan, numero=7)
    Responsable.objects.create(compromiso=compromiso, institucion=elenco.institucion)
    assert sembrar_comentarios() == 5
    assert sembrar_comentarios() == 0
    assert all("demostración" in c.texto for c in Comentario.objects.all())
    moderadora = Usuario.objects.get(correo="moderacion@demo.example")
    assert alcance(moderadora).moderacion == {elenco.stl.pk}
    assert alcance(moderadora).tiene_mesa
