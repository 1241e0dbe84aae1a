"""A generated report: its request, its progress and the file that came out."""

from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Func, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from compromisos.models.visibilidad import filtro_informes_publicados, filtro_informes_visibles


class InformeQuerySet(models.QuerySet["Informe"]):
    def publicados(self) -> "InformeQuerySet":
        return self.filter(filtro_informes_publicados())

    def por_hacer_antes_de(self, informe: "Informe") -> "InformeQuerySet":
        """What the queue holds before `informe`: being made, or ordered earlier."""
        return self.filter(
            Q(estado=Informe.Estado.GENERANDO)
            | Q(estado=Informe.Estado.EN_COLA, creado__lt=informe.creado)
            | Q(estado=Informe.Estado.EN_COLA, creado=informe.creado, pk__lt=informe.pk)
        ).exclude(pk=informe.pk)

    def con_lugar(self) -> "InformeQuerySet":
        """With `antes`: how many the queue holds before each; 0 when it no longer waits."""
        este: Any = SimpleNamespace(pk=OuterRef("pk"), creado=OuterRef("creado"))
        antes = Informe.objects.por_hacer_antes_de(este).order_by()
        cuantos = antes.annotate(n=Func(F("pk"), function="COUNT")).values("n")
        espera = When(estado=Informe.Estado.EN_COLA, then=Subquery(cuantos))
        return self.annotate(antes=Case(espera, default=0, output_field=models.IntegerField()))

    def visibles_para(self, usuario: Any) -> "InformeQuerySet":
        """Finished reports of published plans; all those of the plans a person works on."""
        return self.filter(filtro_informes_visibles(usuario))


SECCIONES = (
    ("integracion", _("Integración y sesiones del secretariado")),
    ("metodologia", _("Cómo se calculan las cifras")),
    ("fichas", _("Ficha de cada compromiso")),
    ("evidencias", _("Lista de evidencias con su huella")),
    ("vencidas", _("Entregas vencidas")),
    ("modificaciones", _("Cambios al plan publicado")),
    ("calidad", _("Calidad de los datos")),
)


def _de(tipo: str, *llenos: str) -> Q:
    """Reports of `tipo` point at `llenos` and at nothing else."""
    vacios = {"plan", "compromiso", "evidencia", "entidad", "evaluacion", "secretariado"} - set(llenos)
    return Q(tipo=tipo, **{f"{c}__isnull": c in vacios for c in sorted({*llenos, *vacios})})


_AMBITOS = (
    _de("monitoreo", "plan")
    | _de("compromiso", "plan", "compromiso")
    | _de("evidencia", "plan", "compromiso", "evidencia")
    | _de("entidad", "entidad")
    | _de("nacional")
    | _de("intermedia", "plan", "evaluacion")
    | _de("final", "plan", "evaluacion")
    | (_de("consulta", "secretariado") & ~Q(asunto="") & ~Q(titulo=""))
)


