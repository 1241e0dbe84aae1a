"""What is public of comments and their moderation: no address, no account, nothing held nor hidden."""

from typing import Any

from django.db.models import QuerySet

from consultas.filtros_comentarios import ComentarioFiltro
from consultas.models import Comentario, Decision
from consultas.models.comentario import filtro_con_plan_o_sin_el
from pal_portal.cimientos.publicacion import Columna, Recurso
from secretariado.publicacion import ID

C = Columna


def decisiones_visibles(usuario: Any) -> "QuerySet[Decision]":
    return Decision.objects.filter(filtro_con_plan_o_sin_el(usuario))


RECURSOS = (
    Recurso(
        "comentarios",
        "Comentarios",
        lambda u: Comentario.objects.visibles_para(u),
        "id",
        (
            ID,
            C("asunto", "asunto", "texto", "Sobre qué: tipo y clave, como compromiso:GTO-1-05."),
            C("plan", "plan__clave", "texto_o_nulo", "Plan."),
            C("secretariado", "secretariado__slug", "texto", "Secretariado que lo modera."),
            C("responde_a", "responde_a_id", "entero_o_nulo", "Comentario al que responde."),
            C("oficial", "oficial", "si_no", "Es la respuesta de una institución."),
            C("institucion", "institucion__slug", "texto_o_nulo", "Institución que responde."),
            C("seudonimo", "participante__seudonimo", "texto_o_nulo", "Seudónimo de quien lo escribió."),
            C("texto", "texto", "texto", "Texto, en Markdown."),
            C("publicado", "publicado", "momento", "Cuándo se publicó."),
            C("editado", "editado", "momento", "Cuándo lo corrigió quien lo escribió."),
            C("respondida", "respondida", "momento", "Cuándo llegó la primera respuesta de una institución."),
            C("respondida_por", "respondida_por__slug", "texto_o_nulo", "Institución que respondió primero."),
        ),
        ComentarioFiltro,
    ),
    Recurso(
        "decisiones-de-moderacion",
        "Decisiones de moderación",
        decisiones_visibles,
        "id",
        (
            ID,
            C("comentario", "comentario_id", "entero", "Comentario."),
            C("asunto", "asunto", "texto", "Sobre qué era."),
            C("secretariado", "secretariado__slug", "texto", "Secretariado."),
            C("clase", "clase", "texto", "publicar, ocultar, mantener, restituir o confirmar."),
            C("causa", "causa", "texto", "Causa, si se ocultó."),
            C("motivo", "motivo", "texto", "Motivo público."),
            C("rol", "rol", "texto", "Papel de quien decidió."),
            C("creada", "creada", "momento", "Cuándo."),
        ),
    ),
)
NO_PUBLICO = {
    "Participante": "datos personales; el seudónimo se publica con cada comentario",
    "Recado": "es correo de una persona",
    "SalDelDia": "clave de un día",
    "Denuncia": "protege a quien denuncia; su resultado se publica como decisión",
    "Apelacion": "es de quien escribió; su resultado se publica como decisión",
    "Bloqueo": "es de una persona; que lo hubo consta en la bitácora",
    "PoliticaModeracion": "su cambio consta en la bitácora",
}
