"""Agreements of an STL: taken in a session with quorum, and followed until they are done."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pal_portal.cimientos.bloqueo import tomar
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.constancia import anotar
from secretariado.decisiones import se_aprueba
from secretariado.models import Acuerdo, Secretariado, Sesion, Usuario
from secretariado.permisos import exigir
from secretariado.servicios.sesiones import bloquear_sesion, exigir_abierta

LO_ACORDADO = ("numero", "texto", "votos_favor", "votos_contra", "abstenciones")
"""What the minutes say: fixed once they are public."""
SEGUIMIENTO = ("responsable", "plazo", "estado")
VOTOS = ("votos_favor", "votos_contra", "abstenciones")


def tomar_acuerdo(*, actor: Usuario, sesion: Sesion, datos: Mapping[str, Any]) -> Acuerdo:
    """Of a session that had quorum. Public at once."""
    exigir("secretariado.llevar", actor, sesion.secretariado)
    with transaction.atomic():
        secretariado = Secretariado.objects.select_for_update(no_key=True).get(pk=sesion.secretariado_id)
        sesion = bloquear_sesion(sesion)
        exigir_abierta(sesion)
        if sesion.estado != Sesion.Estado.CELEBRADA:
            raise ReglaIncumplida(_("Sólo una sesión celebrada con quórum toma acuerdos."))
        acuerdo = Acuerdo(secretariado=secretariado, sesion=sesion)
        _escribir(acuerdo, datos, (*LO_ACORDADO, *SEGUIMIENTO))
        acuerdo.save()
        anotar(actor, secretariado, "acuerdo.tomado", _datos(acuerdo))
    return acuerdo


def cambiar_acuerdo(*, actor: Usuario, acuerdo: Acuerdo, datos: Mapping[str, Any]) -> Acuerdo:
    """Who answers for it, its deadline and its state, at any time; what was agreed, only until it is public in the
    minutes or something rests on it. One known by a document may be told its session, once."""
    exigir("secretariado.llevar", actor, acuerdo.secretariado)
    with transaction.atomic():
        acuerdo = _bloqueado(acuerdo)
        antes = {c: str(getattr(acuerdo, c) or "") for c in SEGUIMIENTO}
        if sesion := datos.get("sesion"):
            _ligar(acuerdo, sesion)
        if any(c in datos and datos[c] != getattr(acuerdo, c) for c in LO_ACORDADO):
            _exigir_libre(acuerdo)
        _escribir(acuerdo, datos, (*LO_ACORDADO, *SEGUIMIENTO))
        acuerdo.save()
        despues = {c: str(getattr(acuerdo, c) or "") for c in SEGUIMIENTO}
        cambios = {"antes": antes, "despues": despues} if antes != despues else {}
        anotar(actor, acuerdo.secretariado, "acuerdo.modificado", _datos(acuerdo) | cambios)
    return acuerdo


def quitar_acuerdo(*, actor: Usuario, acuerdo: Acuerdo) -> None:
    """One written by mistake: not in public minutes, and nothing rests on it."""
    exigir("secretariado.llevar", actor, acuerdo.secretariado)
    with transaction.atomic():
        acuerdo = _bloqueado(acuerdo)
        _exigir_libre(acuerdo)
        datos = _datos(acuerdo)
        acuerdo.delete()
        anotar(actor, acuerdo.secretariado, "acuerdo.quitado", datos)


def esta_fijo(acuerdo: Acuerdo) -> bool:
    """Whether what was agreed no longer changes."""
    return _en_minuta(acuerdo) or _lo_citan(acuerdo)


def _bloqueado(acuerdo: Acuerdo) -> Acuerdo:
    filas = Acuerdo.objects.select_for_update(of=("self",)).select_related("secretariado", "sesion")
    actual = tomar(filas, pk=acuerdo.pk)
    if actual.sesion:  # held too: its minutes are not published meanwhile
        actual.sesion = bloquear_sesion(actual.sesion)
    return actual


def _exigir_libre(acuerdo: Acuerdo) -> None:
    if _en_minuta(acuerdo):
        raise ReglaIncumplida(_("Consta en una minuta pública: lo acordado ya no cambia."))
    if _lo_citan(acuerdo):
        raise ReglaIncumplida(_("Un plan o una modificación se apoya en este acuerdo: lo acordado ya no cambia."))


def _en_minuta(acuerdo: Acuerdo) -> bool:
    return acuerdo.sesion is not None and acuerdo.sesion.minuta_publicada


def _lo_citan(acuerdo: Acuerdo) -> bool:
    """Whether anything points at it, of this floor or of those above, which it does not know: the model does."""
    return any(
        r.related_model._default_manager.filter(**{r.field.name: acuerdo.pk}).exists()
        for r in Acuerdo._meta.related_objects
    )


def _ligar(acuerdo: Acuerdo, sesion: Sesion) -> None:
    if acuerdo.sesion_id == sesion.pk:
        return
    if acuerdo.sesion_id:
        raise ReglaIncumplida(_("Este acuerdo ya es de una sesión."), "sesion")
    sesion = bloquear_sesion(sesion)
    if sesion.secretariado_id != acuerdo.secretariado_id or sesion.estado != Sesion.Estado.CELEBRADA:
        raise ReglaIncumplida(_("Elige una sesión celebrada de este secretariado."), "sesion")
    acuerdo.sesion = sesion


def _escribir(acuerdo: Acuerdo, datos: Mapping[str, Any], campos: tuple[str, ...]) -> None:
    for campo in campos:
        if campo in datos:
            setattr(acuerdo, campo, datos[campo])
    acuerdo.numero, acuerdo.texto = acuerdo.numero.strip(), acuerdo.texto.strip()
    if not (acuerdo.numero and acuerdo.texto):
        raise ReglaIncumplida(
            _("Escribe el número y el texto del acuerdo."), "numero" if acuerdo.texto else "texto"
        )
    otros = Acuerdo.objects.filter(secretariado=acuerdo.secretariado_id, numero=acuerdo.numero)
    if otros.exclude(pk=acuerdo.pk).exists():
        raise ReglaIncumplida(_("Este secretariado ya tiene un acuerdo con ese número."), "numero")
    if any(c in datos for c in (*VOTOS, "sesion")):  # of a session, its votes are of who was there
        _comprobar_votos(acuerdo)


def _comprobar_votos(acuerdo: Acuerdo) -> None:
    if acuerdo.votos is None:
        if acuerdo.votos_contra is not None or acuerdo.abstenciones is not None:
            raise ReglaIncumplida(_("Escribe también los votos a favor, o deja vacíos los tres."), "votos_favor")
        return
    if acuerdo.sesion:
        con_voto = acuerdo.sesion.asistencias.exclude(integrante__papel="observacion").count()
        if sum(acuerdo.votos) > con_voto:
            raise ReglaIncumplida(
                _("Son más votos que asientos con voto presentes (%(n)s).") % {"n": con_voto}, "votos_favor"
            )
    if not se_aprueba(acuerdo.secretariado.regla_decision, *acuerdo.votos):
        raise ReglaIncumplida(
            _("Con esos votos no se alcanza la regla del secretariado: %(regla)s.")
            % {"regla": acuerdo.secretariado.get_regla_decision_display()},
            "votos_favor",
        )


def _datos(acuerdo: Acuerdo) -> dict[str, Any]:
    return {"acuerdo": acuerdo.numero, "texto": acuerdo.texto, "sesion": acuerdo.sesion_id}
