"""Right of access of who takes part: what is kept of a participant, and of an address by its hashes.

A survey says that they answered and what they said of themselves, never which options: nobody can be made to show
what they answered.
"""

from typing import Any

from django.db.models import QuerySet

from consultas.models import (
    Apelacion,
    Aportacion,
    Apoyo,
    Bloqueo,
    Comentario,
    Decision,
    Inscripcion,
    Participacion,
    Participante,
)
from consultas.participantes import huellas_de
from secretariado.models import Usuario

Datos = dict[str, list[dict[str, Any]]]


def datos_de_cuenta(cuenta: Usuario) -> Datos:
    """What the rows that point at the account do not tell: what it said before having one, and by its address."""
    participante = Participante.objects.filter(usuario=cuenta).first()
    propios = datos_de_participante(participante, sin=cuenta) if participante else {}
    return {**propios, **datos_de_correo(cuenta.correo)}


def datos_de_participante(participante: Participante, sin: Usuario | None = None) -> Datos:
    """What they wrote, what moderation decided of it, their appeals and reports, and suspensions; without
    what they did with the account `sin`."""
    comentarios = Comentario.objects.filter(participante=participante)
    denuncias = participante.denuncias.all()
    if sin is not None:
        comentarios, denuncias = comentarios.exclude(cuenta=sin), denuncias.exclude(cuenta=sin)
    bloqueos = Bloqueo.objects.filter(clase=Bloqueo.Clase.PERSONA, valor=participante.correo_huella or "-")
    suyos = Comentario.objects.filter(participante=participante)
    return _con_algo(
        {
            "comentarios tuyos": _filas(
                comentarios, "asunto", "texto", "estado", "creado", "publicado", "editado"
            ),
            "decisiones sobre tus comentarios": _filas(
                Decision.objects.filter(comentario__in=suyos), "asunto", "clase", "causa", "motivo", "creada"
            ),
            "apelaciones tuyas": _filas(
                Apelacion.objects.filter(decision__comentario__in=suyos),
                *("decision__asunto", "texto", "creada", "resultado", "respuesta", "resuelta"),
            ),
            "denuncias tuyas": _filas(denuncias, "comentario", "causa", "detalle", "estado", "creada"),
            "suspensiones": _filas(bloqueos, "secretariado__nombre", "motivo", "creado", "hasta", "levantado"),
        }
    )


def datos_de_correo(correo: str) -> Datos:
    suyas: Any = {"huella__in": huellas_de(correo)}
    dicho = ("sexo", "edad", "sector")
    aportaciones = Aportacion.objects.filter(**suyas)
    lugares = Inscripcion.objects.filter(**suyas)
    return _con_algo(
        {
            "encuestas que contestaste": _filas(
                Participacion.objects.filter(**suyas), "consulta__slug", "dia", *dicho
            ),
            "aportaciones tuyas": _filas(
                aportaciones, "consulta__slug", "titulo", "texto", "firma", "creada", "estado", "respuesta"
            ),
            "aportaciones que apoyas": _filas(
                Apoyo.objects.filter(**suyas), "aportacion__consulta__slug", "aportacion", "aportacion__titulo"
            ),
            "lugares tuyos en eventos": _filas(
                lugares, "evento__consulta__slug", "evento__nombre", "estado", "seudonimo", "nombre", *dicho,
                "asistio", "creada",
            ),
        }
    )  # fmt: skip


def _filas(filas: "QuerySet[Any]", *columnas: str) -> list[dict[str, Any]]:
    """As the file writes them: moments and days as text."""
    return [
        {c: v.isoformat() if hasattr(v, "isoformat") else v for c, v in fila.items()}
        for fila in filas.order_by("pk").values(*columnas)
    ]


def _con_algo(datos: Datos) -> Datos:
    return {nombre: filas for nombre, filas in datos.items() if filas}
