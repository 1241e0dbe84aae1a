"""Plans: their list, and the page of one with its axes, calendar and curve."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from compromisos.enlazados import del_plan
from compromisos.filtros import PlanFiltro
from compromisos.models import Actividad, Compromiso, CorteAvance, Evaluacion, Informe, Modificacion, Plan
from compromisos.plazos import fechas_de
from compromisos.views.compromiso import agrupar_por_eje
from pal_portal.cimientos.fechas import hoy
from pal_portal.cimientos.graficas import Gantt, curva, gantt
from pal_portal.cimientos.paginas_guardadas import pagina_guardada
from pal_portal.cimientos.plantillas import fecha
from secretariado.permisos import alcance, puede

BARRAS_MAXIMAS = 120


@pagina_guardada
def lista(request: HttpRequest) -> HttpResponse:
    planes = (
        Plan.objects.visibles_para(request.user).con_ambito().order_by("secretariado__entidad__nombre", "numero")
    )
    filtro = PlanFiltro(request.GET, planes)
    return render(request, "compromisos/planes.html", {"filtro": filtro, "planes": filtro.qs})


@pagina_guardada
def detalle(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visibles_para(request.user).con_ambito(), slug=slug)
    compromisos = list(Compromiso.objects.filter(plan=plan).select_related("eje").order_by("numero"))
    ejes = sorted({c.eje for c in compromisos if c.eje}, key=lambda e: e.orden)
    por_eje = agrupar_por_eje(compromisos)
    barras, grafica = _gantt(plan, compromisos)
    informes = Informe.objects.filter(plan=plan, estado=Informe.Estado.LISTO).order_by("-creado")[:5]
    contexto = {
        "plan": plan,
        "ejes": [(eje, por_eje[eje.pk]) for eje in ejes],
        "sin_eje": por_eje[None],
        "cuantos": len(compromisos),
        "barras": barras,
        "gantt": grafica,
        "curva": _curva(plan),
        "modificaciones": Modificacion.objects.filter(plan=plan).select_related("compromiso", "acuerdo")[:20],
        "informes": informes,
        "evaluaciones": Evaluacion.objects.visibles_para(request.user)
        .filter(plan=plan)
        .select_related("institucion"),
        "puede_evaluar": puede(request.user, "compromisos.evaluar_plan", plan),
        "puede_publicar": puede(request.user, "compromisos.publicar_plan", plan),
        "puede_informar": puede(request.user, "compromisos.solicitar_informe", plan),
        "ve_calidad": puede(request.user, "compromisos.ver_calidad", plan),
        "enlazados": del_plan(plan),
        "trabaja_aqui": alcance(request.user).tiene_mesa,
    }
    return render(request, "compromisos/plan.html", contexto)


def _gantt(plan: Plan, compromisos: list[Compromiso]) -> tuple[list[dict[str, Any]], Gantt | None]:
    """One bar per activity, with its declared and verified parts."""
    por_id = {c.pk: c for c in compromisos}
    actividades = list(
        Actividad.objects.filter(compromiso__plan=plan, cancelada=False)
        .select_related("accion")
        .order_by("compromiso__numero", "accion__numero", "numero")[:BARRAS_MAXIMAS]
    )
    filas, textos, limites = [], [], [d for d in (plan.fecha_inicio, plan.fecha_fin) if d]
    for actividad in actividades:
        actividad.compromiso = por_id[actividad.compromiso_id]
        inicio, fin = fechas_de(actividad)
        if actividad.es_periodica and inicio and fin is None:
            fin = plan.fecha_fin
        limites += [d for d in (inicio, fin) if d]
        filas.append((inicio, fin, actividad.declarado, actividad.verificado))
        textos.append(
            {
                "nombre": f"{actividad.compromiso.clave} · {actividad.nombre}",
                "url": actividad.compromiso.get_absolute_url(),
                "plazo": _plazo(inicio, fin),
            }
        )
    if not filas or not limites:
        return [], None
    return textos, gantt(filas, min(limites), max(limites), hoy())


def _plazo(inicio: date | None, fin: date | None) -> str:
    if inicio and fin:
        return _("Del %(inicio)s al %(fin)s") % {"inicio": fecha(inicio, True), "fin": fecha(fin, True)}
    return fecha(inicio or fin, True)


def _curva(plan: Plan) -> dict[str, Any] | None:
    cortes = list(CorteAvance.objects.filter(plan=plan).order_by("fecha"))
    if len(cortes) < 2:
        return None
    series = {n: [getattr(c, n) for c in cortes] for n in ("programado", "declarado", "verificado")}
    return {"curva": curva([c.fecha for c in cortes], series), "tabla": [(c.fecha, c) for c in cortes]}
