"""A document is read once, reviewed by several people without losses, and becomes one draft plan."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from compromisos.importacion.revision import obtener, textos
from compromisos.models import Compromiso, Duda, Importacion, Plan
from compromisos.servicios.importacion import importar_plan
from compromisos.servicios.importaciones import (
    YaImportado,
    barrer_importaciones,
    cancelar_importacion,
    leer_importacion,
    reintentar_importacion,
    subir_plan,
)
from compromisos.servicios.revisiones import (
    aceptar_lo_seguro,
    agregar_fila,
    colocar_texto,
    crear_plan_revisado,
    revisar_seccion,
)
from pal_portal.cimientos.errores import OtraPersonaCambio, ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Asiento, Membresia

TEXTO = """Compromiso 1. Agua para todas

Problema: En el municipio no se sabe cuánta agua se extrae de los pozos.

Objetivo principal: Publicar la extracción de cada pozo.

Responsable: Secretaría del Agua

Actividades y plazos
1. Instalar medidores en los pozos. Inicio: julio de 2019. Conclusión: julio de 2020.

ODS: meta 216.6

Compromiso 2. Presupuesto abierto

Problema: El presupuesto del estado se publica en formatos que nadie puede leer.

Bibliografía



Véase el anexo."""


@pytest.fixture
def subida(elenco: Any) -> Importacion:
    return subir(elenco)


def subir(elenco: Any, texto: str | bytes = TEXTO, nombre: str = "plan.txt", **extra: Any) -> Importacion:
    cuerpo = texto.encode() if isinstance(texto, str) else texto
    contenido = ContentFile(cuerpo, name=nombre)
    fila, _ = subir_plan(actor=elenco.alicia, secretariado=elenco.stl, contenido=contenido, nombre=nombre, **extra)
    leer_importacion(fila.pk)
    return Importacion.objects.get(pk=fila.pk)


def revisar(elenco: Any, fila: Importacion, seccion: str = "c1", **extra: Any) -> Importacion:
    argumentos: dict[str, Any] = {"escrito": {}, "visto": textos(fila.borrador["datos"], seccion), "marcas": {}}
    return revisar_seccion(actor=elenco.alicia, importacion=fila, seccion=seccion, **argumentos | extra)


def test_a_document_waits_in_review_with_the_place_and_quote_of_each_value(subida: Importacion) -> None:
    assert (subida.estado, subida.porcentaje, subida.plan) == ("en_revision", 100, None)
    origen = subida.borrador["origenes"]["compromisos/0/problema"]
    assert "cuánta agua" in origen["cita"]
    assert any(origen["lugar"] == lugar and "cuánta agua" in t for lugar, _c, t in subida.fuente)
    assert any("anexo" in s["texto"] for s in subida.borrador["sin_clasificar"])
    assert Plan.objects.filter(clave="GTO-3").count() == 0


def test_the_same_file_is_the_same_import(elenco: Any, subida: Importacion) -> None:
    asientos = Asiento.objects.count()
    contenido = ContentFile(TEXTO.encode(), name="otro nombre.txt")
    otra, nueva = subir_plan(
        actor=elenco.alicia, secretariado=elenco.stl, contenido=contenido, nombre="otro nombre.txt"
    )
    assert (otra.pk, nueva, Asiento.objects.count()) == (subida.pk, False, asientos)


def test_a_file_imported_by_the_command_is_told_with_its_plan(elenco: Any) -> None:
    plan, _ = importar_plan(actor=elenco.alicia, secretariado=elenco.stl, cuerpo=TEXTO.encode(), nombre="plan.txt")
    with pytest.raises(YaImportado) as previa:
        subir(elenco)
    assert previa.value.plan == plan
    assert not Importacion.objects.exists()


def test_what_a_person_corrects_is_what_the_plan_says(elenco: Any, subida: Importacion) -> None:
    revisar(
        elenco,
        subida,
        escrito={"compromisos/0/nombre": "Agua medida", "compromisos/0/fecha_fin": "2020-12-31"},
        marcas={"compromisos/0/nombre": True},
    )
    subida.refresh_from_db()
    assert subida.version == 1
    assert subida.editado_por == elenco.alicia
    assert subida.decisiones["compromisos/0/nombre"]["que"] == "corregida"
    plan = crear_plan_revisado(actor=elenco.alicia, importacion=subida)
    primero = Compromiso.objects.get(plan=plan, numero=1)
    assert (primero.nombre, str(primero.fecha_fin)) == ("Agua medida", "2020-12-31")
    assert plan.es_borrador
    assert plan.documento == subida.archivo


def test_creating_twice_makes_one_plan(elenco: Any, subida: Importacion) -> None:
    uno = crear_plan_revisado(actor=elenco.alicia, importacion=subida)
    dos = crear_plan_revisado(actor=elenco.alicia, importacion=subida)
    assert uno == dos
    assert Plan.objects.filter(documento=subida.archivo).count() == 1
    asiento = Asiento.objects.get(accion="plan.importado")
    assert (asiento.asunto, asiento.publico) == (uno.asunto, False)
    with pytest.raises(ReglaIncumplida):
        revisar(elenco, subida, escrito={"compromisos/0/nombre": "Otro"})


def test_the_second_of_two_people_is_told_and_nothing_of_either_is_lost(elenco: Any, subida: Importacion) -> None:
    visto = textos(subida.borrador["datos"], "c1")
    revisar(elenco, subida, visto=visto, escrito={"compromisos/0/nombre": "De Alicia"})
    with pytest.raises(OtraPersonaCambio) as aviso:
        revisar(
            elenco,
            subida,
            visto=visto,
            escrito={"compromisos/0/nombre": "De Berta", "compromisos/0/problema": "Nuevo"},
        )
    assert "De Alicia" in aviso.value.mensaje
    subida.refresh_from_db()
    assert subida.borrador["datos"]["compromisos"][0]["problema"] != "Nuevo"
    # Another field, with the old page: both stay.
    revisar(elenco, subida, visto=visto, escrito={"compromisos/0/problema": "De Berta"})
    subida.refresh_from_db()
    primero = subida.borrador["datos"]["compromisos"][0]
    assert (primero["nombre"], primero["problema"]) == ("De Alicia", "De Berta")


def test_resolved_doubts_are_settled_in_the_plan_and_the_rest_stay_open(elenco: Any, subida: Importacion) -> None:
    dudas = subida.borrador["datos"]["compromisos"][0]["dudas"]
    rara = next(n for n, d in enumerate(dudas) if d["texto_original"] == "216.6")
    revisar(elenco, subida, marcas={f"compromisos/0/dudas/{rara}": True})
    subida.refresh_from_db()
    plan = crear_plan_revisado(actor=elenco.alicia, importacion=subida)
    assert Duda.objects.get(plan=plan, texto_original="216.6").resuelta
    assert Duda.objects.filter(plan=plan, campo="sin_clasificar", resuelta=False).exists()


def test_accepting_what_is_sure_leaves_the_doubtful_to_people(elenco: Any, subida: Importacion) -> None:
    n = aceptar_lo_seguro(actor=elenco.alicia, importacion=subida)
    subida.refresh_from_db()
    assert n == len(subida.decisiones) > 0
    assert all(subida.borrador["origenes"][r]["confianza"] >= 0.95 for r in subida.decisiones)
    assert not any(r.endswith("/alineaciones") for r in subida.decisiones)
    assert aceptar_lo_seguro(actor=elenco.alicia, importacion=subida) == 0


def test_a_mark_may_be_taken_back(elenco: Any, subida: Importacion) -> None:
    ruta = "compromisos/0/nombre"
    revisar(elenco, subida, marcas={ruta: True})
    revisar(elenco, subida, marcas={ruta: False, "no/existe": True})
    subida.refresh_from_db()
    assert subida.decisiones == {}


def test_rows_are_removed_restored_and_added(elenco: Any, subida: Importacion) -> None:
    revisar(elenco, subida, seccion="c2", escrito={"compromisos/1/_quitado": "si"})
    ruta = agregar_fila(actor=elenco.alicia, importacion=subida, seccion="c1", lista="compromisos/0/actividades")
    subida.refresh_from_db()
    revisar(elenco, subida, escrito={f"{ruta}/nombre": "Publicar los datos", f"{ruta}/periodicidad": "mensual"})
    with pytest.raises(ReglaIncumplida):
        agregar_fila(actor=elenco.alicia, importacion=subida, seccion="c1", lista="compromisos/7/actividades")
    subida.refresh_from_db()
    plan = crear_plan_revisado(actor=elenco.alicia, importacion=subida)
    unico = Compromiso.objects.get(plan=plan)
    assert unico.actividades.get(nombre="Publicar los datos").periodicidad == "mensual"
    assert unico.actividades.count() == 2


def test_a_text_without_place_is_put_in_a_field_or_left_out(elenco: Any, subida: Importacion) -> None:
    n = next(i for i, s in enumerate(subida.borrador["sin_clasificar"]) if "anexo" in s["texto"])
    ruta = "compromisos/0/informacion_adicional"
    colocar_texto(actor=elenco.alicia, importacion=subida, indice=n, ruta=ruta)
    with pytest.raises(ReglaIncumplida):
        colocar_texto(actor=elenco.alicia, importacion=subida, indice=n, ruta="")
    with pytest.raises(ReglaIncumplida, match="no está entre"):
        colocar_texto(actor=elenco.alicia, importacion=subida, indice=99, ruta="")
    subida.refresh_from_db()
    assert obtener(subida.borrador["datos"], ruta) == "Véase el anexo."
    plan = crear_plan_revisado(actor=elenco.alicia, importacion=subida)
    assert not Duda.objects.filter(plan=plan, texto_original="Véase el anexo.").exists()


@pytest.mark.parametrize(
    ("ruta", "valor"),
    [
        ("compromisos/0/fecha_inicio", "ayer"),
        ("compromisos/0/numero", "uno"),
        ("compromisos/0/nombre", "a" * 301),
        ("compromisos/0/alineaciones", "dieciséis punto seis"),
        ("compromisos/0/eje", "77"),
        ("compromisos/0/actividades/0/periodicidad", "a veces"),
    ],
)
def test_a_value_of_another_shape_is_refused_by_name(
    elenco: Any, subida: Importacion, ruta: str, valor: str
) -> None:
    with pytest.raises(ReglaIncumplida) as error:
        revisar(elenco, subida, escrito={ruta: valor})
    assert error.value.campo == ruta
    subida.refresh_from_db()
    assert subida.version == 0


@pytest.mark.parametrize(
    "escrito",
    [
        {"compromisos/0/nombre": ""},
        {"compromisos/0/numero": "2"},
        {"compromisos/0/fecha_inicio": "2021-01-01", "compromisos/0/fecha_fin": "2020-01-01"},
    ],
)
def test_what_cannot_be_a_plan_is_said_and_makes_nothing(
    elenco: Any, subida: Importacion, escrito: dict[str, str]
) -> None:
    revisar(elenco, subida, escrito=escrito)
    antes = Plan.objects.count()
    with pytest.raises(ReglaIncumplida):
        crear_plan_revisado(actor=elenco.alicia, importacion=subida)
    subida.refresh_from_db()
    assert (subida.estado, Plan.objects.count()) == ("en_revision", antes)


@pytest.mark.parametrize(
    ("cuerpo", "nombre", "dice"),
    [
        (b"Receta de mole con chiles y especias. " * 20, "plan.txt", "No se encontraron compromisos"),
        (
            b"The government of the state will open the data of the police and of the schools. " * 20,
            "p.txt",
            "español",
        ),
        (b'{"plan": {}, "compromisos": [{"nombre": "A", "actividades": [3]}]}', "p.json", "exportación"),
    ],
)
def test_a_bad_document_fails_with_a_sentence_and_may_be_retried(
    elenco: Any, cuerpo: bytes, nombre: str, dice: str
) -> None:
    fila = subir(elenco, cuerpo, nombre)
    assert (fila.estado, fila.borrador) == ("fallo", {})
    assert dice in fila.error
    reintentar_importacion(actor=elenco.alicia, importacion=fila)
    fila.refresh_from_db()
    assert fila.estado == "en_cola"


@pytest.mark.parametrize(
    ("cuerpo", "nombre"),
    [(b"", "plan.txt"), (b"PK\x03\x04", "plan.docx"), (b"hola", "plan.exe"), (b"[1]", "plan.json")],
)
def test_what_is_no_document_is_refused_before_it_is_kept(elenco: Any, cuerpo: bytes, nombre: str) -> None:
    with pytest.raises(ReglaIncumplida) as error:
        subir(elenco, cuerpo, nombre)
    assert error.value.campo == "archivo"
    assert not Importacion.objects.exists()


def test_cancelling_stops_and_taking_it_up_again_loses_nothing(elenco: Any, subida: Importacion) -> None:
    revisar(elenco, subida, escrito={"compromisos/0/nombre": "Mío"})
    cancelar_importacion(actor=elenco.alicia, importacion=subida)
    with pytest.raises(ReglaIncumplida):
        revisar(elenco, subida, escrito={"compromisos/0/nombre": "Otro"})
    reintentar_importacion(actor=elenco.alicia, importacion=subida)
    subida.refresh_from_db()
    assert subida.estado == "en_revision"
    assert subida.borrador["datos"]["compromisos"][0]["nombre"] == "Mío"


def test_a_cancelled_reading_writes_nothing(elenco: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    fila, _ = subir_plan(
        actor=elenco.alicia,
        secretariado=elenco.stl,
        contenido=ContentFile(TEXTO.encode(), name="a.txt"),
        nombre="a.txt",
    )
    from compromisos.servicios import importaciones

    leer = importaciones.leer_aparte

    def mientras(*args: Any, **kwargs: Any) -> Any:
        cancelar_importacion(actor=elenco.alicia, importacion=fila)
        return leer(*args, **kwargs)

    monkeypatch.setattr(importaciones, "leer_aparte", mientras)
    leer_importacion(fila.pk)
    fila.refresh_from_db()
    assert (fila.estado, fila.borrador) == ("cancelada", {})


def test_the_sweep_takes_up_what_was_lost(elenco: Any, subida: Importacion) -> None:
    Importacion.objects.filter(pk=subida.pk).update(estado="leyendo", latido=None, borrador={})
    assert barrer_importaciones() == 1
    subida.refresh_from_db()
    assert subida.estado == "fallo"
    Importacion.objects.filter(pk=subida.pk).update(estado="en_cola", latido=None)
    barrer_importaciones()
    subida.refresh_from_db()
    assert subida.latido is not None


def test_only_who_facilitates_that_secretariat_touches_it(elenco: Any, subida: Importacion) -> None:
    for persona in (elenco.beto, elenco.yago, elenco.elena, elenco.fidel, elenco.ciudadana):
        for servicio, extra in (
            (aceptar_lo_seguro, {}),
            (crear_plan_revisado, {}),
            (cancelar_importacion, {}),
            (reintentar_importacion, {}),
            (colocar_texto, {"indice": 0, "ruta": ""}),
            (agregar_fila, {"seccion": "c1", "lista": "compromisos"}),
            (revisar_seccion, {"seccion": "c1", "escrito": {}, "visto": {}, "marcas": {}}),
        ):
            with pytest.raises(PermissionDenied):
                servicio(actor=persona, importacion=subida, **extra)  # type: ignore[operator]


def test_the_real_plan_keeps_every_value_through_an_untouched_review(elenco: Any) -> None:
    raiz = Path(__file__).resolve().parents[3]
    verdad = json.loads((raiz / "fixtures" / "planes" / "gto-1.json").read_text(encoding="utf-8"))
    fila = subir(elenco, json.dumps(verdad).encode(), "gto-1.json")
    assert fila.estado == "en_revision"
    plan = crear_plan_revisado(actor=elenco.alicia, importacion=fila)
    nombres = list(Compromiso.objects.filter(plan=plan).order_by("numero").values_list("nombre", flat=True))
    assert nombres == [c["nombre"] for c in verdad["compromisos"]]
    assert Membresia.objects.filter(usuario=elenco.alicia).exists()
    assert ahora() >= plan.documento.creado
