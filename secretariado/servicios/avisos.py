"""What a person decides about their notices and their private calendar. Nothing here is public: no log entry."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Aviso, EnlaceCalendario, PreferenciaAviso, Usuario, modo_por_omision

Modo = PreferenciaAviso.Modo


def preferencias_de(usuario: Usuario) -> dict[str, str]:
    """How `usuario` receives each kind."""
    elegidas = dict(PreferenciaAviso.objects.filter(usuario=usuario).values_list("tipo", "modo"))
    return {tipo: elegidas.get(tipo, modo_por_omision(tipo)) for tipo in Aviso.Tipo.values}


def modos_de(tipo: str) -> list[str]:
    """The overdue digest is weekly by nature: it is received or not."""
    return [Modo.SEMANAL, Modo.NINGUNO] if tipo == Aviso.Tipo.VENCIDAS else list(Modo.values)


def elegir_avisos(*, actor: Usuario, modos: Mapping[str, str]) -> None:
    """Keep how `actor` wants each kind of notice."""
    for tipo, modo in modos.items():
        if tipo not in Aviso.Tipo.values or modo not in modos_de(tipo):
            raise ReglaIncumplida(_("Elige una de las opciones."), tipo)
    with transaction.atomic():
        for tipo, modo in modos.items():
            PreferenciaAviso.objects.update_or_create(usuario=actor, tipo=tipo, defaults={"modo": modo})


def dar_de_baja(*, actor_id: int, tipos: Sequence[str]) -> None:
    """Stop sending `tipos` to an account; the signed address of a message asks for it, without logging in."""
    with transaction.atomic():
        if actor := Usuario.objects.filter(pk=actor_id).first():
            elegir_avisos(actor=actor, modos=dict.fromkeys(tipos, Modo.NINGUNO))


def crear_enlace_calendario(*, actor: Usuario) -> str:
    """A new secret address for the calendar of `actor`; the former stops working. Only told here, once."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        EnlaceCalendario.objects.update_or_create(
            usuario=actor, defaults={"huella": huella_de(token), "creado": ahora()}
        )
    return token


def revocar_enlace_calendario(*, actor: Usuario) -> None:
    with transaction.atomic():
        EnlaceCalendario.objects.filter(usuario=actor).delete()


def huella_de(token: str) -> str:
    """The token has 256 random bits: a plain hash is enough, there is nothing to guess."""
    return hashlib.sha256(token.encode()).hexdigest()
