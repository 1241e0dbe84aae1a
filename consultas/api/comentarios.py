"""Writes of comments: say, correct, delete, report, answer for an institution; moderate, and resolve appeals."""

from typing import Any, ClassVar

from allauth.account.adapter import get_adapter
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.request import Request

from consultas.api.entradas import (
    ApelacionEntrada,
    ComentarioEntrada,
    DenunciaEntrada,
    ModeracionEntrada,
    ResolucionEntrada,
    TextoEntrada,
)
from consultas.asuntos import Asunto, asunto_de
from consultas.models import Apelacion, Comentario, Decision
from consultas.publicacion_comentarios import RECURSOS
from consultas.servicios.comentarios import (
    editar_comentario,
    escribir_comentario,
    responder_oficialmente,
    retirar_comentario,
)
from consultas.servicios.limites import red_de
from consultas.servicios.moderacion import (
    apelar_decision,
    denunciar_comentario,
    moderar_comentario,
    resolver_apelacion,
)
from consultas.servicios.participantes import participante_de_cuenta
from pal_portal.cimientos.problemas import Conflicto
from secretariado.api.escritura import Escritura, Hecho, actor, publicada
from secretariado.permisos import puede

COMENTARIOS, DECISIONES = RECURSOS
_DE_LA_MODERACION = {
    "type": "object",
    "required": ["id", "estado"],
    "properties": {
        "id": {"type": "integer"},
        "estado": {"type": "string", "description": "visible, o en_revision si espera a la moderación."},
        "comentario": {
            "description": "El comentario publicado; null mientras espera.",
            "type": ["object", "null"],
        },
    },
}


def _red(request: Request) -> str:
    return red_de(get_adapter(request._request).get_client_ip(request._request))


def _hecho(request: Request, comentario: Comentario, nuevo: bool = False) -> Hecho:
    """What is public of it; while it waits for moderation, only that it does."""
    visible = comentario.estado == Comentario.Estado.VISIBLE
    cuerpo = {
        "id": comentario.pk,
        "estado": str(comentario.estado),
        "comentario": publicada(COMENTARIOS, request.user, comentario.pk) if visible else None,
    }
    return Hecho(cuerpo, f"/api/v1/comentarios/{comentario.pk}/" if nuevo and visible else "")


class Comentar(Escritura):
    alcance = "participar"
    operacion = "comentar"
    resumen = "Comentar un compromiso o una actividad"
    descripcion = "Se publica con el seudónimo de tu cuenta. Si el secretariado modera antes, espera revisión."
    entrada = ComentarioEntrada
    ejemplo: ClassVar = {"asunto": "compromiso:GTO-1-05", "texto": "La plataforma ya no abre desde abril."}
    salida = _DE_LA_MODERACION

    def hacer(self, request: Request, objeto: Any, datos: dict[str, Any]) -> Hecho:
        asunto = _asunto(request, datos["asunto"])
        raiz = None
        if datos.get("responde_a"):
            visibles = Comentario.objects.visibles_para(request.user).select_related("responde_a")
            raiz = visibles.filter(pk=datos["responde_a"]).first()
            if raiz is None:
                raise Conflicto({"responde_a": [_("Ese comentario no existe o no es público.")]})
        comentario = escribir_comentario(
            actor=participante_de_cuenta(usuario=actor(request)),
            asunto=asunto,
            texto=datos["texto"],
            responde_a=raiz,
            red=_red(request),
        )
        return _hecho(request, comentario, nuevo=True)


def _asunto(request: Request, clave: str) -> Asunto:
    asunto = asunto_de(clave, request.user)
    if asunto is None:
        raise Conflicto({"asunto": [_("No existe o no es público.")]})
    return asunto


class _DeComentario(Escritura):
    """A comment that this account reads, wrote or moderates; any other does not exist for it."""

    alcance = "participar"

    def objeto(self, request: Request, **ruta: Any) -> Comentario:
        filas = Comentario.objects.select_related(
            "participante", "institucion", "secretariado", "responde_a", "plan"
        )
        propio = Q(cuenta=request.user)
        visible = Q(pk__in=Comentario.objects.visibles_para(request.user).values("pk"))
        comentario = filas.filter(propio | visible, pk=ruta["pk"]).first()
        if comentario is None:
            raise Http404
        return comentario


class Editar(_DeComentario):
    metodo = "PATCH"
    operacion = "editar_comentario"
    resumen = "Corregir un comentario propio"
    descripcion = "Durante un cuarto de hora, y mientras nadie lo haya denunciado."
    entrada = TextoEntrada
    ejemplo: ClassVar = {"texto": "La plataforma no abre desde marzo."}
    salida = _DE_LA_MODERACION
    estado = 200

    def hacer(self, request: Request, objeto: Comentario, datos: dict[str, Any]) -> Hecho:
        return _hecho(request, editar_comentario(actor=actor(request), comentario=objeto, texto=datos["texto"]))


