"""The STL agreement that allows an act: one of the registry, or one recorded with the act itself. Within the
caller's transaction; acts for nobody.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from compromisos.models import Plan
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Acuerdo


@dataclass(frozen=True, slots=True)
class AcuerdoNuevo:
    """An agreement that the registry does not have yet: its number and the document that holds it."""

    numero: str
    texto: str
    documento: str


def comprobar_acuerdo(plan: Plan, acuerdo: Acuerdo | AcuerdoNuevo | None) -> None:
    """ReglaIncumplida unless it is of the STL of `plan`, or new and complete."""
    if isinstance(acuerdo, AcuerdoNuevo):
        if not (acuerdo.numero.strip() and acuerdo.documento.strip()):
            raise ReglaIncumplida(
                _("Escribe el número del acuerdo y el documento en que consta."), "acuerdo_numero"
            )
        if Acuerdo.objects.filter(secretariado=plan.secretariado_id, numero=acuerdo.numero.strip()).exists():
            raise ReglaIncumplida(_("Ese acuerdo ya está en la lista: elígelo ahí."), "acuerdo_numero")
    elif acuerdo is None or acuerdo.secretariado_id != plan.secretariado_id:
        raise ReglaIncumplida(_("Elige un acuerdo de este secretariado."), "acuerdo")


def acuerdo_registrado(plan: Plan, acuerdo: Acuerdo | AcuerdoNuevo) -> Acuerdo:
    """The row of `acuerdo`, made if it is new; one of the registry is held: nobody takes it out meanwhile."""
    if isinstance(acuerdo, Acuerdo):
        actual = Acuerdo.objects.select_for_update(no_key=True).filter(pk=acuerdo.pk).first()
        if actual is None:
            raise ReglaIncumplida(_("Ese acuerdo se quitó. Elige otro."), "acuerdo")
        return actual
    return Acuerdo.objects.create(
        secretariado_id=plan.secretariado_id,
        numero=acuerdo.numero.strip(),
        texto=acuerdo.texto.strip() or f"Sobre el plan {plan.clave}",
        documento=acuerdo.documento.strip(),
        estado=Acuerdo.Estado.CUMPLIDO,
    )
