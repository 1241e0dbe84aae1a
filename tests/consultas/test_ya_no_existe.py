"""What was taken out between being read and being held: a sentence and 404, never a failure; and what another
changed is not trodden on, its options neither."""

from collections.abc import Callable
from typing import Any

import pytest
from api import Sistema, es_problema
from archivos import honesto
from django.core.files.base import ContentFile
from django.test import Client
from fabricas import AportacionF, ConsultaF, Elenco, EventoF, PasoF, RutaF, pregunta

from compromisos.servicios.autorizaciones import Autorizacion
from compromisos.servicios.modificaciones import modificar
from consultas.models import Aportacion
from consultas.servicios.aportaciones import retirar_aportacion
from consultas.servicios.encuestas import guardar_pregunta, quitar_pregunta
from consultas.servicios.fotos import agregar_foto, describir_foto
from consultas.servicios.respuestas import convertir_en_compromiso, responder_aportacion, unir_aportaciones
from consultas.servicios.rutas import guardar_paso
from pal_portal.cimientos.errores import YaNoExiste

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"


def _ida(fila: Any) -> Any:
    """The row as it was read, once it is gone."""
    type(fila)._base_manager.filter(pk=fila.pk).delete()
    return fila


def aportaciones(e: Elenco) -> list[Aportacion]:
    consulta = ConsultaF(plan=e.plan, secretariado=e.stl, instrumento="propuestas")
    return [AportacionF(consulta=consulta) for _n in range(2)]


def _unir(e: Elenco) -> None:
    una, otra = aportaciones(e)
    unir_aportaciones(actor=e.alicia, aportacion=una, en=_ida(otra))


def _unir_la_que_se_fue(e: Elenco) -> None:
    una, otra = aportaciones(e)
    unir_aportaciones(actor=e.alicia, aportacion=_ida(una), en=otra)


def _responder(e: Elenco) -> None:
    una = _ida(aportaciones(e)[0])
    responder_aportacion(actor=e.alicia, aportacion=una, estado="no_viable", respuesta="No hay presupuesto.")


def _convertir(e: Elenco) -> None:
    convertir_en_compromiso(actor=e.alicia, aportacion=_ida(aportaciones(e)[0]), plan=e.borrador)


def _retirar(e: Elenco) -> None:
    una = aportaciones(e)[0]
    retirar_aportacion(aportacion=_ida(una), huella=una.huella)


def _pregunta(e: Elenco) -> None:
    fila = pregunta(ConsultaF(secretariado=e.stl, publicada_en=None), "unica", "Sí", "No")
    quitar_pregunta(actor=e.alicia, consulta=fila.consulta, pregunta=_ida(fila))


def _paso(e: Elenco) -> None:
    paso = PasoF(ruta=RutaF(plan=e.plan))
    guardar_paso(actor=e.alicia, plan=e.plan, paso=_ida(paso), datos={"fase": "mesas", "titulo": "Otro"})


def _foto(e: Elenco) -> None:
    evento = EventoF(consulta=ConsultaF(secretariado=e.stl))
    imagen = ContentFile(honesto("png"))
    foto = agregar_foto(actor=e.alicia, evento=evento, archivo=imagen, nombre="a.png", texto_alternativo="Mesa")
    describir_foto(actor=e.alicia, foto=_ida(foto), texto_alternativo="Otra", consentimiento="")


def _actividad(e: Elenco) -> None:
    suya = Autorizacion("Lo pidió la mesa", e.plan.acuerdo_publicacion)
    e.entrega.delete()
    modificar(actor=e.alicia, objeto=_ida(e.actividad), cambios={"nombre": "X"}, visto={}, autorizacion=suya)


@pytest.mark.parametrize(
    "acto",
    [
        _unir,
        _unir_la_que_se_fue,
        _responder,
        _convertir,
        _retirar,
        _pregunta,
        _paso,
        _foto,
        _actividad,
    ],
    ids=lambda a: a.__name__.strip("_"),
)
def test_what_is_gone_is_told_and_nothing_fails(elenco: Elenco, acto: Callable[[Elenco], None]) -> None:
    with pytest.raises(YaNoExiste, match="Ya no existe"):
        acto(elenco)


def test_the_api_answers_404_and_the_page_says_it_beside_what_was_written(
    elenco: Elenco, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    una, otra = aportaciones(elenco)

    def se_va_antes(**datos: Any) -> Any:
        _ida(datos["en"])
        return unir_aportaciones(**datos)

    from consultas.api.gestion import UnirAportaciones

    monkeypatch.setattr(UnirAportaciones, "servicio", staticmethod(se_va_antes))
    monkeypatch.setattr("consultas.views.aportacion.unir_aportaciones", se_va_antes)
    respuesta = Sistema(elenco.alicia).pedir("POST", f"aportaciones/{una.pk}/union/", {"en": otra.pk})
    assert es_problema(respuesta, 404)
    otra = AportacionF(consulta=una.consulta)
    client.force_login(elenco.alicia, backend=MOTOR)
    pagina = client.post(f"/mesa/aportaciones/{una.pk}/", {"que": "unir", "en": otra.pk})
    assert (pagina.status_code, "Ya no existe" in pagina.content.decode()) == (422, True)


def test_if_match_sees_that_only_the_options_changed(elenco: Elenco) -> None:
    consulta = ConsultaF(secretariado=elenco.stl, publicada_en=None)
    fila = pregunta(consulta, "unica", "Sí", "No")
    sistema = Sistema(elenco.alicia)
    ruta = f"preguntas/{fila.pk}/"
    leida = sistema.marca(ruta)
    datos = {c: getattr(fila, c) for c in ("tipo", "texto", "ayuda", "obligatoria", "solo_si")}
    guardar_pregunta(
        actor=elenco.alicia, consulta=consulta, pregunta=fila, datos=datos, opciones=["Sí", "No", "Tal vez"]
    )
    tarde = sistema.pedir("PATCH", ruta, {"opciones": ["Sí", "Nunca"]}, if_match=leida)
    assert es_problema(tarde, 412)
    assert list(fila.opciones.values_list("texto", flat=True)) == ["Sí", "No", "Tal vez"]
    assert (
        sistema.pedir("PATCH", ruta, {"opciones": ["Sí", "Nunca"]}, if_match=sistema.marca(ruta)).status_code
        == 200
    )
