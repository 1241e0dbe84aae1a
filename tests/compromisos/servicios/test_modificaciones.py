"""A draft is edited freely; a published plan changes only with a reason and an agreement, and shows it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import translation
from fabricas import AccionF, ActividadF, AvanceF, Elenco

from compromisos.cambios import CAMPOS, SOLO_EN_BORRADOR, campos_editables, ponderaciones, valores
from compromisos.diferencias import diferencia
from compromisos.models import Actividad, Compromiso, Modificacion, Plan
from compromisos.servicios.acuerdos import AcuerdoNuevo
from compromisos.servicios.autorizaciones import Autorizacion
from compromisos.servicios.entregas import sincronizar_entrega
from compromisos.servicios.modificaciones import (
    agregar_actividad,
    cancelar_actividad,
    modificar,
    modificar_ponderaciones,
    retirar_compromiso,
)
from compromisos.servicios.recalculo import recalcular, recalcular_todo
from compromisos.textos import renglones_de_cambio
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Acuerdo, Asiento
from secretariado.registro.bitacora import fallas

pytestmark = pytest.mark.django_db


def permiso(e: Elenco, motivo: str = "La contingencia sanitaria retrasó la obra.") -> Autorizacion:
    return Autorizacion(motivo, e.plan.acuerdo_publicacion)


def cambiar(e: Elenco, objeto: Any, autorizacion: Autorizacion | None = None, **cambios: Any) -> Any:
    return modificar(
        actor=e.alicia,
        objeto=objeto,
        cambios=cambios,
        visto=valores(objeto),
        autorizacion=autorizacion or permiso(e),
    )


def test_a_new_date_moves_the_calendar_the_deliveries_and_the_figures_and_leaves_both_dates(
    elenco: Elenco,
) -> None:
    recalcular_todo()
    antes = Compromiso.objects.get(pk=elenco.compromiso.pk).programado
    fin = elenco.actividad.fecha_fin.replace(year=elenco.actividad.fecha_fin.year + 1)
    cambiar(elenco, elenco.actividad, fecha_fin=fin)
    elenco.entrega.refresh_from_db()
    assert elenco.entrega.vence == fin
    assert Compromiso.objects.get(pk=elenco.compromiso.pk).programado != antes
    m = Modificacion.objects.get()
    assert (m.tipo, m.actividad, m.compromiso) == (Modificacion.Tipo.FECHAS, elenco.actividad, elenco.compromiso)
    assert (m.antes, m.despues) == (
        {"fecha_fin": elenco.actividad.fecha_fin.isoformat()},
        {"fecha_fin": fin.isoformat()},
    )
    a = Asiento.objects.latest("numero")
    assert (a.accion, a.publico, a.datos["antes"], a.datos["despues"]) == (
        "actividad.modificada",
        True,
        m.antes,
        m.despues,
    )
    assert set(recalcular_todo().values()) == {0}
    assert list(fallas()) == []


@pytest.mark.parametrize(
    ("autorizacion", "campo"),
    [
        (lambda e: None, "motivo"),
        (lambda e: permiso(e, "   "), "motivo"),
        (lambda e: Autorizacion("Porque sí", None), "acuerdo"),
        (lambda e: Autorizacion("Porque sí", e.otro_plan.acuerdo_publicacion), "acuerdo"),
        (lambda e: Autorizacion("Porque sí", AcuerdoNuevo("A-9", "", "  ")), "acuerdo_numero"),
        (
            lambda e: Autorizacion("Sí", AcuerdoNuevo(e.plan.acuerdo_publicacion.numero, "", "Minuta")),
            "acuerdo_numero",
        ),
    ],
)
def test_a_published_plan_does_not_change_without_reason_and_agreement(
    elenco: Elenco, autorizacion: Any, campo: str
) -> None:
    with pytest.raises(ReglaIncumplida) as error:
        modificar(
            actor=elenco.alicia,
            objeto=elenco.actividad,
            cambios={"nombre": "Otra"},
            visto=valores(elenco.actividad),
            autorizacion=autorizacion(elenco),
        )
    assert error.value.campo == campo
    assert not Modificacion.objects.exists()
    assert Actividad.objects.get(pk=elenco.actividad.pk).nombre == elenco.actividad.nombre


def test_an_agreement_not_yet_in_the_registry_is_recorded_with_the_change(elenco: Elenco) -> None:
    cambiar(
        elenco,
        elenco.actividad,
        Autorizacion("Cambió el alcance", AcuerdoNuevo("STL/2021/03", "", "Minuta de la tercera sesión")),
        nombre="Instalar dos mesas",
    )
    acuerdo = Acuerdo.objects.get(numero="STL/2021/03")
    assert acuerdo.secretariado == elenco.stl
    assert Modificacion.objects.get().acuerdo == acuerdo


def test_name_problem_and_objective_are_locked_after_publication_and_free_in_a_draft(elenco: Elenco) -> None:
    assert not set(SOLO_EN_BORRADOR) & set(campos_editables(elenco.compromiso))
    with pytest.raises(ReglaIncumplida, match="No cambiaste nada"):
        cambiar(elenco, elenco.compromiso, objetivo="Otro objetivo", nombre="Otro nombre")
    modificar(
        actor=elenco.alicia,
        objeto=elenco.secreto,
        cambios={"objetivo": "Un objetivo mejor", "nombre": "Árboles"},
        visto=valores(elenco.secreto),
    )
    fila = Compromiso.objects.get(pk=elenco.secreto.pk)
    assert fila.objetivo == "Un objetivo mejor"
    assert "arboles" in fila.busqueda
    assert not Modificacion.objects.exists()
    assert Asiento.objects.latest("numero").publico is False


def test_the_second_of_two_people_is_told_what_changed_and_nothing_of_the_first_is_lost(elenco: Elenco) -> None:
    visto = valores(elenco.actividad)
    cambiar(elenco, elenco.actividad, fecha_fin=date(2021, 5, 31))
    with pytest.raises(ReglaIncumplida) as error:
        modificar(
            actor=elenco.alicia,
            objeto=Actividad.objects.get(pk=elenco.actividad.pk),
            cambios={"fecha_fin": date(2021, 9, 30)},
            visto=visto,
            autorizacion=permiso(elenco),
        )
    assert "Fecha de término" in error.value.mensaje
    assert "31 de mayo de 2021" in error.value.mensaje
    assert Actividad.objects.get(pk=elenco.actividad.pk).fecha_fin == date(2021, 5, 31)


def test_dates_out_of_order_are_refused_with_a_sentence(elenco: Elenco) -> None:
    with pytest.raises(ReglaIncumplida, match="no puede ser anterior"):
        cambiar(elenco, elenco.actividad, fecha_inicio=date(2022, 1, 1), fecha_fin=date(2021, 1, 1))


def test_weights_change_together_and_add_to_one_hundred(elenco: Elenco) -> None:
    acciones = [AccionF(compromiso=elenco.compromiso, numero=n, ponderacion=Decimal(50)) for n in (1, 2)]
    visto = ponderaciones(acciones)

    def pesar(uno: int, dos: int) -> Any:
        return modificar_ponderaciones(
            actor=elenco.alicia,
            compromiso=elenco.compromiso,
            pesos={acciones[0].pk: Decimal(uno), acciones[1].pk: Decimal(dos)},
            visto=visto,
            autorizacion=permiso(elenco),
        )

    with pytest.raises(ReglaIncumplida, match="suman 90"):
        pesar(60, 30)
    pesar(70, 30)
    m = Modificacion.objects.get()
    assert (m.antes, m.despues) == (
        {"ponderacion 1": "50", "ponderacion 2": "50"},
        {"ponderacion 1": "70", "ponderacion 2": "30"},
    )


def test_an_added_activity_is_due_counts_and_is_not_in_the_baseline(elenco: Elenco) -> None:
    recalcular_todo()
    nueva = agregar_actividad(
        actor=elenco.alicia,
        compromiso=elenco.compromiso,
        accion=None,
        datos={
            "nombre": "Publicar las minutas",
            "periodicidad": "mensual",
            "fecha_inicio": date(2020, 8, 1),
            "fecha_fin": date(2020, 12, 31),
        },
        autorizacion=permiso(elenco),
    )
    assert nueva.numero == elenco.actividad.numero + 1
    assert nueva.entregas.count() == 5
    assert nueva.base_fin is None
    assert Modificacion.objects.get().despues["periodicidad"] == "mensual"
    assert set(recalcular_todo().values()) == {0}


def test_a_cancelled_activity_leaves_the_mean_and_stays_in_sight(elenco: Elenco) -> None:
    otra = ActividadF(compromiso=elenco.compromiso, numero=2)
    AvanceF(entrega=elenco.entrega, autor=elenco.dario, porcentaje=Decimal(80))
    sincronizar_entrega(elenco.entrega.pk)
    cancelar_actividad(actor=elenco.alicia, actividad=otra, autorizacion=permiso(elenco))
    assert Compromiso.objects.get(pk=elenco.compromiso.pk).declarado == 80
    assert Actividad.objects.get(pk=otra.pk).cancelada
    with pytest.raises(ReglaIncumplida, match="ya estaba cancelada"):
        cancelar_actividad(actor=elenco.alicia, actividad=otra, autorizacion=permiso(elenco))


def test_an_activity_of_a_draft_is_simply_removed(elenco: Elenco) -> None:
    borrada = ActividadF(compromiso=elenco.secreto, numero=3)
    cancelar_actividad(actor=elenco.alicia, actividad=borrada)
    assert not Actividad.objects.filter(pk=borrada.pk).exists()
    assert Asiento.objects.latest("numero").publico is False


def test_a_withdrawn_commitment_leaves_every_mean_and_its_page_stays(elenco: Elenco, client: Any) -> None:
    AvanceF(entrega=elenco.entrega, autor=elenco.dario, porcentaje=Decimal(80))
    sincronizar_entrega(elenco.entrega.pk)
    recalcular([elenco.compromiso.pk])
    assert Plan.objects.get(pk=elenco.plan.pk).declarado == 80
    retirar_compromiso(actor=elenco.alicia, compromiso=elenco.compromiso, autorizacion=permiso(elenco))
    plan = Plan.objects.get(pk=elenco.plan.pk)
    assert (plan.declarado, plan.compromisos_en_vigor) == (None, 0)
    texto = client.get(elenco.compromiso.get_absolute_url()).content.decode()
    assert "se retiró del plan" in texto
    historial = client.get(f"{elenco.compromiso.get_absolute_url()}historial/").content.decode()
    assert "La contingencia sanitaria" in historial


def test_only_who_facilitates_that_stl_changes_its_plan(elenco: Elenco) -> None:
    for nombre in ("beto", "carla", "dario", "elena", "fidel", "yago", "zoe", "ciudadana"):
        with pytest.raises(PermissionDenied):
            modificar(
                actor=getattr(elenco, nombre),
                objeto=elenco.actividad,
                cambios={"nombre": "x"},
                visto={},
                autorizacion=permiso(elenco),
            )
    with pytest.raises(PermissionDenied):
        retirar_compromiso(actor=elenco.alicia, compromiso=elenco.otro_compromiso, autorizacion=permiso(elenco))


def test_the_database_asks_for_a_reason_too(elenco: Elenco) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Modificacion.objects.create(
            plan=elenco.plan,
            tipo="texto",
            motivo="",
            acuerdo=elenco.plan.acuerdo_publicacion,
            autor=elenco.alicia,
            creado=elenco.plan.publicado_en,
        )


def test_every_editable_field_exists_and_none_is_derived() -> None:
    for modelo, campos in CAMPOS.items():
        for campo in campos:
            assert modelo._meta.get_field(campo).editable, campo


def test_the_difference_joins_back_into_both_texts() -> None:
    a, b = "Instalar una mesa  de trabajo\nen León", "Instalar dos mesas  de trabajo\nen León"
    d = diferencia(a, b)
    assert "".join(t for t, _ in d.antes) == a
    assert "".join(t for t, _ in d.despues) == b
    assert [t for t, op in d.despues if op == "agrega"] == ["dos mesas"] or "dos" in str(d.despues)
    assert diferencia("igual", "igual").antes == [("igual", "igual")]


def test_what_is_kept_does_not_depend_on_the_language_of_who_acts(elenco: Elenco) -> None:
    visto = valores(elenco.actividad)
    with translation.override("en"):
        modificar(
            actor=elenco.alicia,
            objeto=elenco.actividad,
            cambios={"periodicidad": "mensual"},
            visto=visto,
            autorizacion=permiso(elenco),
        )
    m = Modificacion.objects.get()
    assert (m.antes, m.despues) == ({"periodicidad": "unica"}, {"periodicidad": "mensual"})
    assert renglones_de_cambio(m.antes, m.despues) == [("periodicidad", "Única", "Mensual")]


@pytest.mark.parametrize(
    "cambios",
    [
        {"fecha_fin": date(2201, 12, 31)},
        {"fecha_inicio": date(1, 1, 1), "fecha_fin": date(9999, 12, 31), "periodicidad": "quincenal"},
    ],
)
def test_a_typing_slip_in_a_year_is_told_and_makes_no_deliveries(elenco: Elenco, cambios: dict[str, Any]) -> None:
    antes = elenco.actividad.entregas.count()
    with pytest.raises(ReglaIncumplida, match="muy lejos del plan"):
        cambiar(elenco, elenco.actividad, **cambios)
    assert elenco.actividad.entregas.count() == antes


def test_what_was_withdrawn_or_cancelled_does_not_change_any_more(elenco: Elenco) -> None:
    cancelar_actividad(actor=elenco.alicia, actividad=elenco.actividad, autorizacion=permiso(elenco))
    with pytest.raises(ReglaIncumplida, match="se canceló"):
        cambiar(elenco, Actividad.objects.get(pk=elenco.actividad.pk), nombre="Otra")
    retirar_compromiso(actor=elenco.alicia, compromiso=elenco.compromiso, autorizacion=permiso(elenco))
    with pytest.raises(ReglaIncumplida, match="se retiró"):
        agregar_actividad(
            actor=elenco.alicia,
            compromiso=Compromiso.objects.get(pk=elenco.compromiso.pk),
            accion=None,
            datos={"nombre": "Nueva", "periodicidad": "unica"},
            autorizacion=permiso(elenco),
        )


def test_the_same_activity_is_not_added_twice(elenco: Elenco) -> None:
    datos = {"nombre": "Publicar", "periodicidad": "unica", "fecha_fin": date(2020, 12, 31)}

    def agregar() -> None:
        agregar_actividad(
            actor=elenco.alicia,
            compromiso=elenco.compromiso,
            accion=None,
            datos=datos,
            autorizacion=permiso(elenco),
        )

    agregar()
    with pytest.raises(ReglaIncumplida, match="actividad igual"):
        agregar()
