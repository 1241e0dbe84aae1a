"""What a report may be about, and the rules of ordering one of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from compromisos.models import Compromiso, Evaluacion, Evidencia, Informe, Plan
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora, hoy
from secretariado.models import Entidad, Secretariado, Usuario


@dataclass(frozen=True, slots=True)
class DeArriba:
    """Something of a floor above that a report may be about: its STL, how it is named, since when there is
    anything to say of it, and the floor whose task makes the report."""

    tipo: Informe.Tipo
    secretariado: Secretariado
    asunto: str
    titulo: str
    raiz: str
    desde: date
    piso: str


@dataclass(frozen=True, slots=True)
class Ambito:
    """What a report is about: the object that permission is asked on, its columns and the root of its folio."""

    objeto: Any
    plan: Plan | None
    campos: dict[str, Any]
    raiz: str
    desde: date | None = None

    @classmethod
    def de(
        cls,
        plan: Plan | None,
        compromiso: Compromiso | None,
        evidencia: Evidencia | None,
        entidad: Entidad | None,
        evaluacion: Evaluacion | None = None,
    ) -> "Ambito":
        if evaluacion:
            campos = {"tipo": Informe.Tipo(evaluacion.tipo), "plan": evaluacion.plan, "evaluacion": evaluacion}
            return cls(evaluacion, evaluacion.plan, campos, f"{evaluacion.clave[:-9]}{evaluacion.corte:%y%m}")
        if evidencia:
            compromiso = evidencia.entrega.actividad.compromiso
        plan = compromiso.plan if compromiso else plan
        objeto: Any = evidencia or compromiso or plan or entidad
        if evidencia and compromiso:
            tipo, raiz = Informe.Tipo.EVIDENCIA, f"{compromiso.clave}-V{evidencia.pk}"
        elif compromiso:
            tipo, raiz = Informe.Tipo.COMPROMISO, f"{compromiso.clave}-C"
        elif plan:
            tipo, raiz = Informe.Tipo.MONITOREO, f"{plan.clave}-M"
        elif entidad:
            tipo, raiz = Informe.Tipo.ENTIDAD, f"{entidad.letras}-E"
        else:
            tipo, raiz = Informe.Tipo.NACIONAL, "MX-N"
        columnas: dict[str, Any] = {"plan": plan, "compromiso": compromiso, "evidencia": evidencia}
        columnas["entidad"] = entidad if tipo == Informe.Tipo.ENTIDAD else None
        return cls(objeto, plan, {"tipo": tipo, **columnas}, raiz)

    @classmethod
    def de_arriba(cls, que: DeArriba) -> "Ambito":
        campos = {
            "tipo": que.tipo,
            "secretariado": que.secretariado,
            "asunto": que.asunto,
            "titulo": que.titulo[:200],
            "piso": que.piso,
        }
        return cls(que.secretariado, None, campos, que.raiz, que.desde)

    def apartar(self) -> None:
        """Lock a row that stands for the subject, so that two orders at once do not take the same folio."""
        if self.plan:
            Plan.objects.select_for_update(of=("self",)).get(pk=self.plan.pk)
        else:
            stl = self.campos.get("secretariado")
            entidad = stl.entidad if stl else self.campos["entidad"]
            filas = Entidad.objects.filter(pk=entidad.pk) if entidad else Entidad.objects.order_by("pk")
            filas.select_for_update().first()

    def comprobar(self, corte: date) -> None:
        """Raise ReglaIncumplida when there is nothing to say of that date."""
        plan, evidencia = self.plan, self.campos.get("evidencia")
        evaluacion = self.campos.get("evaluacion")
        if corte > hoy():
            raise ReglaIncumplida(_("La fecha de corte no puede ser futura."), "corte")
        if plan and plan.fecha_inicio and corte < plan.fecha_inicio:
            raise ReglaIncumplida(_("La fecha de corte es anterior al inicio del plan."), "corte")
        if evaluacion and corte < timezone.localdate(evaluacion.publicada_en):
            raise ReglaIncumplida(_("A esa fecha la evaluación todavía no se publicaba."), "corte")
        desde = self.desde or (None if plan else self._primer_plan())
        if desde and corte < desde:
            raise ReglaIncumplida(_("A esa fecha todavía no había qué informar."), "corte")
        if evidencia and corte < timezone.localdate(evidencia.creado):
            raise ReglaIncumplida(_("A esa fecha la evidencia todavía no se enviaba."), "corte")
        if plan and not plan.compromisos.exists():
            raise ReglaIncumplida(_("Este plan no tiene compromisos cargados: no hay qué informar."))
        entidad = self.campos.get("entidad")
        if entidad and not Plan.objects.publicados().filter(secretariado__entidad=entidad).exists():
            raise ReglaIncumplida(_("Esta entidad no tiene planes publicados: no hay qué informar."))

    def _primer_plan(self) -> date | None:
        """When the first published plan of the state, or of the country, began."""
        planes = Plan.objects.publicados()
        if entidad := self.campos.get("entidad"):
            planes = planes.filter(secretariado__entidad=entidad)
        desde: date | None = planes.aggregate(desde=Min("fecha_inicio"))["desde"]
        return desde

    def folio(self, corte: date) -> str:
        """`GTO-1-M-20210120-02`: subject and kind, cut-off and ordinal of the day. The subject's row is locked."""
        raiz = f"{self.raiz}-{corte:%Y%m%d}-"
        return f"{raiz}{Informe.objects.filter(folio__startswith=raiz).count() + 1:02d}"

    def crear(
        self,
        corte: date,
        secciones: Sequence[str],
        pedido_por: Usuario,
        rol: str,
        institucion_id: int | None,
        programado: bool = False,
    ) -> Informe:
        """The row, in the queue. Within the transaction that holds the lock of `apartar`."""
        return Informe.objects.create(
            **self.campos,
            folio=self.folio(corte),
            corte=corte,
            secciones=list(secciones),
            solicitado_por=pedido_por,
            rol=rol,
            institucion_id=institucion_id,
            creado=ahora(),
            latido=ahora(),
            programado=programado,
        )
