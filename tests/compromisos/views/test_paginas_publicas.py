"""Home, states, plans and commitment: what each says, what it says when there is nothing, and demo notices."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from fabricas import AccionF, ActividadF, Elenco, EntregaF, EvidenciaF, PlanF

from compromisos.models import (
    Alineacion,
    Compromiso,
    CorteAvance,
    Duda,
    Elemento,
    Indicador,
    Marco,
    Modificacion,
    Plan,
    Responsable,
)
from compromisos.servicios.avances import declarar_avance
from compromisos.servicios.recalculo import recalcular_todo
from secretariado.models import Entidad

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"


def html(cliente: Client, ruta: str) -> str:
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == 200, ruta
    return re.sub(r"\s+", " ", respuesta.content.decode())


def declarar(elenco: Elenco, porcentaje: str, **campos: Any) -> None:
    declarar_avance(
        actor=elenco.dario,
        entrega=elenco.entrega,
        porcentaje=Decimal(porcentaje),
        que_se_hizo="Se instaló la mesa.",
        obstaculos="Faltó presupuesto.",
        **campos,
    )


def test_the_three_figures_go_together_with_their_definition_one_click_away(
    elenco: Elenco, client: Client
) -> None:
    declarar(elenco, "37.5")
    for ruta in (
        "/",
        "/entidades/",
        "/entidades/guanajuato/",
        elenco.plan.get_absolute_url(),
        "/compromisos/",
        elenco.compromiso.get_absolute_url(),
    ):
        texto = html(client, ruta)
        for nombre in ("Programado", "Declarado", "Verificado", "/metodo/#tres-cifras", "37.5 %"):
            assert nombre in texto, (ruta, nombre)
    assert 'id="tres-cifras"' in html(client, "/metodo/")


def test_no_report_is_no_data_and_never_zero(elenco: Elenco, client: Client) -> None:
    recalcular_todo()
    texto = html(client, elenco.compromiso.get_absolute_url())
    trio = texto[texto.index('class="trio grande"') :][:900]
    assert "sin dato" in trio
    assert "0.0 %" not in trio
    assert "Nadie ha declarado avance todavía" in texto


def test_every_link_to_the_method_has_its_anchor(elenco: Elenco, client: Client) -> None:
    metodo = html(client, "/metodo/")
    evidencia = EvidenciaF(entrega=elenco.entrega)
    for ruta in ("/", elenco.compromiso.get_absolute_url(), evidencia.get_absolute_url(), "/planes/"):
        for ancla in re.findall(r'/metodo/#([\w-]+)"', html(client, ruta)):
            assert f'id="{ancla}"' in metodo, (ruta, ancla)


def test_the_home_lists_the_states_in_table_and_map(elenco: Elenco, client: Client) -> None:
    texto = html(client, "/")
    assert texto.count('href="/entidades/guanajuato/"') == 2
    assert 'class="mosaico"' in texto
    assert "Todavía no hay evidencia." in texto
    EvidenciaF(entrega=elenco.entrega, titulo="Minuta más reciente")
    EvidenciaF(entrega=elenco.entrega, titulo="Minuta retirada", estado="retirada")
    texto = html(client, "/")
    assert "Minuta más reciente" in texto
    assert "Minuta retirada" not in texto


def test_the_map_has_the_32_states_each_in_its_own_place() -> None:
    from pal_portal.paginas import MOSAICO

    assert len(MOSAICO) == len(set(MOSAICO.values())) == 32


def test_a_registered_plan_says_that_it_has_no_commitments(elenco: Elenco, client: Client) -> None:
    vacio = PlanF(secretariado=elenco.otro_stl, titulo="Segundo plan de Oaxaca")
    assert "Este plan está registrado, sin compromisos cargados" in html(client, vacio.get_absolute_url())
    assert "registrado, sin compromisos cargados" in html(client, "/entidades/oaxaca/")
    assert "Registrado, sin compromisos cargados" in html(client, "/planes/")


def test_plans_are_filtered_by_state_and_status(elenco: Elenco, client: Client) -> None:
    assert "Plan de Oaxaca" in html(client, "/planes/")
    assert "Plan de Oaxaca" not in html(client, "/planes/?entidad=guanajuato")
    assert "Ningún plan cumple ese filtro." in html(client, "/planes/?estado=cancelado")


def test_a_state_without_plan_nor_secretariat_still_has_its_page(client: Client) -> None:
    Entidad.objects.create(
        clave_inegi="06", letras="COL", nombre="Colima", nombre_oficial="Colima", slug="colima", participa=False
    )
    texto = html(client, "/entidades/colima/")
    assert "No hay planes registrados en esta entidad." in texto
    assert "No hay organismo garante registrado." in texto


def test_the_plan_shows_axes_calendar_curve_and_changes(elenco: Elenco, client: Client) -> None:
    for dia, valor in (("2020-06-01", 10), ("2020-07-01", 20)):
        CorteAvance.objects.create(plan=elenco.plan, fecha=date.fromisoformat(dia), programado=valor)
    Modificacion.objects.create(
        plan=elenco.plan,
        compromiso=elenco.compromiso,
        tipo=Modificacion.Tipo.FECHAS,
        motivo="Cambio por la contingencia",
        autor=elenco.alicia,
        acuerdo=elenco.plan.acuerdo_publicacion,
        creado=elenco.plan.publicado_en,
    )
    texto = html(client, elenco.plan.get_absolute_url())
    for esperado in (
        elenco.compromiso.eje.nombre,
        elenco.compromiso.clave,
        "Calendario de actividades",
        "Ver los datos de la gráfica",
        "Cambio por la contingencia",
        f"/api/v1/compromisos/?plan={elenco.plan.clave}&amp;formato=csv",
        "Todavía no se ha generado ninguno.",
    ):
        assert esperado in texto, esperado


@pytest.mark.parametrize(("quien", "puede"), [("", 0), ("ciudadana", 0), ("zoe", 0), ("alicia", 1), ("beto", 1)])
def test_only_who_may_ask_sees_the_report_button(elenco: Elenco, client: Client, quien: str, puede: int) -> None:
    if quien:
        client.force_login(getattr(elenco, quien), backend=MOTOR)
    boton = f'href="/planes/{elenco.plan.slug}/reportes/"'
    assert html(client, elenco.plan.get_absolute_url()).count(boton) == puede


def test_the_commitment_tells_everything_the_plan_says(elenco: Elenco, client: Client) -> None:
    c = elenco.compromiso
    Compromiso.objects.filter(pk=c.pk).update(
        problema="Obras sin datos.",
        supuestos="Que haya presupuesto.",
        perspectiva_genero="Con lenguaje incluyente.",
    )
    accion = AccionF(compromiso=c, numero=1, nombre="Plataforma en línea", ponderacion=Decimal(40))
    ActividadF(compromiso=c, accion=accion, numero=1, nombre="Diseño", calendario_texto="Agosto de 2019")
    ods = Marco.objects.create(clave="ods", nombre="ODS")
    meta = Elemento.objects.create(marco=ods, clave="16.6", orden=1, nivel="meta", nombre="Instituciones eficaces")
    Alineacion.objects.create(compromiso=c, elemento=meta, texto_original="16.66", confirmada=False)
    Indicador.objects.create(compromiso=c, nombre="Obras publicadas")
    Duda.objects.create(plan=c.plan, compromiso=c, campo="calendario", nota="No dice el año.")
    texto = html(client, c.get_absolute_url())
    for esperado in (
        "Obras sin datos.",
        "Que haya presupuesto.",
        "Con lenguaje incluyente.",
        "Plataforma en línea",
        "pesa 40.0 %",
        "«Agosto de 2019»",
        "ODS 16.6",
        "se imprimió «16.66»; por confirmar",
        "No medible",
        "No dice el año.",
        "Luis Enrique Ramos Pérez",
        "Director General",
        "Secretaría de Infraestructura",
        "Gentileza es Unión A.C.",
    ):
        assert esperado in texto, esperado


def test_a_contact_shows_only_when_it_is_public(elenco: Elenco, client: Client) -> None:
    ruta = elenco.compromiso.get_absolute_url()
    assert "privado@ejemplo.test" not in html(client, ruta)
    Responsable.objects.filter(institucion=elenco.institucion).update(contacto_publico=True)
    assert html(client, ruta).count("privado@ejemplo.test") == 1


def test_periodic_activities_show_each_delivery(elenco: Elenco, client: Client) -> None:
    mensual = ActividadF(
        compromiso=elenco.compromiso,
        numero=8,
        nombre="Informe mensual",
        periodicidad="mensual",
        fecha_inicio=date(2020, 5, 1),
        fecha_fin=date(2020, 8, 31),
    )
    dias = [date(2020, 5, 31), date(2020, 6, 30), date(2020, 8, 31)]
    entregas = [EntregaF(actividad=mensual, numero=n, vence=d) for n, d in enumerate(dias, 1)]
    elenco.entrega = entregas[0]
    declarar(elenco, "100")
    recalcular_todo()
    texto = html(client, elenco.compromiso.get_absolute_url())
    for esperado in (
        "31 may 2020: declarada 100.0 %",
        "30 jun 2020: sin reporte",
        "31 ago 2020: por vencer",
        "1 de 2 entregas exigibles",
        "Cumplimiento a la fecha",
        "Puntualidad",
        "Avance del ciclo",
    ):
        assert esperado in texto, esperado


def test_the_timeline_says_which_institution_declared_and_the_history_keeps_it(
    elenco: Elenco, client: Client
) -> None:
    declarar(elenco, "55")
    texto = html(client, elenco.compromiso.get_absolute_url())
    assert "Declaró 55.0 %</strong> · Secretaría de Infraestructura" in texto
    assert "Obstáculos: Faltó presupuesto." in texto
    historial = html(client, elenco.compromiso.get_absolute_url() + "historial/")
    assert "Se declaró avance" in historial
    for pagina in (texto, historial):
        assert elenco.dario.nombre not in pagina
        assert elenco.dario.correo not in pagina


def test_the_key_may_be_written_in_any_case(elenco: Elenco, client: Client) -> None:
    assert "Guanajuato Construye" in html(client, "/compromisos/gto-1-01/")


def test_demonstration_progress_is_announced_wherever_it_shows(elenco: Elenco, client: Client) -> None:
    evidencia = EvidenciaF(entrega=elenco.entrega)
    rutas = [
        "/",
        "/entidades/",
        elenco.plan.get_absolute_url(),
        elenco.compromiso.get_absolute_url(),
        elenco.compromiso.get_absolute_url() + "historial/",
        evidencia.get_absolute_url(),
        "/compromisos/",
        "/planes/",
        "/entidades/guanajuato/",
    ]
    for ruta in rutas:
        assert "demostración" not in html(client, ruta).replace("Versión de demostración", ""), ruta
    Plan.objects.filter(pk=elenco.plan.pk).update(avances_demostracion=True)
    recalcular_todo()
    for ruta in rutas:
        assert re.search("son de demostración|Avances de demostración", html(client, ruta)), ruta


def test_pages_that_do_not_exist_say_so_in_spanish(elenco: Elenco, client: Client) -> None:
    for ruta in ("/nada/", "/planes/nada/", "/compromisos/XXX-1-01/", "/entidades/nada/", "/reportes/nada/"):
        respuesta = client.get(ruta)
        assert respuesta.status_code == 404, ruta
        assert "No encontramos esa página" in respuesta.content.decode()


def test_a_failure_shows_a_page_that_needs_nothing(elenco: Elenco, monkeypatch: pytest.MonkeyPatch) -> None:
    def romper(*args: Any) -> None:
        raise RuntimeError("detalle interno")

    monkeypatch.setattr("compromisos.views.plan._gantt", romper)
    respuesta = Client(raise_request_exception=False).get(elenco.plan.get_absolute_url())
    assert respuesta.status_code == 500
    assert "detalle interno" not in respuesta.content.decode()
    assert "<h1>" in respuesta.content.decode()


def test_health_says_what_answers(client: Client) -> None:
    respuesta = client.get("/salud/")
    assert respuesta.status_code == 200
    assert respuesta.json()["base"] is True
    assert "no-store" in respuesta["Cache-Control"]


def test_the_home_counts_the_lights_of_public_commitments_in_force(elenco: Elenco, client: Client) -> None:
    Compromiso.objects.filter(pk=elenco.compromiso.pk).update(semaforo="rojo")
    Compromiso.objects.filter(pk=elenco.otro_compromiso.pk).update(semaforo="rojo", estado="retirado")
    Compromiso.objects.filter(pk=elenco.secreto.pk).update(semaforo="verde")
    texto = html(client, "/")
    assert re.findall(r'\?semaforo=(\w+)"', texto) == ["rojo"]
    assert "1 · Atrasado" in texto


def test_who_is_responsible_comes_before_who_helps(elenco: Elenco, client: Client) -> None:
    Responsable.objects.filter(compromiso=elenco.compromiso).delete()
    for papel, institucion in (
        ("otro", elenco.garante),
        ("corresponsable", elenco.osc),
        ("responsable", elenco.institucion),
    ):
        Responsable.objects.create(compromiso=elenco.compromiso, institucion=institucion, papel=papel)
    texto = html(client, elenco.compromiso.get_absolute_url())
    lugares = [texto.index(f"<h3>{i}</h3>") for i in (elenco.institucion, elenco.osc, elenco.garante)]
    assert lugares == sorted(lugares)


def test_the_axes_are_offered_once_a_plan_is_chosen_and_never_those_of_a_draft(
    elenco: Elenco, client: Client
) -> None:
    eje = elenco.compromiso.eje
    assert '<label for="id_eje">' not in html(client, "/compromisos/")
    opcion = f'<option value="{eje.pk}" selected>{eje.numero} {eje.nombre}</option>'
    assert opcion in html(client, f"/compromisos/?plan={elenco.plan.clave.lower()}&eje={eje.pk}")
    del_borrador = html(client, f"/compromisos/?plan={elenco.borrador.clave}")
    assert f"{elenco.secreto.eje.numero} {elenco.secreto.eje.nombre}</option>" not in del_borrador


def test_an_axis_in_the_address_is_kept_by_the_form_without_a_plan(elenco: Elenco, client: Client) -> None:
    texto = html(client, f"/compromisos/?eje={elenco.compromiso.eje_id}")
    assert elenco.compromiso.nombre in texto
    assert elenco.otro_compromiso.nombre not in texto
    assert re.search(rf'<input type="hidden" name="eje" value="{elenco.compromiso.eje_id}"', texto)
