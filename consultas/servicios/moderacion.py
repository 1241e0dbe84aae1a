"""Moderation: reports, decisions, appeals, blocks and each STL's policy. Decisions are public, people are not."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from consultas.asuntos import asunto_de
from consultas.models import (
    Apelacion,
    Bloqueo,
    Causa,
    Comentario,
    Decision,
    Denuncia,
    Participante,
    PoliticaModeracion,
    Recado,
)
from consultas.servicios.limites import comprobar_denuncia
from consultas.servicios.recados import mandar_recado
from consultas.texto import limpiar, trae_datos_personales
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Membresia, Secretariado, Usuario
from secretariado.permisos import alcance, exigir
from secretariado.registro.bitacora import asentar

Estado, Clase = Comentario.Estado, Decision.Clase
DIAS_MAXIMOS = 365
ACCIONES = {
    Clase.PUBLICAR: "comentario.publicado",
    Clase.OCULTAR: "comentario.ocultado",
    Clase.MANTENER: "comentario.mantenido",
    Clase.RESTITUIR: "comentario.restituido",
    Clase.CONFIRMAR: "comentario.sigue_oculto",
}
DESDE = {
    Clase.PUBLICAR: (Estado.EN_REVISION,),
    Clase.OCULTAR: (Estado.EN_REVISION, Estado.VISIBLE),
    Clase.MANTENER: (Estado.VISIBLE,),
}


def denunciar_comentario(
    *,
    actor: Participante | Usuario | None,
    comentario: Comentario,
    causa: str,
    detalle: str = "",
    red: str = "",
) -> None:
    """Anybody may report what is published, once a day. Nothing hides by itself: a moderator looks."""
    if comentario.estado != Estado.VISIBLE:
        raise ReglaIncumplida(_("Ese comentario ya no está a la vista."))
    with transaction.atomic():
        comprobar_denuncia(red)
        de_quien = {
            "cuenta": actor if isinstance(actor, Usuario) else None,
            "participante": actor if isinstance(actor, Participante) else None,
        }
        try:
            with transaction.atomic():
                Denuncia.objects.create(
                    comentario=comentario,
                    causa=Causa(causa),
                    detalle=limpiar(detalle)[:500],
                    red=red,
                    creada=ahora(),
                    **de_quien,
                )
        except IntegrityError:
            return  # already reported from there: for who reports, it is done


def moderar_comentario(
    *, actor: Usuario, comentario: Comentario, clase: str, causa: str = "", motivo: str = ""
) -> Decision:
    """Publish what waited, hide (with a public reason), or keep what was reported."""
    exigir("consultas.moderar", actor, comentario)
    oculta = clase == Clase.OCULTAR
    motivo = _motivo_publico(motivo, obligatorio=oculta)
    if oculta and causa not in Causa.values:
        raise ReglaIncumplida(_("Elige la causa."), "causa")
    with transaction.atomic():
        comentario = Comentario.objects.select_for_update().get(pk=comentario.pk)
        if comentario.estado not in DESDE.get(Clase(clase), ()):
            raise ReglaIncumplida(
                _("Otra persona ya resolvió este comentario: está «%(estado)s».")
                % {"estado": comentario.get_estado_display()}
            )
        comentario.estado = Estado.OCULTO if oculta else Estado.VISIBLE
        comentario.publicado = comentario.publicado or (None if oculta else ahora())
        comentario.save(update_fields=["estado", "publicado"])
        comentario.denuncias.filter(estado="abierta").update(estado="atendida" if oculta else "desestimada")
        _contar_primera_respuesta(comentario)
        decision = _decidir(actor, comentario, clase, causa if oculta else "", motivo)
        if oculta:
            _avisar(comentario, Recado.Clase.OCULTO, decision)
        _anotar(actor, decision)
    return decision


def apelar_decision(*, actor: Participante | Usuario, decision: Decision, texto: str) -> Apelacion:
    """The author's answer, once, while the comment is hidden."""
    exigir("consultas.apelar", actor, decision)
    texto = limpiar(texto)[:2000]
    if not texto:
        raise ReglaIncumplida(_("Escribe por qué debería volver a mostrarse."), "texto")
    with transaction.atomic():
        comentario = Comentario.objects.select_for_update().get(pk=decision.comentario_id)
        if comentario.estado != Estado.OCULTO or Apelacion.objects.filter(decision=decision).exists():
            raise ReglaIncumplida(_("Esta decisión ya se apeló o ya no está en pie."))
        return Apelacion.objects.create(decision=decision, texto=texto, creada=ahora())


