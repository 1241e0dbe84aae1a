"""Evaluating a plan: opening, judging each commitment, recommending, publishing. The follow-up: seguimientos.py.

Who answers for a commitment does not judge it. The portal suggests a completion level and never sets one.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from compromisos.historico import Historia
from compromisos.models import (
    Compromiso,
    Elemento,
    Evaluacion,
    Plan,
    Recomendacion,
    Responsable,
    Valoracion,
)
from compromisos.permisos import instituciones_de
from compromisos.semaforo import leer
from compromisos.umbrales import umbrales_en_vigor
from pal_portal.cimientos.errores import OtraPersonaCambio, ReglaIncumplida
from pal_portal.cimientos.fechas import ahora, hoy
from secretariado.models import Institucion, Membresia, Usuario
from secretariado.permisos import alcance, exigir
from secretariado.registro.bitacora import asentar

CRITERIOS = (
    "verificable",
    "verificable_porque",
    "relevante",
    "valores",
    "relevante_porque",
    "ambicion",
    "ambicion_porque",
    "cumplimiento",
    "cumplimiento_porque",
    "resultados",
    "resultados_porque",
    "hallazgos",
)
TEXTOS = ("metodo", "hallazgos", "conclusiones")


def abrir_evaluacion(
    *,
    actor: Usuario,
    plan: Plan,
    tipo: str,
    corte: date,
    momento: datetime | None = None,
    demostracion: bool = False,
) -> Evaluacion:
    """A draft, with an empty judgement for each commitment in force at the cut-off."""
    exigir("compromisos.evaluar_plan", actor, plan)
    if corte > hoy():
        raise ReglaIncumplida(_("La fecha de corte no puede ser futura."), "corte")
    if plan.fecha_inicio and corte < plan.fecha_inicio:
        raise ReglaIncumplida(_("La fecha de corte es anterior al inicio del plan."), "corte")
    sugeridos = _sugeridos(plan, corte)
    if not sugeridos:
        raise ReglaIncumplida(_("Este plan no tiene compromisos cargados: no hay qué evaluar."))
    letra = "EI" if tipo == Evaluacion.Tipo.INTERMEDIA else "EF"
    with transaction.atomic():
        Plan.objects.select_for_update(of=("self",), no_key=True).get(pk=plan.pk)
        if Evaluacion.objects.filter(plan=plan, tipo=tipo, corte=corte).exists():
            raise ReglaIncumplida(_("Ya hay una evaluación de ese tipo con esa fecha de corte."), "corte")
        evaluacion = Evaluacion.objects.create(
            plan=plan,
            clave=f"{plan.clave}-{letra}-{corte:%Y%m%d}",
            tipo=tipo,
            corte=corte,
            institucion=_institucion(actor, plan),
            autor=actor,
            creada=momento or ahora(),
            es_demostracion=demostracion,
        )
        Valoracion.objects.bulk_create(
            [Valoracion(evaluacion=evaluacion, compromiso_id=c, cumplimiento_sugerido=n) for c, n in sugeridos]
        )
        _anotar(actor, evaluacion, "evaluacion.abierta", publico=False, momento=momento)
    return evaluacion


def escribir_evaluacion(*, actor: Usuario, evaluacion: Evaluacion, textos: Mapping[str, str]) -> Evaluacion:
    """Its texts about the whole plan, while it is a draft."""
    exigir("compromisos.editar_evaluacion", actor, evaluacion)
    with transaction.atomic():
        evaluacion = _bloquear(evaluacion.pk)
        exigir("compromisos.editar_evaluacion", actor, evaluacion)
        for campo in TEXTOS:
            setattr(evaluacion, campo, textos[campo].strip())
        evaluacion.save(update_fields=TEXTOS)
        _anotar(actor, evaluacion, "evaluacion.escrita", publico=False)
    return evaluacion


def valorar_compromiso(*, actor: Usuario, valoracion: Valoracion, criterios: Mapping[str, Any]) -> Valoracion:
    """Judge a commitment, in whole or in part: publishing asks for the rest."""
    exigir("compromisos.editar_evaluacion", actor, valoracion.evaluacion)
    with transaction.atomic():
        evaluacion = _bloquear(valoracion.evaluacion_id)
        exigir("compromisos.editar_evaluacion", actor, evaluacion)
        if evaluacion.institucion_id in instituciones_de(valoracion.compromiso):
            raise ReglaIncumplida(_("Tu institución responde por este compromiso: no puede evaluarlo."))
        fila = Valoracion.objects.select_for_update().get(pk=valoracion.pk)
        for campo in CRITERIOS:
            setattr(fila, campo, criterios[campo])
        _comprobar_valores(fila)
        fila.save(update_fields=CRITERIOS)
        _anotar(actor, evaluacion, "evaluacion.escrita", publico=False)
    return fila


def recomendar(
    *, actor: Usuario, evaluacion: Evaluacion, datos: Mapping[str, Any], recomendacion: Recomendacion | None = None
) -> Recomendacion:
    """Add a recommendation to a draft, or rewrite one."""
    exigir("compromisos.editar_evaluacion", actor, evaluacion)
    with transaction.atomic():
        evaluacion = _bloquear(evaluacion.pk)
        exigir("compromisos.editar_evaluacion", actor, evaluacion)
        if recomendacion is None:
            ultimo = evaluacion.recomendaciones.aggregate(n=Max("numero"))["n"] or 0
            recomendacion = Recomendacion(evaluacion=evaluacion, numero=ultimo + 1)
        elif not evaluacion.recomendaciones.filter(pk=recomendacion.pk).exists():  # saving it would bring it back
            raise OtraPersonaCambio(_("Otra persona quitó esta recomendación. Agrégala de nuevo si todavía va."))
        _comprobar_destino(evaluacion, datos)
        for campo in ("compromiso", "institucion", "texto", "vence"):
            setattr(recomendacion, campo, datos[campo])
        recomendacion.save()
        _anotar(actor, evaluacion, "evaluacion.escrita", publico=False)
    return recomendacion


def quitar_recomendacion(*, actor: Usuario, recomendacion: Recomendacion) -> None:
    """Take one out of a draft."""
    exigir("compromisos.editar_evaluacion", actor, recomendacion.evaluacion)
    with transaction.atomic():
        evaluacion = _bloquear(recomendacion.evaluacion_id)
        exigir("compromisos.editar_evaluacion", actor, evaluacion)
        Recomendacion.objects.filter(pk=recomendacion.pk).delete()
        _anotar(actor, evaluacion, "evaluacion.escrita", publico=False)


def publicar_evaluacion(*, actor: Usuario, evaluacion: Evaluacion, momento: datetime | None = None) -> Evaluacion:
    """Lock it and show it to everybody. Asks for every criterion of every commitment, with its reason, but those
    of commitments that the evaluator answers for."""
    exigir("compromisos.editar_evaluacion", actor, evaluacion)
    with transaction.atomic():
        evaluacion = _bloquear(evaluacion.pk)
        exigir("compromisos.editar_evaluacion", actor, evaluacion)
        faltan = lo_que_falta(evaluacion)
        if faltan:
            raise ReglaIncumplida(" ".join(faltan))
        sugeridos = dict(_sugeridos(evaluacion.plan, evaluacion.corte))
        for valoracion in evaluacion.valoraciones.filter(compromiso__in=sugeridos):  # not those withdrawn since
            valoracion.cumplimiento_sugerido = sugeridos[valoracion.compromiso_id]
            valoracion.save(update_fields=["cumplimiento_sugerido"])
        evaluacion.publicada_en = momento or ahora()
        evaluacion.save(update_fields=["publicada_en"])
        _anotar(
            actor,
            evaluacion,
            "evaluacion.publicada",
            momento=momento,
            datos={"corte": evaluacion.corte.isoformat(), "recomendaciones": evaluacion.recomendaciones.count()},
        )
    return evaluacion


def lo_que_falta(evaluacion: Evaluacion) -> list[str]:
    """What stands in the way of publication, as sentences."""
    problemas = []
    if not evaluacion.metodo:
        problemas.append(_("Falta decir cómo se evaluó."))
    if not evaluacion.conclusiones:
        problemas.append(_("Faltan las conclusiones."))
    ajenas = evaluacion.valoraciones.exclude(compromiso__in=_propios(evaluacion))
    incompletas = [v.compromiso.clave for v in ajenas.select_related("compromiso") if not v.completa]
    if incompletas:
        problemas.append(
            _("Falta algún criterio, o su porqué, en: %(claves)s.") % {"claves": ", ".join(incompletas)}
        )
    return problemas


def _propios(evaluacion: Evaluacion) -> Any:
    """Commitments that the evaluator answers for."""
    papeles = (Responsable.Papel.RESPONSABLE, Responsable.Papel.CORRESPONSABLE)
    return Responsable.objects.filter(
        compromiso__plan=evaluacion.plan_id, institucion=evaluacion.institucion_id, papel__in=papeles
    ).values("compromiso")


def _sugeridos(plan: Plan, corte: date) -> list[tuple[int, str]]:
    """The completion that the portal suggests for each commitment in force at `corte`."""
    foto = Historia(plan).al(corte)
    umbrales = umbrales_en_vigor(plan, corte)
    return [
        (pk, str(leer(c, corte, plan.fecha_fin, umbrales).cumplimiento))
        for pk, c in foto.compromisos.items()
        if not c.retirado
    ]


def _institucion(actor: Usuario, plan: Plan) -> Institucion:
    return Institucion.objects.get(pk=alcance(actor).verificacion[plan.secretariado_id])


def _bloquear(evaluacion_id: int) -> Evaluacion:
    filas = Evaluacion.objects.select_for_update(of=("self",)).select_related("plan__secretariado", "institucion")
    return filas.get(pk=evaluacion_id)


def _comprobar_valores(fila: Valoracion) -> None:
    conocidos = set(Elemento.objects.filter(marco__clave="ogp").values_list("clave", flat=True))
    if not set(fila.valores) <= conocidos:
        raise ReglaIncumplida(_("Ese valor no está en el catálogo."), "valores")
    if fila.relevante and not fila.valores:
        raise ReglaIncumplida(_("Si es relevante, di para qué valores de gobierno abierto."), "valores")
    if not fila.relevante and fila.valores:
        raise ReglaIncumplida(_("Elegiste valores: di que es relevante, o quítalos."), "relevante")


def _comprobar_destino(evaluacion: Evaluacion, datos: Mapping[str, Any]) -> None:
    compromiso: Compromiso | None = datos["compromiso"]
    if compromiso and compromiso.plan_id != evaluacion.plan_id:
        raise ReglaIncumplida(_("Ese compromiso es de otro plan."), "compromiso")
    del_plan = Responsable.objects.filter(compromiso__plan=evaluacion.plan_id, institucion=datos["institucion"])
    if not del_plan.exists():
        raise ReglaIncumplida(_("Esa institución no responde por nada en este plan."), "institucion")
    if datos["vence"] and datos["vence"] < evaluacion.corte:
        raise ReglaIncumplida(_("La fecha límite no puede ser anterior al corte de la evaluación."), "vence")


def _anotar(
    actor: Usuario,
    evaluacion: Evaluacion,
    accion: str,
    publico: bool = True,
    momento: datetime | None = None,
    datos: dict[str, Any] | None = None,
) -> None:
    asentar(
        actor=actor,
        rol=Membresia.Rol.VERIFICACION,
        institucion=evaluacion.institucion,
        accion=accion,
        asunto=evaluacion.asunto,
        plan=evaluacion.plan.clave,
        publico=publico,
        momento=momento,
        datos=evaluacion.con_marca(datos or {}),
    )
