"""Who takes part in this browser: an account, or the participant whose link in the mail was opened here."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from consultas.models import Participante
from consultas.servicios.limites import red_de
from consultas.servicios.participantes import participante_de_cuenta
from secretariado.models import Usuario

CLAVE = "participante"


def participante_actual(request: HttpRequest) -> Participante | None:
    """The participant of this browser, None when nobody proved to be one. No query for who only reads."""
    if isinstance(request.user, Usuario):
        return Participante.objects.filter(usuario=request.user).first()
    guardado = request.session.get(CLAVE)
    if not guardado:
        return None
    pk, version = guardado
    return Participante.objects.filter(pk=pk, version=version).first()


def participante_que_escribe(request: HttpRequest) -> Participante | None:
    """As before; an account that never took part gets its participant now."""
    if isinstance(request.user, Usuario):
        return participante_de_cuenta(usuario=request.user)
    return participante_actual(request)


def abrir(request: HttpRequest, participante: Participante) -> None:
    """Remember who proved to be in this browser, under a new session key. An account that is logged in stays as
    it is: a link in the mail never changes who one is."""
    if isinstance(request.user, Usuario):
        return
    request.session.cycle_key()
    request.session[CLAVE] = [participante.pk, participante.version]


def cerrar(request: HttpRequest) -> None:
    request.session.pop(CLAVE, None)


def actor_de(request: HttpRequest) -> Participante | Usuario | None:
    """Who acts on what exists already: the account itself, or the participant."""
    return request.user if isinstance(request.user, Usuario) else participante_actual(request)


def red_del(request: HttpRequest) -> str:
    return red_de(get_adapter(request).get_client_ip(request))
