"""A consultation: which instrument, when, under what rules, and what came of it."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pal_portal.cimientos.fechas import hoy
from secretariado.permisos import alcance


def filtro_consultas_visibles(usuario: Any, prefijo: str = "") -> Q:
    """Published consultations, and drafts of the STL that `usuario` facilitates."""
    visibles = Q(**{f"{prefijo}publicada_en__isnull": False})
    suyo = alcance(usuario)
    if suyo.facilitacion:
        visibles |= Q(**{f"{prefijo}secretariado__in": suyo.facilitacion})
    return visibles


class ConsultaQuerySet(models.QuerySet["Consulta"]):
    def publicadas(self) -> "ConsultaQuerySet":
        return self.filter(publicada_en__isnull=False)

    def visibles_para(self, usuario: Any) -> "ConsultaQuerySet":
        return self.filter(filtro_consultas_visibles(usuario))

    def en_etapa(self, etapa: str, al: date) -> "ConsultaQuerySet":
        """The query twin of `Consulta.etapa`."""
        terminada = Q(es_historica=True) | Q(resultados_publicados_en__isnull=False)
        e = Consulta.Etapa
        condicion = {
            e.RESULTADOS: terminada,
            e.PROXIMA: ~terminada & (Q(inicio__isnull=True) | Q(inicio__gt=al)),
            e.ABIERTA: ~terminada & Q(inicio__lte=al) & (Q(cierre__isnull=True) | Q(cierre__gte=al)),
            e.EN_ANALISIS: ~terminada & Q(inicio__lte=al, cierre__lt=al),
        }
        return self.filter(condicion[e(etapa)])


class Consulta(models.Model):
    """Its stage is never stored: it follows from the dates and from publishing the results."""

    class Instrumento(models.TextChoices):
        CONSULTA_PUBLICA = "consulta_publica", _("Consulta pública")
        ENCUESTA = "encuesta", _("Encuesta")
        PROPUESTAS = "propuestas", _("Propuestas ciudadanas")
        MESA = "mesa", _("Mesas de trabajo")
        FORO = "foro", _("Foro")
        JORNADA = "jornada_abierta", _("Jornada abierta")
        RETROALIMENTACION = "retroalimentacion", _("Retroalimentación")

    class Etapa(models.TextChoices):
        PROXIMA = "proxima", _("Próxima")
        ABIERTA = "abierta", _("Abierta")
        EN_ANALISIS = "en_analisis", _("En análisis")
        RESULTADOS = "resultados", _("Resultados publicados")

    RECIBEN_APORTACIONES = (Instrumento.PROPUESTAS, Instrumento.RETROALIMENTACION, Instrumento.CONSULTA_PUBLICA)
    CON_EVENTOS = (Instrumento.MESA, Instrumento.FORO, Instrumento.JORNADA)

    secretariado = models.ForeignKey(
        "secretariado.Secretariado", models.PROTECT, related_name="consultas", verbose_name=_("secretariado")
    )
    plan = models.ForeignKey(
        "compromisos.Plan", models.PROTECT, null=True, blank=True, related_name="consultas", verbose_name=_("plan")
    )
    compromisos: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "compromisos.Compromiso", blank=True, related_name="consultas", verbose_name=_("compromisos")
    )
    instrumento = models.CharField(_("instrumento"), max_length=20, choices=Instrumento)
    slug = models.SlugField(max_length=50, unique=True)
    titulo = models.CharField(_("título"), max_length=200)
    objetivo = models.TextField(_("para qué se consulta"), blank=True)
    descripcion = models.TextField(_("descripción"), blank=True)
    reglas = models.TextField(_("reglas de participación"), blank=True)
    aviso_privacidad = models.TextField(_("aviso de privacidad"), blank=True)
    resumen_resultados = models.TextField(_("qué resultó, en lenguaje claro"), blank=True)
    documentos = models.JSONField(_("documentos"), default=list, blank=True, help_text="[{titulo, enlace}]")
    inicio = models.DateField(_("abre"), null=True, blank=True)
    cierre = models.DateField(_("cierra (último día)"), null=True, blank=True)
    resultados_previstos = models.DateField(_("resultados previstos para"), null=True, blank=True)
    resultados_antes_del_cierre = models.BooleanField(
        _("las reglas permiten ver resultados antes del cierre"), default=False
    )
    fecha_texto = models.CharField(_("fecha, como se imprimió"), max_length=120, blank=True)
    es_historica = models.BooleanField(_("se hizo antes del portal"), default=False)
    es_demostracion = models.BooleanField(_("es de demostración"), default=False, editable=False)
    fuente = models.CharField(_("documento de origen"), max_length=250, blank=True)
    ruta = models.CharField(_("ruta de participación a la que pertenece"), max_length=200, blank=True)
    paso = models.PositiveSmallIntegerField(_("paso en su ruta"), default=0)
    publicada_en = models.DateTimeField(_("publicada"), null=True, blank=True, editable=False)
    resultados_publicados_en = models.DateTimeField(
        _("resultados publicados"), null=True, blank=True, editable=False
    )

    objects = ConsultaQuerySet.as_manager()

    class Meta:
        verbose_name = _("consulta")
        verbose_name_plural = _("consultas")
        ordering = ["-inicio", "slug"]
        constraints = [
            models.CheckConstraint(
                name="consulta_fechas_en_orden",
                condition=Q(inicio__isnull=True) | Q(cierre__isnull=True) | Q(cierre__gte=F("inicio")),
                violation_error_message=_("El cierre no puede ser anterior a la apertura."),
            ),
        ]
        indexes = [models.Index(fields=["secretariado", "-inicio"], name="consulta_por_stl")]

    def __str__(self) -> str:
        return self.titulo

    def get_absolute_url(self) -> str:
        return reverse("consulta", args=[self.slug])

    @property
    def asunto(self) -> str:
        return f"consulta:{self.slug}"

    @property
    def es_borrador(self) -> bool:
        return self.publicada_en is None

    @property
    def etapa(self) -> "Consulta.Etapa":
        al = hoy()
        if self.es_historica or self.resultados_publicados_en:
            return self.Etapa.RESULTADOS
        if self.inicio is None or self.inicio > al:
            return self.Etapa.PROXIMA
        if self.cierre is None or self.cierre >= al:
            return self.Etapa.ABIERTA
        return self.Etapa.EN_ANALISIS

    @property
    def esta_abierta(self) -> bool:
        """Whether people may take part today."""
        return not self.es_borrador and self.etapa == self.Etapa.ABIERTA

    @property
    def recibe_gente(self) -> bool:
        """Whether an address may be proved now: people take part, or places are given for a meeting to come."""
        return self.esta_abierta or any(e.registro_abierto for e in self.eventos.filter(con_registro=True))

    @property
    def recibe_aportaciones(self) -> bool:
        return self.instrumento in self.RECIBEN_APORTACIONES
