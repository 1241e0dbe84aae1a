"""What a person does with their webhooks. How messages leave is in `ganchos_envio`."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compromisos.models import EnvioGancho, Evento, Gancho, Plan
from compromisos.servicios.evidencias import enlace_valido
from pal_portal.cimientos.bloqueo import tomar
from pal_portal.cimientos.cola import encolar
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Usuario
from secretariado.permisos import exigir
from secretariado.registro.bitacora import asentar, cabeza

MAXIMO_POR_CUENTA = 10
_CADA_PRUEBA = timedelta(seconds=30)


def crear_gancho(
    *, actor: Usuario, nombre: str, url: str, eventos: Sequence[str], plan: Plan | None = None
) -> Gancho:
    """Tell `url` what happens from now on; of one published plan, or of all."""
    gancho = Gancho(usuario=actor, nombre=_nombre(nombre), url=_url(url), eventos=_eventos(eventos), plan=plan)
    exigir("compromisos.administrar_gancho", actor, gancho)
    if plan is not None and plan.es_borrador:
        raise ReglaIncumplida(_("Sólo se avisa de planes publicados."), "plan")
    with transaction.atomic():
        Usuario.objects.select_for_update().get(pk=actor.pk)  # two at once do not pass the maximum
        if Gancho.objects.filter(usuario=actor).count() >= MAXIMO_POR_CUENTA:
            raise ReglaIncumplida(
                _("Ya tienes %(n)s. Borra alguno antes de crear otro.") % {"n": MAXIMO_POR_CUENTA}
            )
        gancho.cursor, gancho.creado = cabeza()[0], ahora()
        gancho.save()
        _anotar(actor, "gancho.creado", gancho)
    return gancho


def cambiar_gancho(
    *,
    actor: Usuario,
    gancho: Gancho,
    nombre: str | None = None,
    url: str | None = None,
    eventos: Sequence[str] | None = None,
    activo: bool | None = None,
) -> Gancho:
    """What is given changes. Turned on again, it tells what happens from then on, not what was missed."""
    exigir("compromisos.administrar_gancho", actor, gancho)
    with transaction.atomic():
        gancho = tomar(Gancho.objects.select_for_update(of=("self",)).select_related("plan"), pk=gancho.pk)
        if nombre is not None:
            gancho.nombre = _nombre(nombre)
        if url is not None:
            gancho.url = _url(url)
        if eventos is not None:
            gancho.eventos = _eventos(eventos)
        if activo and not gancho.activo:
            gancho.activo, gancho.fallos, gancho.motivo, gancho.cursor = True, 0, "", cabeza()[0]
        elif activo is False and gancho.activo:
            gancho.activo, gancho.motivo = False, ""
        gancho.save()
        _anotar(actor, "gancho.cambiado", gancho)
    return gancho


def rotar_secreto(*, actor: Usuario, gancho: Gancho) -> Gancho:
    """A new secret. For a day messages carry both signatures, so that the other system changes without a gap."""
    exigir("compromisos.administrar_gancho", actor, gancho)
    with transaction.atomic():
        gancho = tomar(Gancho.objects.select_for_update(of=("self",)).select_related("plan"), pk=gancho.pk)
        gancho.serie, gancho.rotado = gancho.serie + 1, timezone.now()
        gancho.save(update_fields=["serie", "rotado"])
        _anotar(actor, "gancho.secreto_cambiado", gancho)
    return gancho


def borrar_gancho(*, actor: Usuario, gancho: Gancho) -> None:
    """With its messages and its attempts."""
    exigir("compromisos.administrar_gancho", actor, gancho)
    with transaction.atomic():
        _anotar(actor, "gancho.borrado", gancho)
        Gancho.objects.filter(pk=gancho.pk).delete()


def reintentar_envio(*, actor: Usuario, envio: EnvioGancho) -> EnvioGancho:
    """Send again, now and from the first attempt, a message that was delivered or lost."""
    exigir("compromisos.administrar_gancho", actor, envio.gancho)
    with transaction.atomic():
        envio = tomar(EnvioGancho.objects.select_for_update(of=("self",)).select_related("gancho"), pk=envio.pk)
        if not envio.gancho.activo:
            raise ReglaIncumplida(_("Este aviso está desactivado: actívalo primero."))
        if envio.estado in (EnvioGancho.Estado.PENDIENTE, EnvioGancho.Estado.ENVIANDO):
            raise ReglaIncumplida(_("Este mensaje ya está por salir."))
        ultimo = envio.bitacora.first()
        if ultimo and abs(ahora() - ultimo.momento) < _CADA_PRUEBA:
            raise ReglaIncumplida(_("Se acaba de intentar. Espera medio minuto."))
        envio.estado, envio.intentos, envio.no_antes = EnvioGancho.Estado.PENDIENTE, 0, ahora()
        envio.save(update_fields=["estado", "intentos", "no_antes"])
        _anotar(actor, "gancho.reintentado", envio.gancho)
        encolar("compromisos.enviar_gancho", envio.pk)
    return envio


def _nombre(nombre: str) -> str:
    nombre = " ".join(nombre.split())
    if not nombre:
        raise ReglaIncumplida(_("Ponle un nombre: a qué sistema avisa."), "nombre")
    return nombre[:80]


def _url(url: str) -> str:
    try:
        url = enlace_valido(url)
    except ReglaIncumplida as error:
        raise ReglaIncumplida(error.mensaje, "url") from error
    if not url.startswith("https://"):
        raise ReglaIncumplida(_("La dirección debe empezar con https://: el mensaje viaja cifrado."), "url")
    return url


def _eventos(eventos: Sequence[str]) -> str:
    elegidos = [e for e in Evento.values if e in eventos]
    if not elegidos or len(elegidos) != len(set(eventos)):
        raise ReglaIncumplida(_("Elige al menos un evento de la lista."), "eventos")
    return " ".join(elegidos)


def _anotar(actor: Usuario, accion: str, gancho: Gancho) -> None:
    asentar(
        actor=actor,
        rol="cuenta",
        institucion=None,
        accion=accion,
        asunto="cuentas",
        publico=False,
        datos={"eventos": gancho.eventos, "plan": gancho.plan.clave if gancho.plan else ""},
    )


def olvidar_cuenta(*, usuario: Usuario) -> None:
    """An account was erased: nothing is told to its systems any more."""
    Gancho.objects.filter(usuario=usuario).delete()
