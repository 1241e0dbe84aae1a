"""Who may comment, answer for an institution and moderate. The actor is an account or a participant whom a link
in the mail proved."""

from datetime import timedelta
from typing import Any

import rules

from consultas.asuntos import Asunto, asunto_de
from consultas.models import Apelacion, Comentario, Decision, Participante
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Secretariado, Usuario
from secretariado.permisos import alcance

PLAZO_DE_EDICION = timedelta(minutes=15)
Estado = Comentario.Estado


def institucion_que_responde(usuario: Any, asunto: Asunto) -> int | None:
    """The institution on whose behalf `usuario` answers, None when none of theirs has to."""
    return min(alcance(usuario).responsable & asunto.instituciones, default=None)


def es_de(actor: Any, comentario: Comentario) -> bool:
    """Whether `actor` wrote it, with an account or through the mail."""
    if isinstance(actor, Participante):
        return comentario.participante_id == actor.pk
    return comentario.cuenta_id is not None and comentario.cuenta_id == actor.pk


@rules.predicate
def puede_comentar(actor: Any, asunto: Asunto) -> bool:
    return asunto.se_comenta and isinstance(actor, Participante)


@rules.predicate
def responde_por_su_institucion(actor: Any, asunto: Asunto) -> bool:
    return asunto.abierto and institucion_que_responde(actor, asunto) is not None


@rules.predicate
def puede_editar(actor: Any, comentario: Comentario) -> bool:
    """A quarter of an hour from when it could be read; a report freezes what was reported."""
    desde = comentario.publicado or comentario.creado
    if comentario.estado not in (Estado.VISIBLE, Estado.EN_REVISION) or not es_de(actor, comentario):
        return False
    return ahora() - desde <= PLAZO_DE_EDICION and not comentario.denuncias.filter(estado="abierta").exists()


@rules.predicate
def puede_retirar(actor: Any, comentario: Comentario) -> bool:
    """One's own; an official answer belongs to the record and stays."""
    return es_de(actor, comentario) and not comentario.oficial and comentario.estado != Estado.RETIRADO


@rules.predicate
def puede_moderar(usuario: Any, comentario: Comentario) -> bool:
    """A moderator of that STL, who neither wrote it nor works for an institution that has to answer it."""
    suyo = alcance(usuario)
    if comentario.secretariado_id not in suyo.moderacion or _es_suyo(usuario, comentario):
        return False
    if not suyo.responsable:
        return True
    asunto = asunto_de(comentario.asunto, usuario)
    return asunto is None or not suyo.responsable & asunto.instituciones


def _es_suyo(usuario: Any, comentario: Comentario) -> bool:
    participante = comentario.participante
    return es_de(usuario, comentario) or (participante is not None and participante.usuario_id == usuario.pk)


@rules.predicate
def puede_resolver(usuario: Any, apelacion: Apelacion) -> bool:
    """Another person than who decided: a moderator of the STL, or the national coordination."""
    decision = apelacion.decision
    if decision.moderador_id == usuario.pk:
        return False
    if alcance(usuario).coordinacion:
        return not _es_suyo(usuario, decision.comentario)
    return bool(puede_moderar(usuario, decision.comentario))


@rules.predicate
def puede_apelar(actor: Any, decision: Decision) -> bool:
    return decision.clase == Decision.Clase.OCULTAR and es_de(actor, decision.comentario)


@rules.predicate
def modera_en(usuario: Any, secretariado: Secretariado) -> bool:
    return secretariado.pk in alcance(usuario).moderacion


@rules.predicate
def fija_la_politica(usuario: Any, secretariado: Secretariado) -> bool:
    """The STL decides when its comments are moderated: who facilitates it says so, not who moderates."""
    return secretariado.pk in alcance(usuario).facilitacion


@rules.predicate
def es_la_misma_persona(actor: Any, participante: Participante) -> bool:
    if isinstance(actor, Usuario):
        return participante.usuario_id == actor.pk
    return isinstance(actor, Participante) and actor.pk == participante.pk


rules.add_perm("consultas.comentar", puede_comentar)
rules.add_perm("consultas.responder_oficial", responde_por_su_institucion)
rules.add_perm("consultas.editar_comentario", puede_editar)
rules.add_perm("consultas.retirar_comentario", puede_retirar)
rules.add_perm("consultas.moderar", puede_moderar)
rules.add_perm("consultas.resolver_apelacion", puede_resolver)
rules.add_perm("consultas.apelar", puede_apelar)
rules.add_perm("consultas.bloquear", modera_en)
rules.add_perm("consultas.fijar_politica", fija_la_politica)
rules.add_perm("consultas.disponer_de_participante", es_la_misma_persona)