def resolver_apelacion(*, actor: Usuario, apelacion: Apelacion, aceptar: bool, respuesta: str) -> Decision:
    """Another person than who hid it answers, with a public reason, and the author is told."""
    exigir("consultas.resolver_apelacion", actor, apelacion)
    respuesta = _motivo_publico(respuesta, obligatorio=True, campo="respuesta")
    with transaction.atomic():
        apelacion = Apelacion.objects.select_for_update().get(pk=apelacion.pk)
        comentario = Comentario.objects.select_for_update().get(pk=apelacion.decision.comentario_id)
        if apelacion.resuelta:
            raise ReglaIncumplida(_("Otra persona ya resolvió esta apelación."))
        if comentario.estado != Estado.OCULTO:
            raise ReglaIncumplida(_("Quien lo escribió ya lo borró: no hay qué resolver."))
        apelacion.resultado = Apelacion.Resultado.ACEPTADA if aceptar else Apelacion.Resultado.NEGADA
        apelacion.respuesta, apelacion.resuelta, apelacion.resuelta_por = respuesta, ahora(), actor
        apelacion.save(update_fields=["resultado", "respuesta", "resuelta", "resuelta_por"])
        if aceptar:
            comentario.estado, comentario.publicado = Estado.VISIBLE, comentario.publicado or ahora()
            comentario.save(update_fields=["estado", "publicado"])
            _contar_primera_respuesta(comentario)
        clase = Clase.RESTITUIR if aceptar else Clase.CONFIRMAR
        decision = _decidir(actor, comentario, clase, apelacion.decision.causa, respuesta)
        _avisar(comentario, Recado.Clase.APELACION, decision)
        _anotar(actor, decision)
    return decision


def bloquear_persona(*, actor: Usuario, comentario: Comentario, dias: int, motivo: str) -> Bloqueo:
    """Suspend who wrote `comentario` in its STL, for a time. Told to them when they try; who it is, to nobody."""
    exigir("consultas.moderar", actor, comentario)
    participante = comentario.participante
    if participante is None or not participante.correo_huella:
        raise ReglaIncumplida(_("De esa persona ya no queda ningún dato: no hay a quién suspender."))
    with transaction.atomic():
        bloqueo = _bloquear(
            actor, comentario.secretariado, Bloqueo.Clase.PERSONA, participante.correo_huella, dias, motivo
        )
        _asentar_bloqueo(actor, bloqueo, "bloqueo.impuesto")
    return bloqueo


def bloquear_sitio(*, actor: Usuario, secretariado: Secretariado, dominio: str, dias: int, motivo: str) -> Bloqueo:
    """Refuse links to a web site (and what hangs from it) in the comments of an STL."""
    exigir("consultas.bloquear", actor, secretariado)
    dominio = dominio.strip().lower().removeprefix("https://").removeprefix("http://").split("/")[0]
    dominio = dominio.removeprefix("www.")
    if "." not in dominio or len(dominio) > 120 or " " in dominio:
        raise ReglaIncumplida(_("Escribe el sitio, por ejemplo ejemplo.com"), "dominio")
    with transaction.atomic():
        bloqueo = _bloquear(actor, secretariado, Bloqueo.Clase.SITIO, dominio, dias, motivo)
        _asentar_bloqueo(actor, bloqueo, "bloqueo.impuesto")
    return bloqueo


def levantar_bloqueo(*, actor: Usuario, bloqueo: Bloqueo) -> None:
    exigir("consultas.bloquear", actor, bloqueo.secretariado)
    with transaction.atomic():
        if Bloqueo.objects.filter(pk=bloqueo.pk, levantado__isnull=True).update(levantado=ahora()):
            _asentar_bloqueo(actor, bloqueo, "bloqueo.levantado")


