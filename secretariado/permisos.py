"""Roles and scopes, asked in one way. The predicates of each floor build on `alcance`."""

from dataclasses import dataclass, field
from typing import Any

import rules
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from pal_portal.cimientos.fechas import hoy
from secretariado.models import Alcance as AlcanceDeLlave
from secretariado.models import Institucion, Invitacion, LlaveApi, Membresia, Secretariado, Usuario


@dataclass(frozen=True, slots=True)
class Alcance:
    """What a person may do and where: ids of STL and institutions by role, in force today."""

    facilitacion: frozenset[int] = frozenset()
    verificacion: dict[int, int] = field(default_factory=dict)
    """STL id → institution of the verifier."""
    responsable: frozenset[int] = frozenset()
    moderacion: frozenset[int] = frozenset()
    coordinacion: bool = False
    administracion: bool = False

    @property
    def tiene_mesa(self) -> bool:
        return bool(
            self.facilitacion
            or self.verificacion
            or self.responsable
            or self.moderacion
            or self.coordinacion
            or self.administracion
        )


def alcance(usuario: Any) -> Alcance:
    """The scope of `usuario` (anonymous: nothing). One query, remembered on the user object."""
    if not isinstance(usuario, Usuario) or not usuario.is_active:
        return Alcance()
    guardado: Alcance | None = getattr(usuario, "_alcance", None)
    if guardado is None:
        guardado = _leer_alcance(usuario)
        usuario._alcance = guardado  # type: ignore[attr-defined]
    return guardado


def _leer_alcance(usuario: Usuario) -> Alcance:
    filas = list(
        Membresia.objects.vigentes(hoy())
        .filter(usuario=usuario)
        .values_list("rol", "secretariado_id", "institucion_id")
    )
    rol = Membresia.Rol
    return Alcance(
        facilitacion=frozenset(s for r, s, _ in filas if r == rol.FACILITACION and s),
        verificacion={s: i for r, s, i in filas if r == rol.VERIFICACION and s and i},
        responsable=frozenset(i for r, _, i in filas if r == rol.RESPONSABLE and i),
        moderacion=frozenset(s for r, s, _ in filas if r == rol.MODERACION and s),
        coordinacion=any(r == rol.COORDINACION for r, _, _ in filas),
        administracion=usuario.is_superuser,
    )


def puede(usuario: Any, permiso: str, objeto: Any = None) -> bool:
    """Whether `usuario` holds `permiso` on `objeto`. Being a site administrator grants none of these: an act
    of the domain is done by a role, never behind a state's back."""
    return bool(usuario.is_authenticated and usuario.is_active and rules.has_perm(permiso, usuario, objeto))


def exigir(permiso: str, usuario: Any, objeto: Any = None) -> None:
    """Raise PermissionDenied unless `usuario` holds `permiso` on `objeto` (every service begins here)."""
    if not puede(usuario, permiso, objeto):
        raise PermissionDenied(permiso)


def usuario_de(request: HttpRequest) -> Usuario:
    """The account of a request that passed `login_required`."""
    if not isinstance(request.user, Usuario):
        raise PermissionDenied
    return request.user


def pide_segundo_factor(usuario: Any) -> bool:
    """Whether the roles of `usuario` need a second factor: those that decide on what others reported or said, or
    govern an STL, the country or the site."""
    if not settings.MFA_OBLIGATORIA or not isinstance(usuario, Usuario):
        return False
    suyo = alcance(usuario)
    decide = suyo.facilitacion or suyo.verificacion or suyo.moderacion or suyo.coordinacion
    return bool(usuario.is_staff or usuario.is_superuser or decide)


def roles_que_invita(usuario: Any) -> tuple[str, ...]:
    """The roles that `usuario` may offer to others, somewhere."""
    suyo, rol = alcance(usuario), Membresia.Rol
    if suyo.administracion:
        return tuple(rol.values)
    if suyo.coordinacion:
        return (rol.RESPONSABLE, rol.MODERACION, rol.VERIFICACION, rol.FACILITACION)
    return (rol.RESPONSABLE, rol.MODERACION) if suyo.facilitacion else ()


def secretariados_que_invita(usuario: Any) -> "QuerySet[Secretariado]":
    """The STL on whose behalf `usuario` may invite."""
    suyo = alcance(usuario)
    if suyo.administracion or suyo.coordinacion:
        return Secretariado.objects.all()
    return Secretariado.objects.filter(pk__in=suyo.facilitacion)


