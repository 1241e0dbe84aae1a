"""Declaring progress on a delivery."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from compromisos.models import Actividad, Avance, Compromiso, Entrega
from compromisos.permisos import facilita, institucion_que_reporta
from compromisos.servicios.entregas import sincronizar_entrega
from compromisos.servicios.evidencias import EvidenciaNueva, adjuntar_evidencia
from compromisos.servicios.recalculo import bloquear_entidad_de, recalcular
from pal_portal.cimientos.cola import adelantar
from pal_portal.cimientos.errores import OtraPersonaCambio, ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from pal_portal.cimientos.numeros import cifra
from secretariado.models import Institucion, Membresia, Usuario
from secretariado.permisos import exigir
from secretariado.registro.bitacora import asentar


def declarar_avance(
    *,
    actor: Usuario,
    entrega: Entrega,
    porcentaje: Decimal,
    que_se_hizo: str,
    obstaculos: str = "",
    version: int | None = None,
    momento: datetime | None = None,
    demostracion: bool = False,
) -> Avance:
    """Declare that `entrega` stands at `porcentaje` (0–100, two decimals).

    `version` is the number of declarations the person saw: if there is a newer one, ReglaIncumplida says what
    changed. Obstacles are required when there is none or little progress (rule of Canada's tracker).
    """
    exigir("compromisos.declarar_avance", actor, entrega)
    que_se_hizo, obstaculos = que_se_hizo.strip(), obstaculos.strip()
    _comprobar(porcentaje, que_se_hizo, obstaculos)
    with transaction.atomic():
        bloquear_entidad_de(entrega.actividad.compromiso.plan_id)
        entrega = _bloqueada(entrega.pk)
        exigir("compromisos.declarar_avance", actor, entrega)  # what was true before the lock may not be now
        if version is not None and version != entrega.version:
            raise OtraPersonaCambio(_quien_se_adelanto(entrega))
        antes = entrega.declarado
        rol, institucion = en_calidad_de(actor, entrega.actividad)
        avance = Avance.objects.create(
            entrega=entrega,
            porcentaje=porcentaje,
            que_se_hizo=que_se_hizo,
            obstaculos=obstaculos,
            autor=actor,
            institucion=institucion,
            rol=rol,
            creado=momento or ahora(),
            es_demostracion=demostracion,
        )
        compromiso = entrega.actividad.compromiso
        sincronizar_entrega(entrega.pk)
        recalcular([compromiso.pk])
        Compromiso.objects.filter(pk=compromiso.pk).update(actualizado=avance.creado)
        _anotar(actor, avance, antes, momento)
        if not demostracion:
            adelantar("compromisos.repartir_ganchos")
    return avance


def _anotar(actor: Usuario, avance: Avance, antes: Decimal | None, momento: datetime | None) -> None:
    actividad = avance.entrega.actividad
    asentar(
        actor=actor,
        rol=avance.rol,
        institucion=avance.institucion,
        accion="avance.declarado",
        asunto=actividad.compromiso.asunto,
        plan=actividad.compromiso.plan.clave,
        momento=momento,
        datos={
            "actividad": actividad.nombre[:200],
            "entrega": avance.entrega.numero,
            "antes": None if antes is None else str(antes),
            "despues": str(avance.porcentaje),
            "demostracion": avance.es_demostracion,
        },
    )


def reportar_entrega(
    *,
    actor: Usuario,
    entrega: Entrega,
    porcentaje: Decimal,
    que_se_hizo: str,
    obstaculos: str = "",
    version: int | None = None,
    evidencias: Sequence[EvidenciaNueva] = (),
) -> Avance:
    """One form: a declaration and its evidence, all or nothing."""
    exigir("compromisos.declarar_avance", actor, entrega)
    evidencias = [nueva.revisada() for nueva in evidencias]
    with transaction.atomic():
        avance = declarar_avance(
            actor=actor,
            entrega=entrega,
            porcentaje=porcentaje,
            que_se_hizo=que_se_hizo,
            obstaculos=obstaculos,
            version=version,
        )
        for nueva in evidencias:
            adjuntar_evidencia(actor=actor, entrega=entrega, nueva=nueva, avance=avance)
    return avance


def en_calidad_de(actor: Usuario, actividad: Actividad) -> tuple[str, Institucion | None]:
    """Role and institution with which `actor` reports: their institution's first, then facilitation."""
    institucion_id = institucion_que_reporta(actor, actividad)
    if institucion_id is not None:
        return Membresia.Rol.RESPONSABLE, Institucion.objects.get(pk=institucion_id)
    assert facilita(actor, actividad.compromiso.plan)
    return Membresia.Rol.FACILITACION, None


def _comprobar(porcentaje: Decimal, que_se_hizo: str, obstaculos: str) -> None:
    if not 0 <= porcentaje <= 100:
        raise ReglaIncumplida(_("El porcentaje va de 0 a 100."), "porcentaje")
    if not que_se_hizo:
        raise ReglaIncumplida(_("Cuenta qué se hizo. Si no hubo avance, escribe «Sin avance»."), "que_se_hizo")
    if porcentaje < Avance.OBSTACULOS_BAJO and not obstaculos:
        raise ReglaIncumplida(
            _("Con menos de %(minimo)s %% de avance, di qué lo impidió.") % {"minimo": Avance.OBSTACULOS_BAJO},
            "obstaculos",
        )


def _bloqueada(pk: int) -> Entrega:
    return (
        Entrega.objects.select_for_update(of=("self",))
        .select_related("actividad__compromiso__plan", "actividad__accion")
        .get(pk=pk)
    )


def _quien_se_adelanto(entrega: Entrega) -> str:
    ultimo = entrega.avances.select_related("institucion").first()
    if ultimo is None:
        return _("Esta entrega cambió mientras escribías. Revisa y vuelve a guardar.")
    quien = ultimo.institucion.nombre if ultimo.institucion else Membresia.Rol(ultimo.rol).label
    return _(
        "Mientras escribías, %(quien)s declaró %(porcentaje)s el %(fecha)s: «%(texto)s». "
        "Lo que escribiste sigue aquí; revísalo y guarda de nuevo si todavía corresponde."
    ) % {
        "quien": quien,
        "porcentaje": cifra(ultimo.porcentaje),
        "fecha": date_format(ultimo.creado, "j \\d\\e F, H:i"),
        "texto": ultimo.que_se_hizo[:200],
    }
