"""Reports that make themselves at the end of each month or quarter."""

from typing import Any

from django.db import transaction

from compromisos.calendario import fin_de_periodo
from compromisos.models import Informe, Plan, ProgramaDeInformes
from compromisos.models.informe import SECCIONES
from compromisos.servicios.ambitos import Ambito
from compromisos.servicios.informes import en_calidad_de
from pal_portal.cimientos.cola import encolar
from pal_portal.cimientos.fechas import ahora, hoy
from secretariado.models import Usuario
from secretariado.permisos import exigir
from secretariado.registro.bitacora import asentar

INTENTOS = 3
"""Of a scheduled report; after that somebody has to look."""


def programar_informes(*, actor: Usuario, plan: Plan, periodicidad: str) -> ProgramaDeInformes | None:
    """Have the report of `plan` made at the end of each period; with "" it stops."""
    exigir("compromisos.solicitar_informe", actor, plan)
    with transaction.atomic():
        previo = ProgramaDeInformes.objects.select_for_update().filter(plan=plan).first()
        valores: dict[str, Any] = {
            "pedido_por": actor,
            "cambiado": ahora(),
            "desde": hoy(),
            "activo": bool(periodicidad),
        }
        if periodicidad:
            valores["periodicidad"] = periodicidad
        elif previo is None:
            return None
        programa, _nuevo = ProgramaDeInformes.objects.update_or_create(plan=plan, defaults=valores)
        asentar(
            actor=actor,
            rol=en_calidad_de(actor, plan)[0],
            institucion=None,
            accion="informes.programados",
            asunto=f"plan:{plan.clave}",
            plan=plan.clave,
            datos={"periodicidad": periodicidad},
        )
    return programa


def _volver_a_intentar(informe: Informe) -> None:
    """One that failed is made again the next day, a few times: nobody was looking at it."""
    fallidos = Informe.objects.filter(pk=informe.pk, estado=Informe.Estado.FALLO, intentos__lt=INTENTOS)
    if fallidos.update(estado=Informe.Estado.EN_COLA, porcentaje=0, error="", latido=ahora()):
        encolar("compromisos.generar_informe", informe.pk)


def pedir_programados() -> int:
    """Order what the programmes owe today: the last period that ended, once. Returns how many are new."""
    nuevos = 0
    programas = ProgramaDeInformes.objects.filter(activo=True, plan__publicado_en__isnull=False).exclude(
        plan__estado__in=(Plan.Estado.SUSPENDIDO, Plan.Estado.CANCELADO)
    )
    for programa in programas.select_related("plan", "pedido_por").order_by("pk"):
        corte = fin_de_periodo(hoy(), 3 if programa.periodicidad == "trimestral" else 1)
        with transaction.atomic():
            ambito = Ambito.de(programa.plan, None, None, None)
            ambito.apartar()
            hecho = Informe.objects.filter(**ambito.campos, corte=corte, programado=True).first()
            if hecho is not None:
                _volver_a_intentar(hecho)
            if hecho or corte < programa.desde or not programa.plan.compromisos.exists():
                continue
            todas = [clave for clave, _nombre in SECCIONES]
            informe = ambito.crear(corte, todas, programa.pedido_por, "portal", None, programado=True)
            asentar(
                actor=None,
                rol=informe.rol,
                institucion=None,
                accion="informe.solicitado",
                asunto=f"informe:{informe.folio}",
                plan=programa.plan.clave,
                publico=False,
                datos={"corte": corte.isoformat()},
            )
            encolar("compromisos.generar_informe", informe.pk)
            nuevos += 1
    return nuevos