def instituciones_que_invita(usuario: Any, secretariado: Secretariado | None = None) -> "QuerySet[Institucion]":
    """Institutions to which `usuario` may bring people: for who facilitates, those of its STL (with a seat, or
    that answer for something in its plans); the coordination is not bound."""
    suyo = alcance(usuario)
    if suyo.administracion or suyo.coordinacion:
        return Institucion.objects.all()
    stl = suyo.facilitacion & {secretariado.pk} if secretariado else suyo.facilitacion
    al = hoy()
    # By name of the relation: the plans live a floor above, which this one does not import.
    return Institucion.objects.filter(
        Q(pk__in=Institucion.objects.filter(_asiento_vigente(al), asientos__secretariado__in=stl))
        | Q(responsabilidades__compromiso__plan__secretariado__in=stl)
        | Q(actividades_a_cargo__compromiso__plan__secretariado__in=stl)
    ).distinct()


def _asiento_vigente(al: Any) -> Q:
    return Q(asientos__hasta__isnull=True) | Q(asientos__hasta__gte=al)


@rules.predicate
def puede_invitar(usuario: Any, invitacion: Invitacion | None) -> bool:
    """Without an invitation: whether `usuario` invites at all. With one, saved or not: to that role and scope."""
    roles = roles_que_invita(usuario)
    if invitacion is None or invitacion.rol not in roles:
        return invitacion is None and bool(roles)
    secretariado, institucion = invitacion.secretariado, invitacion.institucion
    if secretariado is None:
        return invitacion.rol == Membresia.Rol.COORDINACION
    if not secretariados_que_invita(usuario).filter(pk=secretariado.pk).exists():
        return False
    posibles = instituciones_que_invita(usuario, secretariado)
    return institucion is None or posibles.filter(pk=institucion.pk).exists()


@rules.predicate
def puede_administrar_invitacion(usuario: Any, invitacion: Invitacion) -> bool:
    """Revoke or send again: by role and STL alone, since the institution may have left since then."""
    if invitacion.rol not in roles_que_invita(usuario):
        return False
    suyo = alcance(usuario)
    return suyo.administracion or suyo.coordinacion or invitacion.secretariado_id in suyo.facilitacion


@rules.predicate
def lleva_secretariado(usuario: Any, secretariado: Secretariado | None) -> bool:
    """Who facilitates an STL keeps its record: sessions, agreements and seats. Without one: of any."""
    suyos = alcance(usuario).facilitacion
    return bool(suyos) if secretariado is None else secretariado.pk in suyos


@rules.predicate
def es_para_su_correo(usuario: Any, invitacion: Invitacion) -> bool:
    """An invitation is for one address: forwarding it gives nothing."""
    return bool(usuario.correo.lower() == invitacion.correo.lower())


def alcances_de(usuario: Any) -> tuple[str, ...]:
    """The scopes that a key of `usuario` may have: those with which its roles could do something."""
    suyo, de = alcance(usuario), AlcanceDeLlave
    segun_papel = (
        (de.AVANCES, suyo.facilitacion or suyo.responsable),
        (de.VERIFICAR, suyo.verificacion),
        (de.POSTURAS, suyo.responsable),
        (de.PLANES, suyo.facilitacion),
        (de.MODERAR, suyo.moderacion or suyo.coordinacion),
        (de.INFORMES, suyo.facilitacion or suyo.verificacion or suyo.coordinacion),
        (de.EVALUAR, suyo.verificacion or suyo.responsable),
        (de.CONSULTAS, suyo.facilitacion),
        (de.IMPORTAR, suyo.facilitacion),
        (de.INVITAR, roles_que_invita(usuario)),
        (de.SECRETARIADO, suyo.facilitacion),
    )
    tiene = {de.LEER, de.PARTICIPAR, de.GANCHOS, de.CUENTA, *(a for a, alguno in segun_papel if alguno)}
    return tuple(a.value for a in de if a in tiene)


@rules.predicate
def es_su_llave(usuario: Any, llave: LlaveApi) -> bool:
    """One's own, and for nothing that one could not do oneself."""
    return llave.usuario_id == usuario.pk and set(llave.lista_de_alcances) <= set(alcances_de(usuario))


@rules.predicate
def puede_revocar_llave(usuario: Any, llave: LlaveApi) -> bool:
    return llave.usuario_id == usuario.pk


@rules.predicate
def es_su_cuenta(usuario: Any, cuenta: Usuario) -> bool:
    return usuario.pk == cuenta.pk


@rules.predicate
def administra_cuentas(usuario: Any, cuenta: Any = None) -> bool:
    return bool(usuario.is_superuser and usuario.is_staff)


rules.add_perm("secretariado.invitar", puede_invitar)
rules.add_perm("secretariado.llevar", lleva_secretariado)
rules.add_perm("secretariado.administrar_invitacion", puede_administrar_invitacion)
rules.add_perm("secretariado.aceptar_invitacion", es_para_su_correo)
rules.add_perm("secretariado.disponer_de_cuenta", es_su_cuenta)
rules.add_perm("secretariado.administrar_cuentas", administra_cuentas)
rules.add_perm("secretariado.usar_llave", es_su_llave)
rules.add_perm("secretariado.revocar_llave", puede_revocar_llave)