def fijar_politica(*, actor: Usuario, secretariado: Secretariado, modo: str) -> PoliticaModeracion:
    """When the comments of an STL are moderated; the change is public."""
    exigir("consultas.fijar_politica", actor, secretariado)
    modo = PoliticaModeracion.Modo(modo)
    with transaction.atomic():
        anterior = PoliticaModeracion.objects.select_for_update().filter(secretariado=secretariado).first()
        if anterior is not None and anterior.modo == modo:
            return anterior
        politica, _nueva = PoliticaModeracion.objects.update_or_create(
            secretariado=secretariado, defaults={"modo": modo}
        )
        asentar(
            actor=actor,
            rol=Membresia.Rol.FACILITACION,
            institucion=None,
            accion="moderacion.politica",
            asunto=f"secretariado:{secretariado.slug}"[:60],
            datos={"modo": str(politica.modo)},
        )
    return politica


def _motivo_publico(motivo: str, obligatorio: bool, campo: str = "motivo") -> str:
    motivo = limpiar(motivo)[:600]
    if obligatorio and not motivo:
        raise ReglaIncumplida(_("Escribe el motivo: será público y lo recibirá quien lo escribió."), campo)
    if trae_datos_personales(motivo):
        raise ReglaIncumplida(_("El motivo es público: quita el correo o el teléfono."), campo)
    return motivo


def _contar_primera_respuesta(comentario: Comentario) -> None:
    """An official answer that was hidden, or came back, changes which one was the first that can be read."""
    if not comentario.oficial or comentario.responde_a_id is None:
        return
    oficiales = Comentario.objects.filter(responde_a=comentario.responde_a_id, oficial=True)
    primera = oficiales.filter(estado=Estado.VISIBLE).order_by("publicado", "pk").first()
    Comentario.objects.filter(pk=comentario.responde_a_id).update(
        respondida=primera.publicado if primera else None,
        respondida_por=primera.institucion_id if primera else None,
    )


def _decidir(actor: Usuario, comentario: Comentario, clase: str, causa: str, motivo: str) -> Decision:
    modera = comentario.secretariado_id in alcance(actor).moderacion
    return Decision.objects.create(
        comentario=comentario,
        secretariado_id=comentario.secretariado_id,
        plan_id=comentario.plan_id,
        asunto=comentario.asunto,
        clase=clase,
        causa=causa,
        motivo=motivo,
        rol=Membresia.Rol.MODERACION if modera else Membresia.Rol.COORDINACION,
        moderador=actor,
        creada=ahora(),
    )


def _avisar(comentario: Comentario, clase: str, decision: Decision) -> None:
    """Tell whoever wrote it: the participant by mail, or the account behind an official answer."""
    mandar_recado(
        clase=clase,
        participante=comentario.participante,
        cuenta=comentario.cuenta,
        comentario=comentario,
        decision=decision,
    )


def _anotar(actor: Usuario, decision: Decision) -> None:
    asunto = asunto_de(decision.asunto, actor)
    asentar(
        actor=actor,
        rol=decision.rol,
        institucion=None,
        accion=ACCIONES[Clase(decision.clase)],
        asunto=asunto.bitacora if asunto else decision.asunto,
        plan=decision.plan.clave if decision.plan else "",
        datos={
            "comentario": decision.comentario_id,
            "causa": str(decision.causa),
            "motivo": decision.motivo,
        },
    )


def _bloquear(
    actor: Usuario, secretariado: Secretariado, clase: str, valor: str, dias: int, motivo: str
) -> Bloqueo:
    motivo = limpiar(motivo)[:300]
    if not motivo:
        raise ReglaIncumplida(_("Escribe el motivo del bloqueo."), "motivo")
    if not 1 <= dias <= DIAS_MAXIMOS:
        raise ReglaIncumplida(_("Elige entre 1 y 365 días."), "dias")
    momento = ahora()
    return Bloqueo.objects.create(
        secretariado=secretariado,
        clase=clase,
        valor=valor,
        motivo=motivo,
        hasta=momento + timedelta(days=dias),
        creado=momento,
        autor=actor,
    )


def _asentar_bloqueo(actor: Usuario, bloqueo: Bloqueo, accion: str) -> None:
    """Public that there was one and until when; neither of whom nor why."""
    asentar(
        actor=actor,
        rol=Membresia.Rol.MODERACION,
        institucion=None,
        accion=accion,
        asunto=f"secretariado:{bloqueo.secretariado.slug}"[:60],
        datos={"clase": str(bloqueo.clase), "hasta": bloqueo.hasta.date().isoformat()},
    )
