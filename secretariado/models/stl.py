"""An STL: the permanent decision body of an open-government exercise, and its seats."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from secretariado.models.cifras import ConConteos


class SecretariadoQuerySet(models.QuerySet["Secretariado"]):
    def visibles_para(self, usuario: Any) -> "SecretariadoQuerySet":
        return self

    def con_sesiones_por_decir(self, al: date) -> "SecretariadoQuerySet":
        """With `por_decir`: sessions whose day came and of which nobody has told what happened."""
        pasadas = Q(sesiones__estado="convocada", sesiones__fecha__lte=al)
        return self.annotate(por_decir=models.Count("sesiones", filter=pasadas))


class Secretariado(ConConteos):
    """A Secretariado Técnico Local; a state may have had several. Its rules are data (02-dominio §1)."""

    class Ambito(models.TextChoices):
        ESTATAL = "estatal", _("Estatal")
        MUNICIPAL = "municipal", _("Municipal")
        REGIONAL = "regional", _("Regional")
        NACIONAL = "nacional", _("Nacional")

    class Estado(models.TextChoices):
        EN_INTEGRACION = "en_integracion", _("En integración")
        INSTALADO = "instalado", _("Instalado")
        SUSPENDIDO = "suspendido", _("Suspendido")
        DISUELTO = "disuelto", _("Disuelto")

    class Regla(models.TextChoices):
        CONSENSO = "consenso", _("Consenso")
        MAYORIA_SIMPLE = "mayoria_simple", _("Mayoría simple (50 % + 1)")
        DOS_TERCIOS = "dos_tercios", _("Mayoría calificada (2/3)")
        TRES_QUINTOS = "tres_quintos", _("Mayoría calificada (3/5)")

    entidad = models.ForeignKey("Entidad", models.PROTECT, related_name="secretariados")
    nombre = models.CharField(_("nombre"), max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    ambito = models.CharField(_("ámbito"), max_length=10, choices=Ambito, default=Ambito.ESTATAL)
    estado = models.CharField(_("estado"), max_length=16, choices=Estado, default=Estado.INSTALADO)
    fecha_declaratoria = models.DateField(_("declaratoria conjunta"), null=True, blank=True)
    fecha_instalacion = models.DateField(_("instalación"), null=True, blank=True)
    fecha_termino = models.DateField(_("término"), null=True, blank=True)
    acta = models.ForeignKey("Archivo", models.PROTECT, null=True, blank=True, verbose_name=_("acta"))
    descripcion = models.TextField(_("descripción"), blank=True)
    contacto_institucional = models.EmailField(_("contacto institucional (público)"), blank=True)
    regla_decision = models.CharField(_("regla de decisión"), max_length=16, choices=Regla, blank=True)
    quorum_minimo = models.PositiveSmallIntegerField(_("quórum mínimo (asientos)"), null=True, blank=True)

    objects = SecretariadoQuerySet.as_manager()

    class Meta:
        verbose_name = _("secretariado técnico")
        verbose_name_plural = _("secretariados técnicos")
        ordering = ["entidad", "fecha_instalacion"]
        constraints = [
            models.CheckConstraint(
                name="secretariado_fechas_en_orden",
                condition=Q(fecha_instalacion__isnull=True)
                | Q(fecha_termino__isnull=True)
                | Q(fecha_termino__gte=F("fecha_instalacion")),
            )
        ]

    def __str__(self) -> str:
        return self.nombre

    def get_absolute_url(self) -> str:
        return f"{self.entidad.get_absolute_url()}#{self.slug}"

    def asientos_al(self, al: date) -> tuple[list["Integrante"], list["Integrante"]]:
        """Seats not closed before `al`, and the rest; of what `integrantes` brings, in its order."""
        filas = list(self.integrantes.all())
        return [i for i in filas if not i.termino_antes_de(al)], [i for i in filas if i.termino_antes_de(al)]


class IntegranteQuerySet(models.QuerySet["Integrante"]):
    def vigentes(self, al: date) -> "IntegranteQuerySet":
        """Seats held on `al`; one whose beginning or end the sources do not say counts."""
        return self.filter(Q(desde__isnull=True) | Q(desde__lte=al), Q(hasta__isnull=True) | Q(hasta__gte=al))

    def con_voto(self) -> "IntegranteQuerySet":
        return self.exclude(papel=Integrante.Papel.OBSERVACION)


class Integrante(models.Model):
    """A seat: the institution it belongs to, who holds it and who stands in (may be empty)."""

    class Papel(models.TextChoices):
        FACILITACION = "facilitacion", _("Facilitación")
        INTEGRANTE = "integrante", _("Integrante")
        SECRETARIA_TECNICA = "secretaria_tecnica", _("Secretaría técnica")
        OBSERVACION = "observacion", _("Observación")

    secretariado = models.ForeignKey("Secretariado", models.CASCADE, related_name="integrantes")
    institucion = models.ForeignKey("Institucion", models.PROTECT, null=True, blank=True, related_name="asientos")
    papel = models.CharField(_("papel"), max_length=20, choices=Papel, default=Papel.INTEGRANTE)
    titular = models.CharField(_("titular"), max_length=150)
    suplente = models.CharField(_("suplente"), max_length=150, blank=True)
    orden = models.PositiveSmallIntegerField(_("orden"), default=0)
    desde = models.DateField(_("desde"), null=True, blank=True)
    hasta = models.DateField(_("hasta"), null=True, blank=True)

    objects = IntegranteQuerySet.as_manager()

    class Meta:
        verbose_name = _("integrante")
        verbose_name_plural = _("integrantes")
        ordering = ["secretariado", "orden"]
        constraints = [
            models.UniqueConstraint(
                fields=["secretariado", "institucion"],
                condition=Q(hasta__isnull=True, institucion__isnull=False),
                name="integrante_un_titular_por_asiento",
                violation_error_message=_("Ese asiento ya tiene titular; cierra primero su periodo."),
            ),
            models.CheckConstraint(
                name="integrante_fechas_en_orden",
                condition=Q(desde__isnull=True) | Q(hasta__isnull=True) | Q(hasta__gte=F("desde")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.titular} ({self.institucion or self.get_papel_display()})"

    def termino_antes_de(self, al: date) -> bool:
        return self.hasta is not None and self.hasta < al

    def empieza_despues_de(self, al: date) -> bool:
        return self.desde is not None and self.desde > al

    @property
    def asiento(self) -> str:
        """What the seat is called, whoever holds it."""
        return str(self.institucion or self.get_papel_display())
