"""What a person does with comments: write, confirm, edit, withdraw; and what an institution answers."""

from django.db import transaction
from django.utils.translation import gettext as _

from consultas.asuntos import Asunto, asunto_de
from consultas.models import Comentario, Participante, Recado
from consultas.permisos_comentarios import institucion_que_responde
from consultas.servicios.criba import comprobar_bloqueos, comprobar_repetido, espera_revision, texto_valido
from consultas.servicios.limites import comprobar_correo, comprobar_escritura
from consultas.servicios.participantes import gastar_enlace
from consultas.servicios.recados import mandar_recado
from consultas.texto import huella_de_texto
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Institucion, Membresia, Usuario
from secretariado.permisos import exigir
from secretariado.registro.bitacora import asentar

Estado = Comentario.Estado


def escribir_comentario(
    *,
    actor: Participante,
    asunto: Asunto,
    texto: str,
    responde_a: Comentario | None = None,
    red: str = "",
    probado: bool = True,
) -> Comentario:
    """Say something on `asunto`, or reply. Who is not in a session (`probado` false: an address was only typed)
    is written to, and the comment is held until the link is opened."""
    exigir("consultas.comentar", actor, asunto)
    texto = texto_valido(texto)
    with transaction.atomic():
        actor = Participante.objects.select_for_update().get(pk=actor.pk)
        comprobar_bloqueos(actor, asunto.secretariado_id, texto)
        comprobar_repetido(actor, asunto.clave, texto)
        comprobar_escritura(actor, red)
        if not probado:
            comprobar_correo(actor, red)
        comentario = Comentario.objects.create(
            asunto=asunto.clave,
            plan=asunto.plan,
            secretariado_id=asunto.secretariado_id,
            participante=actor,
            cuenta=actor.usuario if probado else None,
            responde_a=_raiz(asunto, responde_a),
            texto=texto,
            huella_texto=huella_de_texto(texto),
            red=red,
            creado=ahora(),
        )
        if probado:
            _publicar(comentario)
        else:
            mandar_recado(clase=Recado.Clase.CONFIRMAR, participante=actor, comentario=comentario, red=red)
    return comentario


def confirmar_comentario(*, recado: Recado) -> Comentario:
    """The link of a held comment was opened: it goes on to be published. The link is the permission."""
    with transaction.atomic():
        participante = gastar_enlace(recado)
        comentario = Comentario.objects.select_for_update().filter(recados=recado).first()
        if comentario is None or comentario.estado != Estado.POR_CONFIRMAR:
            raise ReglaIncumplida(_("Este comentario ya no espera confirmación."))
        comprobar_bloqueos(participante, comentario.secretariado_id, comentario.texto)
        comprobar_repetido(participante, comentario.asunto, comentario.texto)
        comentario.cuenta = participante.usuario
        _publicar(comentario)
    return comentario


def editar_comentario(*, actor: Participante | Usuario, comentario: Comentario, texto: str) -> Comentario:
    """Within a quarter of an hour; what is changed passes the same checks, and may go to review again."""
    exigir("consultas.editar_comentario", actor, comentario)
    texto = texto_valido(texto, oficial=comentario.oficial)
    with transaction.atomic():
        comentario = Comentario.objects.select_for_update().get(pk=comentario.pk)
        exigir("consultas.editar_comentario", actor, comentario)
        if texto == comentario.texto:
            return comentario
        if comentario.participante:
            comprobar_bloqueos(comentario.participante, comentario.secretariado_id, texto)
            comprobar_repetido(comentario.participante, comentario.asunto, texto, salvo=comentario.pk)
        comentario.texto, comentario.huella_texto, comentario.editado = texto, huella_de_texto(texto), ahora()
        if not comentario.oficial and espera_revision(comentario):
            comentario.estado = Estado.EN_REVISION
        comentario.save(update_fields=["texto", "huella_texto", "editado", "estado"])
        if comentario.oficial:
            _asentar_respuesta(actor, comentario, "comentario.respuesta_editada")
    return comentario