class Borrar(_DeComentario):
    metodo = "DELETE"
    operacion = "borrar_comentario"
    resumen = "Borrar un comentario propio"
    descripcion = "El texto se borra para siempre. Si tenía respuestas, queda su hueco."
    estado = 204

    def hacer(self, request: Request, objeto: Comentario, datos: dict[str, Any]) -> Hecho:
        retirar_comentario(actor=actor(request), comentario=objeto)
        return Hecho(None)


class Responder(_DeComentario):
    operacion = "responder_comentario"
    resumen = "Responder por tu institución"
    descripcion = "Respuesta oficial, con el nombre de la institución que responde por el compromiso."
    entrada = TextoEntrada
    ejemplo: ClassVar = {"texto": "La plataforma se mudó; ésta es su dirección nueva."}
    salida = _DE_LA_MODERACION

    def hacer(self, request: Request, objeto: Comentario, datos: dict[str, Any]) -> Hecho:
        fila = responder_oficialmente(actor=actor(request), comentario=objeto, texto=datos["texto"])
        return _hecho(request, fila, nuevo=True)


class Denunciar(_DeComentario):
    operacion = "denunciar_comentario"
    resumen = "Denunciar un comentario"
    descripcion = "Lo revisa la moderación, y su decisión es pública. Nada se oculta solo."
    entrada = DenunciaEntrada
    ejemplo: ClassVar = {"causa": "insulto"}
    estado = 204

    def hacer(self, request: Request, objeto: Comentario, datos: dict[str, Any]) -> Hecho:
        denunciar_comentario(actor=actor(request), comentario=objeto, red=_red(request), **datos)
        return Hecho(None)


class Moderar(_DeComentario):
    alcance = "moderar"
    operacion = "moderar_comentario"
    resumen = "Resolver un comentario"
    descripcion = "Publicar lo que esperaba, ocultar con causa y motivo públicos, o mantener lo denunciado."
    entrada: ClassVar[Any] = ModeracionEntrada
    ejemplo: ClassVar[Any] = {"clase": "ocultar", "causa": "insulto", "motivo": "Insulta a una persona."}
    salida: ClassVar[Any] = DECISIONES

    def objeto(self, request: Request, **ruta: Any) -> Comentario:
        filas = Comentario.objects.exclude(estado="por_confirmar").select_related(
            "participante", "institucion", "secretariado", "responde_a", "plan"
        )
        comentario = filas.filter(pk=ruta["pk"]).first()
        if comentario is not None and puede(request.user, "consultas.moderar", comentario):
            return comentario
        return super().objeto(request, **ruta)

    def hacer(self, request: Request, objeto: Comentario, datos: dict[str, Any]) -> Hecho:
        decision = moderar_comentario(actor=actor(request), comentario=objeto, **datos)
        cuerpo = publicada(DECISIONES, request.user, decision.pk)
        return Hecho(cuerpo, f"/api/v1/decisiones-de-moderacion/{decision.pk}/")


class Apelar(Escritura):
    alcance = "participar"
    operacion = "apelar_decision"
    resumen = "Apelar que se ocultara un comentario tuyo"
    descripcion = "Una vez por decisión. La resuelve otra persona que quien lo ocultó, y te escribe."
    entrada = ApelacionEntrada
    ejemplo: ClassVar = {"texto": "No insultaba a nadie: criticaba un gasto."}
    estado = 204

    def objeto(self, request: Request, **ruta: Any) -> Decision:
        decision = Decision.objects.select_related("comentario").filter(pk=ruta["pk"]).first()
        if decision is None or not puede(request.user, "consultas.apelar", decision):
            raise Http404  # of others' there is nothing to appeal
        return decision

    def hacer(self, request: Request, objeto: Decision, datos: dict[str, Any]) -> Hecho:
        apelar_decision(actor=actor(request), decision=objeto, **datos)
        return Hecho(None)


class Resolver(Escritura):
    alcance = "moderar"
    operacion = "resolver_apelacion"
    resumen = "Resolver una apelación"
    descripcion = "La resuelve otra persona que quien ocultó, con respuesta pública."
    entrada = ResolucionEntrada
    ejemplo: ClassVar = {"aceptar": True, "respuesta": "No insultaba: criticaba un gasto."}
    salida = DECISIONES

    def objeto(self, request: Request, **ruta: Any) -> Apelacion:
        filas = Apelacion.objects.select_related("decision__comentario__participante", "decision__secretariado")
        apelacion: Apelacion | None = filas.filter(pk=ruta["pk"]).first()
        if apelacion is None or not puede(request.user, "consultas.resolver_apelacion", apelacion):
            raise Http404  # that there is one is known only to who may resolve it
        return apelacion

    def hacer(self, request: Request, objeto: Apelacion, datos: dict[str, Any]) -> Hecho:
        decision = resolver_apelacion(actor=actor(request), apelacion=objeto, **datos)
        cuerpo = publicada(DECISIONES, request.user, decision.pk)
        return Hecho(cuerpo, f"/api/v1/decisiones-de-moderacion/{decision.pk}/")
