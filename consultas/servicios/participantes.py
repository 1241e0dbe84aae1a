"""Participants: known by an account or by an address that a link proved; forgotten when they ask, or in time."""

import secrets
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from consultas.models import Comentario, Denuncia, Participante, Recado, SalDelDia
from consultas.secretos import ALFABETO, leer_firma
from consultas.servicios.criba import seudonimo_valido
from consultas.servicios.limites import comprobar_correo
from consultas.servicios.olvido import olvidar_correo_participante
from consultas.servicios.recados import mandar_recado
from pal_portal.cimientos.direcciones import cifrar, descifrar, huella_de_correo
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora, hoy
from secretariado.models import Usuario
from secretariado.permisos import exigir
from secretariado.registro.suscripciones import olvidar_correo

SIN_CONFIRMAR = timedelta(days=2)
SE_OLVIDA = timedelta(days=180)
"""How long an address is kept after its owner's last act: to tell them of answers and decisions."""


def _al_azar() -> str:
    return _("Participante") + " " + "".join(secrets.choice(ALFABETO) for _n in range(6))


def participante_de_correo(*, correo: str, seudonimo: str = "") -> Participante:
    """The participant of an address, new or known. The pseudonym counts only for a new one: a stranger who types
    the address renames nobody."""
    huella, momento = huella_de_correo(correo), ahora()
    seudonimo = seudonimo_valido(seudonimo)
    hallado = Participante.objects.filter(correo_huella=huella).first()
    if hallado is None:
        try:
            with transaction.atomic():
                return Participante.objects.create(
                    correo_huella=huella,
                    correo_cifrado=cifrar(correo),
                    seudonimo=seudonimo or _al_azar(),
                    creado=momento,
                    ultimo_acto=momento,
                )
        except IntegrityError:
            hallado = Participante.objects.get(correo_huella=huella)
    if not hallado.correo_cifrado and hallado.usuario_id is None:
        Participante.objects.filter(pk=hallado.pk).update(correo_cifrado=cifrar(correo), ultimo_acto=momento)
        hallado.refresh_from_db()
    return hallado


def participante_de_cuenta(*, usuario: Usuario) -> Participante:
    """The participant of an account; the same as that of its address, if it took part before having one."""
    propio = Participante.objects.filter(usuario=usuario).first()
    if propio is not None:
        return propio
    with transaction.atomic():
        propio = participante_de_correo(correo=usuario.correo)
        propio.usuario, propio.correo_cifrado = usuario, ""
        propio.confirmado = propio.confirmado or ahora()
        propio.save(update_fields=["usuario", "correo_cifrado", "confirmado"])
    return propio


def correo_de(participante: Participante) -> str:
    """Their address, "" when it is no longer kept."""
    if participante.usuario is not None:
        return participante.usuario.correo
    return descifrar(participante.correo_cifrado) if participante.correo_cifrado else ""


def pedir_entrada(*, correo: str, red: str = "") -> None:
    """Send the link that opens a session to take part. The answer is the same for known and new addresses."""
    with transaction.atomic():
        participante = participante_de_correo(correo=correo)
        Participante.objects.select_for_update().get(pk=participante.pk)
        comprobar_correo(participante, red)
        mandar_recado(clase=Recado.Clase.ENTRAR, participante=participante, red=red)


def recado_de(texto: str, *clases: str) -> Recado | None:
    """The message whose link was opened, in whatever state; None when it was not signed here."""
    ficha = leer_firma(texto)
    if ficha is None:
        return None
    filas = Recado.objects.select_related(
        "participante__usuario", "cuenta", "comentario", "decision__comentario__participante"
    )
    return filas.filter(ficha=ficha, clase__in=clases).first()