def retirar_comentario(*, actor: Participante | Usuario, comentario: Comentario) -> Comentario:
    """Delete one's own: the text goes for good. Where it was answered, a gap is left for the answers' sake."""
    exigir("consultas.retirar_comentario", actor, comentario)
    with transaction.atomic():
        comentario = Comentario.objects.select_for_update().get(pk=comentario.pk)
        exigir("consultas.retirar_comentario", actor, comentario)
        if not comentario.respuestas.filter(estado=Estado.VISIBLE).exists():
            comentario.publicado = None
        comentario.texto = comentario.huella_texto = comentario.red = ""
        comentario.estado = Estado.RETIRADO
        comentario.save(update_fields=["texto", "huella_texto", "red", "estado", "publicado"])
        comentario.denuncias.filter(estado="abierta").update(estado="atendida")
    return comentario


def responder_oficialmente(*, actor: Usuario, comentario: Comentario, texto: str) -> Comentario:
    """Answer on behalf of the institution that answers for the subject. The first answer stops the clock."""
    asunto = asunto_de(comentario.asunto, actor)
    exigir("consultas.responder_oficial", actor, asunto)
    texto = texto_valido(texto, oficial=True)
    with transaction.atomic():
        raiz = Comentario.objects.select_for_update().get(pk=comentario.responde_a_id or comentario.pk)
        if raiz.estado != Estado.VISIBLE or asunto is None:
            raise ReglaIncumplida(_("Ese comentario ya no está a la vista: no puede responderse."))
        momento = ahora()
        institucion = Institucion.objects.get(pk=institucion_que_responde(actor, asunto) or 0)
        respuesta = Comentario.objects.create(
            asunto=raiz.asunto,
            plan=asunto.plan,
            secretariado_id=raiz.secretariado_id,
            cuenta=actor,
            institucion=institucion,
            oficial=True,
            responde_a=raiz,
            texto=texto,
            huella_texto=huella_de_texto(texto),
            estado=Estado.VISIBLE,
            creado=momento,
            publicado=momento,
        )
        if raiz.respondida is None:
            raiz.respondida, raiz.respondida_por = momento, institucion
            raiz.save(update_fields=["respondida", "respondida_por"])
        mandar_recado(clase=Recado.Clase.RESPUESTA, participante=raiz.participante, comentario=respuesta)
        _asentar_respuesta(actor, respuesta, "comentario.respondido")
    return respuesta


def _asentar_respuesta(actor: Participante | Usuario, respuesta: Comentario, accion: str) -> None:
    raiz = respuesta.responde_a
    asunto = asunto_de(respuesta.asunto, actor)
    asentar(
        actor=actor if isinstance(actor, Usuario) else None,
        rol=Membresia.Rol.RESPONSABLE,
        institucion=respuesta.institucion,
        accion=accion,
        asunto=asunto.bitacora if asunto else respuesta.asunto,
        plan=respuesta.plan.clave if respuesta.plan else "",
        datos={"comentario": respuesta.responde_a_id, "dias": raiz.dias_de_respuesta if raiz else None},
    )


def _raiz(asunto: Asunto, responde_a: Comentario | None) -> Comentario | None:
    """One level: a reply to a reply hangs from the same comment."""
    if responde_a is None:
        return None
    raiz = responde_a.responde_a or responde_a
    if raiz.asunto != asunto.clave or raiz.estado != Estado.VISIBLE:
        raise ReglaIncumplida(_("Ese comentario ya no está a la vista: no puede responderse."))
    return raiz


def _publicar(comentario: Comentario) -> None:
    """Show it, or put it in the moderators' queue, as the STL's policy says."""
    if espera_revision(comentario):
        comentario.estado = Estado.EN_REVISION
    else:
        comentario.estado, comentario.publicado = Estado.VISIBLE, ahora()
    comentario.save(update_fields=["estado", "publicado", "cuenta"])
    Participante.objects.filter(comentarios=comentario).update(ultimo_acto=ahora())
