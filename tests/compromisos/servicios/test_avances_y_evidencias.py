"""Declaring, attaching, verifying: what each door allows, refuses and leaves behind."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from fabricas import ActividadF, CompromisoF, Elenco, EntregaF, momento

from compromisos.models import Avance, Compromiso, Entrega, Evidencia, Plan, Responsable
from compromisos.servicios.avances import declarar_avance, reportar_entrega
from compromisos.servicios.compromisos import concluir_compromiso
from compromisos.servicios.evidencias import (
    EvidenciaNueva,
    adjuntar_evidencia,
    corregir_evidencia,
    enlace_valido,
    retirar_evidencia,
)
from compromisos.servicios.verificaciones import verificar_evidencia
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Archivo, Asiento, Membresia
from secretariado.registro.bitacora import fallas

pytestmark = pytest.mark.django_db


def declarar(elenco: Elenco, porcentaje: int | str = 60, quien: Any = None, **campos: Any) -> Avance:
    datos = {"que_se_hizo": "Se instaló la mesa.", "obstaculos": "Ninguno de fondo.", **campos}
    return declarar_avance(
        actor=quien or elenco.dario, entrega=elenco.entrega, porcentaje=Decimal(porcentaje), **datos
    )


def enviar(elenco: Elenco, texto: str = "uno", quien: Any = None) -> Evidencia:
    archivo = ContentFile(f"minuta {texto}".encode(), name="minuta.txt")
    nueva = EvidenciaNueva(titulo=f"Minuta {texto}", archivo=archivo, nombre_archivo="minuta.txt")
    return adjuntar_evidencia(actor=quien or elenco.dario, entrega=elenco.entrega, nueva=nueva)


def verificar(
    elenco: Elenco, evidencia: Evidencia, porcentaje: int = 40, veredicto: str = "verificada", **c: Any
) -> None:
    verificar_evidencia(
        actor=elenco.beto, evidencia=evidencia, veredicto=veredicto, porcentaje=Decimal(porcentaje), **c
    )


def cifras(elenco: Elenco) -> tuple[Decimal | None, Decimal | None]:
    c = Compromiso.objects.get(pk=elenco.compromiso.pk)
    return c.declarado, c.verificado


def test_a_declaration_moves_the_figures_of_every_level_at_once(elenco: Elenco) -> None:
    assert cifras(elenco) == (None, None)
    declarar(elenco, 60)
    assert cifras(elenco) == (60, 0)
    plan = Plan.objects.select_related("secretariado__entidad").get(pk=elenco.plan.pk)
    for nivel in (
        plan,
        plan.secretariado,
        plan.secretariado.entidad,
        elenco.compromiso.eje.__class__.objects.get(pk=elenco.compromiso.eje_id),
    ):
        assert (nivel.declarado, nivel.verificado) == (60, 0)
    verificar(elenco, enviar(elenco), 40)
    assert cifras(elenco) == (60, 40)


def test_verified_never_passes_declared_even_when_the_declaration_goes_down(elenco: Elenco) -> None:
    declarar(elenco, 60)
    verificar(elenco, enviar(elenco), 100)
    assert cifras(elenco) == (60, 60)
    declarar(elenco, 30)
    assert cifras(elenco) == (30, 30)


def test_the_greatest_percentage_in_force_counts(elenco: Elenco) -> None:
    declarar(elenco, 90)
    una, otra = enviar(elenco, "una"), enviar(elenco, "otra")
    verificar(elenco, una, 20)
    verificar(elenco, otra, 70)
    assert cifras(elenco) == (90, 70)
    retirar_evidencia(actor=elenco.dario, evidencia=otra, motivo="Era de otra entrega.")
    assert cifras(elenco) == (90, 20)
    otra.refresh_from_db()
    assert (otra.estado, otra.archivo.sha256 != "") == ("retirada", True)


@pytest.mark.parametrize(
    ("porcentaje", "campos", "campo"),
    [
        (101, {}, "porcentaje"),
        (-1, {}, "porcentaje"),
        (50, {"que_se_hizo": "   "}, "que_se_hizo"),
        (24, {"obstaculos": ""}, "obstaculos"),
    ],
)
def test_a_bad_declaration_says_which_field_and_writes_nothing(
    elenco: Elenco, porcentaje: int, campos: dict[str, str], campo: str
) -> None:
    with pytest.raises(ReglaIncumplida) as error:
        declarar(elenco, porcentaje, **campos)
    assert error.value.campo == campo
    assert not Avance.objects.exists()
    assert not Asiento.objects.exists()


def test_no_progress_is_a_valid_answer_if_it_says_why(elenco: Elenco) -> None:
    declarar(elenco, 0, que_se_hizo="Sin avance", obstaculos="No hubo presupuesto.")
    assert cifras(elenco) == (0, 0)


def test_the_second_of_two_people_is_told_what_changed(elenco: Elenco) -> None:
    declarar(elenco, 40, version=0)
    with pytest.raises(ReglaIncumplida, match=r"Secretaría de Infraestructura declaró 40.0 %"):
        declarar(elenco, 50, quien=elenco.carla, version=0)
    declarar(elenco, 50, quien=elenco.carla, version=1)
    assert Entrega.objects.get(pk=elenco.entrega.pk).version == 2


def test_a_late_delivery_keeps_the_day_it_was_first_complete(elenco: Elenco) -> None:
    declarar(elenco, 100)
    declarar(elenco, 100)
    assert Entrega.objects.get(pk=elenco.entrega.pk).hecha_el == date(2020, 7, 31)
    declarar(elenco, 80)
    assert Entrega.objects.get(pk=elenco.entrega.pk).hecha_el is None


@pytest.mark.parametrize("hora", [0, 12, 18, 23])
def test_the_day_of_a_declaration_is_mexicos_at_any_hour(elenco: Elenco, hora: int) -> None:
    declarar(elenco, 100, momento=momento("2020-07-31", hora))
    entrega = Entrega.objects.get(pk=elenco.entrega.pk)
    assert (entrega.hecha_el, entrega.declarado_el) == (date(2020, 7, 31), date(2020, 7, 31))


def test_form_and_evidence_are_all_or_nothing(elenco: Elenco) -> None:
    malo = EvidenciaNueva(titulo="x", archivo=ContentFile(b"MZ\x00\x01", name="x.txt"), nombre_archivo="x.txt")
    bueno = EvidenciaNueva(titulo="y", enlace="https://ejemplo.test/y")
    with pytest.raises(ReglaIncumplida):
        reportar_entrega(
            actor=elenco.dario,
            entrega=elenco.entrega,
            porcentaje=Decimal(50),
            que_se_hizo="Algo",
            evidencias=[bueno, malo],
        )
    assert not Avance.objects.exists()
    assert not Evidencia.objects.exists()
    assert cifras(elenco) == (None, None)


def test_observed_evidence_comes_back_as_a_new_version(elenco: Elenco) -> None:
    declarar(elenco, 60)
    evidencia = enviar(elenco)
    with pytest.raises(ReglaIncumplida, match="motivo"):
        verificar(elenco, evidencia, veredicto="observada")
    verificar(elenco, evidencia, veredicto="observada", motivo="Falta la fecha.")
    nueva = corregir_evidencia(
        actor=elenco.dario,
        evidencia=evidencia,
        nueva=EvidenciaNueva(titulo="Minuta con fecha", enlace="https://ejemplo.test/minuta"),
    )
    evidencia.refresh_from_db()
    assert (evidencia.estado, nueva.estado, nueva.version, nueva.sustituye_a) == (
        "observada",
        "enviada",
        2,
        evidencia,
    )
    with pytest.raises(ReglaIncumplida):
        corregir_evidencia(
            actor=elenco.dario,
            evidencia=evidencia,
            nueva=EvidenciaNueva(titulo="z", enlace="https://ejemplo.test/z"),
        )


def test_evidence_is_decided_once(elenco: Elenco) -> None:
    declarar(elenco, 60)
    evidencia = enviar(elenco)
    verificar(elenco, evidencia)
    with pytest.raises(ReglaIncumplida, match="ya resolvió"):
        verificar(elenco, evidencia, veredicto="rechazada", motivo="No.")


def test_four_eyes(elenco: Elenco) -> None:
    declarar(elenco, 60)
    evidencia = enviar(elenco)
    for nadie in (elenco.alicia, elenco.dario, elenco.carla, elenco.elena, elenco.fidel, elenco.yago, elenco.zoe):
        with pytest.raises(PermissionDenied):
            verificar_evidencia(actor=nadie, evidencia=evidencia, veredicto="verificada", porcentaje=Decimal(50))
    Responsable.objects.create(compromiso=elenco.compromiso, institucion=elenco.garante)
    elenco.compromiso.__dict__.pop("_instituciones", None)
    fresca = Evidencia.objects.get(pk=evidencia.pk)
    with pytest.raises(PermissionDenied):
        verificar_evidencia(actor=elenco.beto, evidencia=fresca, veredicto="verificada", porcentaje=Decimal(50))


def test_who_reports_for_an_institution_does_not_verify_it(elenco: Elenco) -> None:
    Membresia.objects.create(usuario=elenco.beto, rol="responsable", institucion=elenco.institucion)
    elenco.beto.__dict__.pop("_alcance", None)
    declarar(elenco, 60)
    with pytest.raises(PermissionDenied):
        verificar(elenco, enviar(elenco))


def test_strangers_write_nothing(elenco: Elenco) -> None:
    for nadie in (elenco.zoe, elenco.yago, elenco.beto, elenco.elena, elenco.ciudadana, elenco.fidel):
        with pytest.raises(PermissionDenied):
            declarar(elenco, quien=nadie)
        with pytest.raises(PermissionDenied):
            enviar(elenco, quien=nadie)
    assert not Avance.objects.exists()
    assert not Archivo.objects.exists()


def test_drafts_suspended_plans_and_withdrawn_commitments_take_no_reports(elenco: Elenco) -> None:
    secreta = EntregaF(actividad=ActividadF(compromiso=elenco.secreto))
    with pytest.raises(PermissionDenied):
        declarar_avance(actor=elenco.alicia, entrega=secreta, porcentaje=Decimal(50), que_se_hizo="x")
    retirado = EntregaF(actividad=ActividadF(compromiso=CompromisoF(plan=elenco.plan, estado="retirado")))
    with pytest.raises(PermissionDenied):
        declarar_avance(actor=elenco.alicia, entrega=retirado, porcentaje=Decimal(50), que_se_hizo="x")
    Plan.objects.filter(pk=elenco.plan.pk).update(estado="suspendido")
    elenco.entrega = Entrega.objects.get(pk=elenco.entrega.pk)
    with pytest.raises(PermissionDenied):
        declarar(elenco)


def test_the_same_file_twice_on_a_delivery_is_recognised(elenco: Elenco) -> None:
    enviar(elenco, "igual")
    with pytest.raises(ReglaIncumplida, match="Ya está adjunta"):
        enviar(elenco, "igual")
    assert Archivo.objects.count() == 1


def test_a_link_with_spaces_is_refused_with_the_repaired_address() -> None:
    with pytest.raises(ReglaIncumplida, match=r"¿Quisiste decir http://gobiernoabiertogto\.org\.mx/\?"):
        enlace_valido("http:// gobiernoabiertogto.org.mx/")


@pytest.mark.parametrize(
    "enlace",
    ["ftp://a.mx/x", "javascript:alert(1)", "https://", "hola", "https://u:p@a.mx/", "http://[::1", "//a.mx"],
)
def test_what_is_not_a_complete_address_is_refused(enlace: str) -> None:
    with pytest.raises(ReglaIncumplida):
        enlace_valido(enlace)


def test_the_log_tells_role_and_institution_and_its_chain_holds(elenco: Elenco) -> None:
    declarar(elenco, 60)
    verificar(elenco, enviar(elenco))
    concluir_compromiso(actor=elenco.alicia, compromiso=elenco.compromiso, cumplido=True)
    assert list(Asiento.objects.values_list("accion", "rol", "institucion")) == [
        ("avance.declarado", "responsable", "Secretaría de Infraestructura"),
        ("evidencia.enviada", "responsable", "Secretaría de Infraestructura"),
        ("evidencia.verificada", "verificacion", "Instituto de Acceso"),
        ("compromiso.concluido", "facilitacion", ""),
    ]
    texto = str(list(Asiento.objects.values_list("datos", "institucion", "asunto")))
    for privado in ("Dario", "Beto", "ejemplo.test"):
        assert privado not in texto
    assert list(fallas()) == []