def gastar_enlace(recado: Recado) -> Participante:
    """Use a link, within the caller's transaction: once, and before it expires. It proves the address."""
    recado = Recado.objects.select_for_update().get(pk=recado.pk)
    if recado.usado or recado.vence <= ahora() or recado.participante_id is None:
        raise ReglaIncumplida(_("Este enlace ya se usó o venció. Pide otro."))
    recado.usado = ahora()
    recado.save(update_fields=["usado"])
    participante = Participante.objects.select_for_update().get(pk=recado.participante_id)
    participante.confirmado = participante.confirmado or ahora()
    participante.ultimo_acto = ahora()
    participante.save(update_fields=["confirmado", "ultimo_acto"])
    return participante


def entrar_con_enlace(*, recado: Recado) -> Participante:
    with transaction.atomic():
        return gastar_enlace(recado)


def corregir_seudonimo(*, actor: Participante | Usuario, participante: Participante, seudonimo: str) -> None:
    exigir("consultas.disponer_de_participante", actor, participante)
    seudonimo = seudonimo_valido(seudonimo)
    with transaction.atomic():
        Participante.objects.filter(pk=participante.pk).update(seudonimo=seudonimo or _al_azar())


def olvidar_participante(*, actor: Participante | Usuario, participante: Participante, textos: bool) -> None:
    """Right of cancellation: no address, pseudonym, session, signature, place, survey nor subscription is left;
    with `textos`, what they wrote neither. Blocks in force remain until their date, as a hash."""
    exigir("consultas.disponer_de_participante", actor, participante)
    with transaction.atomic():
        _olvidar(participante, textos)


def olvidar_cuenta(*, usuario: Usuario) -> None:
    """An account was erased: so is its participant. What it said stays, unsigned."""
    participante = Participante.objects.filter(usuario=usuario).first()
    if participante is not None:
        _olvidar(participante, textos=False)
    else:
        olvidar_correo_participante(correo=usuario.correo, textos=False)
    olvidar_correo(huella_de_correo(usuario.correo))
    Recado.objects.filter(cuenta=usuario).delete()
    Denuncia.objects.filter(cuenta=usuario).update(cuenta=None)


def _olvidar(participante: Participante, textos: bool) -> None:
    suyos = Comentario.objects.filter(participante=participante)
    suyos.filter(estado="por_confirmar").delete()
    suyos.update(cuenta=None, red="")
    if textos:
        con_respuesta = suyos.filter(respuestas__estado="visible").values("pk")
        suyos.exclude(pk__in=list(con_respuesta.values_list("pk", flat=True))).update(
            publicado=None, estado="retirado"
        )
        suyos.update(estado="retirado", texto="", huella_texto="")
    olvidar_correo(participante.correo_huella)
    if correo := correo_de(participante):
        olvidar_correo_participante(correo=correo, textos=textos)
    Recado.objects.filter(participante=participante).delete()
    participante.usuario = participante.correo_huella = None
    participante.correo_cifrado = participante.seudonimo = ""
    participante.version += 1
    participante.save()


def limpiar_participacion() -> int:
    """Daily: forget what is no longer needed. Network hashes after two days (their salt goes too, so that nothing
    could undo them), what was never confirmed, spent links, and the addresses of who has been away for long."""
    momento = ahora()
    SalDelDia.objects.filter(dia__lt=hoy() - timedelta(days=1)).delete()
    for modelo, campo in ((Comentario, "creado"), (Denuncia, "creada"), (Recado, "creado")):
        viejas = modelo._default_manager.filter(**{f"{campo}__lt": momento - timedelta(days=2)})
        viejas.exclude(red="").update(red="")
    Comentario.objects.filter(estado="por_confirmar", creado__lt=momento - SIN_CONFIRMAR).delete()
    Recado.objects.filter(vence__lt=momento - timedelta(days=1)).delete()
    ausentes = Participante.objects.filter(usuario__isnull=True)
    ausentes.filter(confirmado__isnull=True, creado__lt=momento - SIN_CONFIRMAR, comentarios__isnull=True).delete()
    return (
        ausentes.filter(ultimo_acto__lt=momento - SE_OLVIDA).exclude(correo_cifrado="").update(correo_cifrado="")
    )