class Informe(models.Model):
    """A report as of a cut-off date. The file exists only when `estado` is "listo".

    What it is about (`ambito`) is named by its kind: a plan, a commitment, a piece of evidence, an evaluation, a
    state, or the country (nothing). One about something of a floor above carries its STL, its `asunto` and its
    title, and `piso` names the floor whose task makes it. `generado` and the head of the log are frozen when it
    is first taken, so that making it again gives the same bytes.
    """

    class Estado(models.TextChoices):
        EN_COLA = "en_cola", _("En cola")
        GENERANDO = "generando", _("Generando")
        LISTO = "listo", _("Listo")
        FALLO = "fallo", _("Falló")
        CANCELADO = "cancelado", _("Cancelado")

    class Tipo(models.TextChoices):
        MONITOREO = "monitoreo", _("Reporte de monitoreo")
        COMPROMISO = "compromiso", _("Ficha de compromiso")
        ENTIDAD = "entidad", _("Reporte estatal")
        NACIONAL = "nacional", _("Reporte comparativo nacional")
        EVIDENCIA = "evidencia", _("Constancia de verificación")
        INTERMEDIA = "intermedia", _("Reporte de evaluación intermedia")
        FINAL = "final", _("Reporte de evaluación final")
        CONSULTA = "consulta", _("Reporte de una consulta")

    folio = models.CharField(_("folio"), max_length=30, unique=True)
    tipo = models.CharField(_("tipo"), max_length=12, choices=Tipo, default=Tipo.MONITOREO)
    plan = models.ForeignKey("Plan", models.PROTECT, null=True, blank=True, related_name="informes")
    """Also that of the commitment or the evidence; empty for a state and the country."""
    compromiso = models.ForeignKey("Compromiso", models.PROTECT, null=True, blank=True, related_name="informes")
    evidencia = models.ForeignKey("Evidencia", models.PROTECT, null=True, blank=True, related_name="informes")
    entidad = models.ForeignKey(
        "secretariado.Entidad", models.PROTECT, null=True, blank=True, related_name="informes"
    )
    evaluacion = models.ForeignKey("Evaluacion", models.PROTECT, null=True, blank=True, related_name="informes")
    secretariado = models.ForeignKey(
        "secretariado.Secretariado", models.PROTECT, null=True, blank=True, related_name="informes"
    )
    asunto = models.CharField(_("asunto"), max_length=80, blank=True)
    titulo = models.CharField(_("título de lo que trata"), max_length=200, blank=True)
    piso = models.CharField(_("piso que lo hace"), max_length=20, default="compromisos", editable=False)
    corte = models.DateField(_("fecha de corte"))
    secciones = models.JSONField(_("secciones"), default=list)
    estado = models.CharField(_("estado"), max_length=10, choices=Estado, default=Estado.EN_COLA)
    porcentaje = models.PositiveSmallIntegerField(_("generado (%)"), default=0)
    intentos = models.PositiveSmallIntegerField(_("intentos"), default=0)
    error = models.CharField(_("por qué falló"), max_length=300, blank=True)
    archivo = models.ForeignKey("secretariado.Archivo", models.PROTECT, null=True, blank=True)
    paginas = models.PositiveIntegerField(_("páginas"), null=True, blank=True)
    solicitado_por = models.ForeignKey("secretariado.Usuario", models.PROTECT, related_name="informes")
    rol = models.CharField(_("rol de quien lo pidió"), max_length=16)
    institucion = models.ForeignKey("secretariado.Institucion", models.PROTECT, null=True, blank=True)
    creado = models.DateTimeField(_("solicitado"))
    latido = models.DateTimeField(_("última señal del trabajo"), null=True, blank=True)
    generado = models.DateTimeField(_("momento de generación"), null=True, blank=True)
    bitacora_numero = models.PositiveBigIntegerField(_("último asiento a ese momento"), null=True, blank=True)
    bitacora_hash = models.CharField(_("huella de ese asiento"), max_length=64, blank=True)
    terminado = models.DateTimeField(_("terminado"), null=True, blank=True)
    programado = models.BooleanField(_("programado"), default=False, editable=False)
    descargas = models.PositiveIntegerField(_("descargas"), default=0, editable=False)
    """How many times, never who. By format and kind of reader, in `ConteoDeDescargas`."""

    objects = InformeQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporte")
        verbose_name_plural = _("reportes")
        ordering = ["-creado"]
        constraints = [
            models.CheckConstraint(
                name="informe_listo_con_archivo",
                condition=Q(estado="listo", archivo__isnull=False)
                | (~Q(estado="listo") & Q(archivo__isnull=True)),
            ),
            models.CheckConstraint(name="informe_porcentaje_0_100", condition=Q(porcentaje__lte=100)),
            models.CheckConstraint(name="informe_ambito_segun_tipo", condition=_AMBITOS),
        ]

    def __str__(self) -> str:
        return self.folio

    def get_absolute_url(self) -> str:
        return reverse("informe", args=[self.folio])

    @property
    def ambito(self) -> Any:
        """What it is about, or its STL where that lives a floor above; None: the country."""
        propio = self.evaluacion or self.evidencia or self.compromiso or self.plan
        return propio or self.entidad or self.secretariado

    @property
    def titulo_del_ambito(self) -> str:
        objeto = self.titulo or self.ambito
        return str(objeto) if objeto else str(_("Los 32 estados y la Federación"))

    @property
    def es_de_demostracion(self) -> bool:
        return bool(self.plan and self.plan.avances_demostracion)

    @property
    def direccion_de_verificacion(self) -> str:
        """What the QR on its cover says."""
        return f"{settings.SITIO_URL}{reverse('verificar')}?folio={self.folio}"

    def sustituto(self) -> "Informe | None":
        """The newest finished report of the same kind, subject and cut-off that says at least as much."""
        mas_nuevos = (
            Informe.objects.publicados()
            .filter(
                tipo=self.tipo,
                plan=self.plan_id,
                compromiso=self.compromiso_id,
                evidencia=self.evidencia_id,
                entidad=self.entidad_id,
                evaluacion=self.evaluacion_id,
                asunto=self.asunto,
                corte=self.corte,
                creado__gt=self.creado,
            )
            .order_by("-creado")
        )
        suyas = set(self.secciones)
        return next((i for i in mas_nuevos if suyas <= set(i.secciones)), None)


class ConteoDeDescargas(models.Model):
    """How many times a report was taken, in which format and by which kind of reader; never who or when."""

    class Formato(models.TextChoices):
        PDF = "pdf", "PDF"
        XLSX = "xlsx", "XLSX"

    class Lector(models.TextChoices):
        VISITA = "visita", _("Personas sin cuenta")
        CUENTA = "cuenta", _("Personas con cuenta")
        PROGRAMA = "programa", _("Programas y buscadores")

    informe = models.ForeignKey(Informe, models.CASCADE, related_name="conteos")
    formato = models.CharField(_("formato"), max_length=4, choices=Formato)
    lector = models.CharField(_("quién"), max_length=8, choices=Lector)
    veces = models.PositiveIntegerField(_("veces"), default=0)

    class Meta:
        verbose_name = _("conteo de descargas")
        verbose_name_plural = _("conteos de descargas")
        ordering = ["informe", "formato", "lector"]
        constraints = [
            models.UniqueConstraint(fields=["informe", "formato", "lector"], name="conteo_de_descargas_unico")
        ]

    def __str__(self) -> str:
        return f"{self.informe_id} {self.formato} {self.lector}: {self.veces}"


class ProgramaDeInformes(models.Model):
    """A plan whose monitoring report is made by itself at the end of each period."""

    class Periodicidad(models.TextChoices):
        MENSUAL = "mensual", _("Cada mes")
        TRIMESTRAL = "trimestral", _("Cada trimestre")

    plan = models.OneToOneField("Plan", models.CASCADE, related_name="programa_de_informes")
    periodicidad = models.CharField(_("periodicidad"), max_length=10, choices=Periodicidad)
    activo = models.BooleanField(_("activo"), default=True)
    desde = models.DateField(_("desde"), help_text=_("No se hacen los de periodos que terminaron antes."))
    pedido_por = models.ForeignKey("secretariado.Usuario", models.PROTECT, related_name="+")
    cambiado = models.DateTimeField(_("cambiado"))

    class Meta:
        verbose_name = _("programa de reportes")
        verbose_name_plural = _("programas de reportes")

    def __str__(self) -> str:
        return f"{self.plan} {self.periodicidad}"
