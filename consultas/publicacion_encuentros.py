"""What is public of the meetings of a consultation: forums, tables, attendance in numbers, photographs."""

from typing import Any

from django.db.models import QuerySet

from compromisos.models import Compromiso
from consultas.filtros_consultas import DeConsultaFiltro
from consultas.models import ConteoAsistencia, Evento, FotoEvento, Mesa, filtro_consultas_visibles
from pal_portal.cimientos.publicacion import Columna, Recurso
from secretariado.publicacion import ID

C = Columna
SUYA = C("consulta", "consulta__slug", "texto", "Consulta.")


def de_consulta(modelo: Any, ruta: str = "consulta__") -> Any:
    """Rows whose consultation, at the end of `ruta`, may be seen."""
    return lambda usuario: modelo._default_manager.filter(filtro_consultas_visibles(usuario, ruta))


def compromisos_de(modelo: Any, ruta: str) -> Any:
    """Ties of `modelo` to commitments that may be read: of a draft not even the key is told."""
    visibles = de_consulta(modelo.compromisos.through, ruta)
    return lambda usuario: visibles(usuario).filter(compromiso__in=Compromiso.objects.visibles_para(usuario))


def fotos(usuario: Any) -> "QuerySet[FotoEvento]":
    """Those whose consent is on record."""
    return FotoEvento.objects.visibles_para(usuario)


ENCUENTROS = (
    Recurso(
        "eventos",
        "Foros, mesas y jornadas",
        de_consulta(Evento),
        "id",
        (
            ID,
            SUYA,
            C("nombre", "nombre", "texto", "Nombre."),
            C("modalidad", "modalidad", "texto", "Modalidad."),
            C("lugar", "lugar", "texto", "Lugar."),
            C("inicio", "inicio", "momento", "Empieza."),
            C("fin", "fin", "momento", "Termina."),
            C("fecha_texto", "fecha_texto", "texto", "Fecha, como se imprimió."),
            C("agenda", "agenda", "texto", "Agenda."),
            C("relatoria", "relatoria", "texto", "Relatoría."),
            C("acuerdos", "acuerdos", "texto", "Acuerdos, uno por línea."),
            C("cancelado", "cancelado", "si_no", "Cancelado."),
            C("con_registro", "con_registro", "si_no", "Se aparta lugar."),
            C("cupo", "cupo", "entero_o_nulo", "Lugares; vacío: sin límite."),
            C("inscritos", "inscritos", "entero", "Lugares apartados."),
        ),
        DeConsultaFiltro,
    ),
    Recurso(
        "mesas",
        "Mesas de trabajo",
        de_consulta(Mesa, "evento__consulta__"),
        "id",
        (
            ID,
            C("consulta", "evento__consulta__slug", "texto", "Consulta."),
            C("evento", "evento_id", "entero", "Evento."),
            C("orden", "orden", "entero", "Orden."),
            C("tema", "tema", "texto", "Tema."),
            C("descartado", "descartado", "si_no", "Ningún compromiso salió de él."),
            C("nota", "nota", "texto", "Nota."),
        ),
    ),
    Recurso(
        "compromisos-de-mesas",
        "Compromisos que salieron de cada mesa",
        compromisos_de(Mesa, "mesa__evento__consulta__"),
        "id",
        (
            ID,
            C("consulta", "mesa__evento__consulta__slug", "texto", "Consulta."),
            C("evento", "mesa__evento_id", "entero", "Evento."),
            C("mesa", "mesa_id", "entero", "Mesa."),
            C("compromiso", "compromiso__clave", "texto", "Compromiso."),
        ),
    ),
    Recurso(
        "asistencia",
        "Asistencia a eventos, en números",
        de_consulta(ConteoAsistencia, "evento__consulta__"),
        "id",
        (
            ID,
            C("consulta", "evento__consulta__slug", "texto", "Consulta."),
            C("evento", "evento_id", "entero", "Evento."),
            C("dimension", "dimension", "texto", "Se cuenta por."),
            C("grupo", "grupo", "texto", "Grupo."),
            C(
                "personas",
                "publicas",
                "entero_o_nulo",
                "Personas; vacío si el número diría algo de un grupo de menos de cinco.",
            ),
        ),
    ),
    Recurso(
        "fotos-de-eventos",
        "Fotografías de eventos",
        fotos,
        "id",
        (
            ID,
            C("consulta", "evento__consulta__slug", "texto", "Consulta."),
            C("evento", "evento_id", "entero", "Evento."),
            C("texto_alternativo", "texto_alternativo", "texto", "Qué se ve."),
            C("consentimiento", "consentimiento", "texto", "Qué consta: nadie reconocible, o el de las personas."),
            C("tipo", "archivo__tipo", "texto", "Tipo de archivo."),
            C("sha256", "archivo__sha256", "texto", "Huella del archivo."),
        ),
    ),
)
