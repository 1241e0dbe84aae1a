"""A new version of a plan's document changes the plan only in what somebody accepts."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.test import Client
from fabricas import AccionF, ActividadF

from compromisos.exportacion import datos_del_plan
from compromisos.historico import Historia
from compromisos.importacion.comparacion_listas import LISTAS
from compromisos.models import Actividad, Compromiso, Elemento, Importacion, Marco, Modificacion, Plan
from compromisos.servicios.actualizaciones import actualizar_plan, diferencias_con
from compromisos.servicios.acuerdos import AcuerdoNuevo
from compromisos.servicios.autorizaciones import Autorizacion
from compromisos.servicios.importaciones import leer_importacion, subir_plan
from pal_portal.cimientos.errores import OtraPersonaCambio, ReglaIncumplida
from pal_portal.cimientos.fechas import hoy


def version_nueva(elenco: Any, plan: Plan, cambiar: Any) -> Importacion:
    datos = datos_del_plan(plan)
    cambiar(datos)
    for c in datos["compromisos"]:  # our export cites axes by number
        c["eje"] = next((e["numero"] for e in datos["ejes"] if e["orden"] == c.get("eje")), None)
    cuerpo = json.dumps(datos).encode()
    fila, nueva = subir_plan(
        actor=elenco.alicia,
        secretariado=elenco.stl,
        contenido=ContentFile(cuerpo, name="v2.json"),
        nombre="v2.json",
        destino=plan,
    )
    assert nueva
    leer_importacion(fila.pk)
    leida = Importacion.objects.get(pk=fila.pk)
    assert leida.estado == "en_revision", leida.error
    return leida


def todas(fila: Importacion, plan: Plan) -> dict[str, str]:
    return {d.clave: d.antes for d in diferencias_con(fila, plan)[0]}


def autorizacion(elenco: Any) -> Autorizacion:
    return Autorizacion("Lo pidió la mesa", elenco.plan.acuerdo_publicacion)


def test_the_same_plan_has_no_differences(elenco: Any) -> None:
    fila = version_nueva(elenco, elenco.plan, lambda d: None)
    assert diferencias_con(fila, elenco.plan) == ([], [])


def cambiada(datos: dict[str, Any]) -> None:
    c = datos["compromisos"][0]
    c["descripcion"], c["fecha_fin"], c["objetivo"] = "Otra descripción", "2021-06-30", "Otro objetivo"
    c["actividades"][0]["medio_verificacion"] = "Acta firmada"
    c["actividades"].append({"numero": 90, "nombre": "Capacitar a las escuelas", "periodicidad": "mensual"})
    datos["compromisos"].append({**c, "numero": 50, "nombre": "Otro más", "clave": "x"})


def test_a_published_plan_changes_by_modifications_with_reason_and_agreement(elenco: Any) -> None:
    fila = version_nueva(elenco, elenco.plan, cambiada)
    libres, fijas = diferencias_con(fila, elenco.plan)
    assert {(d.clase, d.campo) for d in libres} == {
        ("cambio", "descripcion"),
        ("cambio", "fecha_fin"),
        ("cambio", "medio_verificacion"),
        ("actividad_nueva", "nombre"),
    }
    assert {(d.clase, d.campo) for d in fijas} == {("cambio", "objetivo"), ("compromiso_nuevo", "nombre")}
    antes = Modificacion.objects.count()
    n = actualizar_plan(
        actor=elenco.alicia,
        importacion=fila,
        elegidas=todas(fila, elenco.plan),
        autorizacion=autorizacion(elenco),
    )
    assert n == 4
    hechas = Modificacion.objects.order_by("pk")[antes:]
    assert {m.motivo for m in hechas} == {"Lo pidió la mesa"}
    assert len(hechas) == 3  # commitment (two fields at once), activity, new activity
    elenco.compromiso.refresh_from_db()
    assert (elenco.compromiso.descripcion, str(elenco.compromiso.fecha_fin)) == ("Otra descripción", "2021-06-30")
    nueva = Actividad.objects.get(nombre="Capacitar a las escuelas")
    assert (nueva.compromiso, nueva.periodicidad) == (elenco.compromiso, "mensual")
    fila.refresh_from_db()
    assert (fila.estado, fila.plan) == ("aplicada", elenco.plan)
    with pytest.raises(ReglaIncumplida):
        actualizar_plan(actor=elenco.alicia, importacion=fila, elegidas={"x": ""})


def test_only_what_was_accepted_changes(elenco: Any) -> None:
    fila = version_nueva(elenco, elenco.plan, cambiada)
    una = next((c, a) for c, a in todas(fila, elenco.plan).items() if c.endswith(":descripcion"))
    actualizar_plan(
        actor=elenco.alicia,
        importacion=fila,
        elegidas=dict([una]),
        autorizacion=Autorizacion("Motivo", AcuerdoNuevo("A-77", "", "Minuta")),
    )
    elenco.compromiso.refresh_from_db()
    assert elenco.compromiso.descripcion == "Otra descripción"
    assert elenco.compromiso.fecha_fin is None
    assert not Actividad.objects.filter(nombre="Capacitar a las escuelas").exists()


def test_one_new_agreement_serves_all_the_changes(elenco: Any) -> None:
    fila = version_nueva(elenco, elenco.plan, cambiada)
    actualizar_plan(
        actor=elenco.alicia,
        importacion=fila,
        elegidas=todas(fila, elenco.plan),
        autorizacion=Autorizacion("Motivo", AcuerdoNuevo("A-77", "", "Minuta")),
    )
    assert {m.acuerdo.numero for m in Modificacion.objects.filter(motivo="Motivo")} == {"A-77"}


def test_without_reason_or_agreement_nothing_changes(elenco: Any) -> None:
    fila = version_nueva(elenco, elenco.plan, cambiada)
    elegidas = todas(fila, elenco.plan)
    for falta in (None, Autorizacion(" ", elenco.plan.acuerdo_publicacion), Autorizacion("Motivo", None)):
        with pytest.raises(ReglaIncumplida):
            actualizar_plan(actor=elenco.alicia, importacion=fila, elegidas=elegidas, autorizacion=falta)
    fila.refresh_from_db()
    elenco.compromiso.refresh_from_db()
    assert fila.estado == "en_revision"
    assert elenco.compromiso.descripcion != "Otra descripción"


def test_a_plan_that_moved_meanwhile_is_compared_again(elenco: Any) -> None:
    fila = version_nueva(elenco, elenco.plan, cambiada)
    elegidas = todas(fila, elenco.plan)
    Compromiso.objects.filter(pk=elenco.compromiso.pk).update(descripcion="De otra persona")
    with pytest.raises(OtraPersonaCambio):
        actualizar_plan(
            actor=elenco.alicia, importacion=fila, elegidas=elegidas, autorizacion=autorizacion(elenco)
        )


def test_weights_and_cancellations_go_through_their_own_doors(elenco: Any) -> None:
    uno = AccionF(compromiso=elenco.compromiso, numero=1, nombre="Estudio", ponderacion=60)
    otra = AccionF(compromiso=elenco.compromiso, numero=2, nombre="Taller", ponderacion=40)
    ActividadF(compromiso=elenco.compromiso, numero=80, nombre="Sobra")

    def pesos(datos: dict[str, Any]) -> None:
        c = datos["compromisos"][0]
        c["acciones"][0]["ponderacion"], c["acciones"][1]["ponderacion"] = "30.00", "70.00"
        c["actividades"] = [a for a in c["actividades"] if a["nombre"] != "Sobra"]

    fila = version_nueva(elenco, elenco.plan, pesos)
    elegidas = todas(fila, elenco.plan)
    assert {c.partition(":")[0] for c in elegidas} == {"ponderacion", "ausente"}
    actualizar_plan(actor=elenco.alicia, importacion=fila, elegidas=elegidas, autorizacion=autorizacion(elenco))
    uno.refresh_from_db()
    otra.refresh_from_db()
    assert (uno.ponderacion, otra.ponderacion) == (30, 70)
    assert Actividad.objects.get(nombre="Sobra").cancelada


def test_a_draft_is_edited_and_gains_its_missing_commitments(elenco: Any) -> None:
    fila = version_nueva(elenco, elenco.borrador, cambiada_del_borrador)
    libres, fijas = diferencias_con(fila, elenco.borrador)
    assert fijas == []
    assert {(d.clase, d.campo) for d in libres} == {("cambio", "objetivo"), ("compromiso_nuevo", "nombre")}
    antes = Modificacion.objects.count()
    actualizar_plan(actor=elenco.alicia, importacion=fila, elegidas=todas(fila, elenco.borrador))
    assert Modificacion.objects.count() == antes
    nuevo = Compromiso.objects.get(plan=elenco.borrador, nombre="Agua")
    assert (nuevo.clave, nuevo.estado) == (f"{elenco.borrador.clave}-09", "propuesto")


def cambiada_del_borrador(datos: dict[str, Any]) -> None:
    datos["compromisos"][0]["objetivo"] = "Otro objetivo"
    datos["compromisos"].append({"numero": 9, "nombre": "Agua", "problema": "No hay"})


def test_only_who_facilitates_updates(elenco: Any) -> None:
    fila = version_nueva(elenco, elenco.plan, cambiada)
    for persona in (elenco.beto, elenco.yago, elenco.elena, elenco.fidel, elenco.dario):
        with pytest.raises(PermissionDenied):
            actualizar_plan(actor=persona, importacion=fila, elegidas=todas(fila, elenco.plan))
    with pytest.raises(ReglaIncumplida):
        subir_plan(
            actor=elenco.alicia,
            secretariado=elenco.stl,
            contenido=ContentFile(b"{}", name="a.json"),
            nombre="a.json",
            destino=elenco.otro_plan,
        )


def test_the_page_shows_and_applies_the_differences(elenco: Any, client: Client) -> None:
    client.force_login(elenco.alicia, backend="allauth.account.auth_backends.AuthenticationBackend")
    fila = version_nueva(elenco, elenco.plan, cambiada)
    ruta = f"{fila.get_absolute_url()}diferencias/"
    html = client.get(ruta).text
    assert ":descripcion" in html
    assert "<ins>Otra" in html
    assert "No puede cambiar" in html
    sello = html.partition('name="visto" value="')[2].partition('"')[0]
    elegidas = [c for c in todas(fila, elenco.plan) if c.endswith(":descripcion")]
    sin_motivo = client.post(ruta, {"visto": sello, "elegida": elegidas})
    assert sin_motivo.status_code == 422
    assert "checked" in sin_motivo.text
    datos = {"visto": sello, "motivo": "Lo pidió la mesa", "acuerdo": elenco.plan.acuerdo_publicacion_id}
    assert client.post(ruta, {**datos, "elegida": ["cambio:1:inventada"]}).status_code == 422
    assert client.post(ruta, {**datos, "elegida": elegidas}).url == elenco.plan.get_absolute_url()
    assert client.get(ruta).url == fila.get_absolute_url()
    assert "Este documento actualizó el plan" in client.get(fila.get_absolute_url()).text


def test_all_the_differences_are_marked_at_once_and_nothing_typed_is_lost(elenco: Any, client: Client) -> None:
    client.force_login(elenco.alicia, backend="allauth.account.auth_backends.AuthenticationBackend")

    def sin_el_primero(datos: dict[str, Any]) -> None:
        otras_listas(datos)
        del datos["compromisos"][0]["responsables"][0]

    fila = version_nueva(elenco, elenco.plan, sin_el_primero)
    ruta, hay = f"{fila.get_absolute_url()}diferencias/", len(todas(fila, elenco.plan))
    assert client.get(ruta).text.count(" checked") == 0
    for cuales, marcadas in (("todas", hay), ("ninguna", 0)):
        respuesta = client.post(ruta, {"marcar": cuales, "motivo": "Lo pidió la mesa"})
        assert respuesta.status_code == 200
        assert len(re.findall(r'name="elegida"[^>]* checked', respuesta.text)) == marcadas
        assert f"{marcadas} de {hay} marcada" in respuesta.text
        assert "Lo pidió la mesa" in respuesta.text
        assert "Este campo es obligatorio" not in respuesta.text
    sin_quitar = client.post(ruta, {"marcar": "agregan"}).text
    quitan = [d for d in diferencias_con(fila, elenco.plan)[0] if d.quita]
    assert quitan
    assert len(re.findall(r'name="elegida"[^>]* checked', sin_quitar)) == hay - len(quitan)


def test_an_update_left_aside_says_that_the_plan_did_not_change(elenco: Any, client: Client) -> None:
    client.force_login(elenco.alicia, backend="allauth.account.auth_backends.AuthenticationBackend")
    fila = version_nueva(elenco, elenco.plan, cambiada)
    client.post(f"{fila.get_absolute_url()}cancelar/")
    assert "El plan no cambió" in client.get(fila.get_absolute_url()).text


def otras_listas(datos: dict[str, Any]) -> None:
    """Another post for who answers, one more body, one more alignment and an indicator."""
    c = datos["compromisos"][0]
    primera = c["responsables"][0]
    primera["cargo"] = "Directora de Datos"
    datos["instituciones"].append({"codigo": "NUEVA", "nombre": "Instituto del Agua", "tipo": "dependencia"})
    c["responsables"].append(
        {"papel": "corresponsable", "institucion": "NUEVA", "persona": "Ana Ruiz Sosa", "cargo": "Titular"}
    )
    c["alineaciones"] = [{"marco": "ods", "clave": "16.6"}, {"marco": "ods", "clave": "99.9"}]
    c["indicadores"] = [{"nombre": "Escuelas atendidas", "clase": "numerico", "linea_base": "0", "meta": "40"}]


def de_listas(fila: Importacion, plan: Plan) -> set[tuple[str, bool, bool]]:
    return {(d.campo, bool(d.antes), bool(d.despues)) for d in diferencias_con(fila, plan)[0]}


LISTAS_CAMBIADAS = {
    ("responsables", True, True),
    ("responsables", False, True),
    ("alineaciones", False, True),
    ("indicadores", False, True),
}


def con_meta_16_6() -> None:
    ods = Marco.objects.get_or_create(clave="ods", defaults={"nombre": "ODS"})[0]
    Elemento.objects.get_or_create(
        marco=ods, clave="16.6", defaults={"orden": 1, "nivel": "meta", "nombre": "Rendir"}
    )


@pytest.mark.parametrize("cual", ["plan", "borrador"])
def test_who_answers_alignments_and_indicators_are_compared_and_applied(elenco: Any, cual: str) -> None:
    con_meta_16_6()
    plan: Plan = getattr(elenco, cual)
    compromiso = Compromiso.objects.filter(plan=plan).order_by("numero").first()
    assert compromiso is not None
    if not compromiso.responsables.exists():
        compromiso.responsables.create(institucion=elenco.institucion, persona="Eva Luz Paz", cargo="Jefa")
    fila = version_nueva(elenco, plan, otras_listas)
    assert de_listas(fila, plan) == LISTAS_CAMBIADAS
    antes = Modificacion.objects.count()
    permiso = None if plan.es_borrador else autorizacion(elenco)
    actualizar_plan(actor=elenco.alicia, importacion=fila, elegidas=todas(fila, plan), autorizacion=permiso)
    assert compromiso.responsables.order_by("orden", "pk")[0].cargo == "Directora de Datos"
    nueva = compromiso.responsables.get(papel="corresponsable", institucion__nombre="Instituto del Agua")
    assert (nueva.persona, nueva.institucion.entidad) == ("Ana Ruiz Sosa", plan.secretariado.entidad)
    assert compromiso.alineaciones.filter(elemento__clave="16.6").count() == 1
    assert compromiso.indicadores.get(nombre="Escuelas atendidas").meta == 40
    hechas = list(Modificacion.objects.order_by("pk")[antes:])
    if plan.es_borrador:
        assert hechas == []
    else:
        assert sorted(m.tipo for m in hechas) == ["responsable", "texto", "texto"]
        assert "Instituto del Agua" in next(m for m in hechas if m.tipo == "responsable").despues["responsables"]
    fila.estado = Importacion.Estado.EN_REVISION
    fila.save()
    assert diferencias_con(fila, plan)[0] == []  # the same document has nothing left to say


def test_the_past_of_a_plan_is_still_read_after_its_lists_changed(elenco: Any, client: Client) -> None:
    """Reports and curves look back beyond the change."""
    con_meta_16_6()
    ayer = hoy() - timedelta(days=1)
    antes = Historia(elenco.plan).al(ayer).compromisos
    fila = version_nueva(elenco, elenco.plan, otras_listas)
    actualizar_plan(
        actor=elenco.alicia,
        importacion=fila,
        elegidas=todas(fila, elenco.plan),
        autorizacion=autorizacion(elenco),
    )
    assert {clave for m in Modificacion.objects.all() for clave in m.antes} == set(LISTAS)
    assert Historia(elenco.plan).al(ayer).compromisos == antes
    assert client.get(elenco.plan.get_absolute_url()).status_code == 200


def test_each_difference_of_the_page_is_told_apart_by_its_label(elenco: Any, client: Client) -> None:
    client.force_login(elenco.alicia, backend="allauth.account.auth_backends.AuthenticationBackend")
    fila = version_nueva(elenco, elenco.plan, otras_listas)
    html = client.get(f"{fila.get_absolute_url()}diferencias/").text
    rotulos = re.findall(r'name="elegida" value="[^"]+" aria-label="([^"]+)"', html)
    regiones = re.findall(r'role="region" aria-label="([^"]+)"', html)
    assert (
        len(rotulos) == len(set(rotulos)) == len(regiones) == len(set(regiones)) == len(todas(fila, elenco.plan))
    )


def test_a_list_that_the_document_leaves_out_is_not_a_change(elenco: Any) -> None:
    def callada(datos: dict[str, Any]) -> None:
        for lista in ("responsables", "alineaciones", "indicadores"):
            datos["compromisos"][0][lista] = []

    assert diferencias_con(version_nueva(elenco, elenco.plan, callada), elenco.plan) == ([], [])


def test_a_published_commitment_is_never_left_without_who_answers(elenco: Any) -> None:
    def sustituida(datos: dict[str, Any]) -> None:
        datos["instituciones"].append({"codigo": "NUEVA", "nombre": "Instituto del Agua", "tipo": "dependencia"})
        datos["compromisos"][0]["responsables"] = [
            {"papel": "responsable", "institucion": "NUEVA", "persona": "Ana Ruiz Sosa", "cargo": "Titular"}
        ]

    fila = version_nueva(elenco, elenco.plan, sustituida)
    lista = [d for d in diferencias_con(fila, elenco.plan)[0] if d.campo == "responsables"]
    quitas = {d.clave: d.antes for d in lista if d.quita}
    assert quitas
    with pytest.raises(ReglaIncumplida, match="sin responsable"):
        actualizar_plan(actor=elenco.alicia, importacion=fila, elegidas=quitas, autorizacion=autorizacion(elenco))
    assert elenco.compromiso.responsables.exists()
    actualizar_plan(
        actor=elenco.alicia,
        importacion=fila,
        elegidas={d.clave: d.antes for d in lista},
        autorizacion=autorizacion(elenco),
    )
    assert [r.institucion.nombre for r in elenco.compromiso.responsables.all()] == ["Instituto del Agua"]


def test_an_indicator_with_measurements_is_not_removed(elenco: Any) -> None:
    indicador = elenco.compromiso.indicadores.create(nombre="Escuelas con agua")
    indicador.mediciones.create(fecha="2021-01-10", valor=3)
    fila = version_nueva(elenco, elenco.plan, otras_listas)
    suyas = [d for d in diferencias_con(fila, elenco.plan)[0] if d.campo == "indicadores"]
    quita = {d.clave: d.antes for d in suyas if d.quita}
    with pytest.raises(ReglaIncumplida, match="ya tiene mediciones"):
        actualizar_plan(actor=elenco.alicia, importacion=fila, elegidas=quita, autorizacion=autorizacion(elenco))
    assert elenco.compromiso.indicadores.filter(pk=indicador.pk).exists()
