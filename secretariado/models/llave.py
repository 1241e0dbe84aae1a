"""Keys with which other systems use the API on behalf of an account, and the writes they may repeat safely."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Alcance(models.TextChoices):
    """What a key may be used for. Never more than what its owner may do: see `permisos.alcances_de`."""

    LEER = "leer", _("Leer lo que ve tu cuenta, también los borradores de tu secretariado")
    AVANCES = "avances", _("Declarar avances y enviar, corregir o retirar evidencia")
    VERIFICAR = "verificar", _("Verificar evidencia y revocar verificaciones")
    POSTURAS = "posturas", _("Avalar u objetar evidencia")
    PLANES = "planes", _("Modificar compromisos y publicar planes")
    PARTICIPAR = "participar", _("Comentar, responder, proponer y apoyar")
    MODERAR = "moderar", _("Moderar comentarios, suspender y resolver apelaciones")
    INFORMES = "informes", _("Pedir y programar reportes")
    EVALUAR = "evaluar", _("Evaluar planes, responder recomendaciones y darles seguimiento")
    CONSULTAS = "consultas", _("Organizar consultas, encuentros y rutas de participación")
    IMPORTAR = "importar", _("Importar planes desde sus documentos")
    INVITAR = "invitar", _("Invitar a personas y revocar invitaciones")
    SECRETARIADO = "secretariado", _("Llevar las sesiones, los acuerdos y los integrantes de tu secretariado")
    CUENTA = "cuenta", _("Corregir tu nombre y elegir tus avisos")
    GANCHOS = "ganchos", _("Administrar tus avisos automáticos a otros sistemas")


class LlaveApiQuerySet(models.QuerySet["LlaveApi"]):
    def vigentes(self, momento: datetime) -> "LlaveApiQuerySet":
        """Keys that open something at `momento`."""
        return self.filter(revocada__isnull=True, vence__gt=momento)


class LlaveApi(models.Model):
    """A key (`pal_…`). Only its SHA-256 is kept: who reads the table cannot use it. `prefijo` is what a person
    recognises it by. A rotation is a new row that points at the one it takes over from."""

    usuario = models.ForeignKey("Usuario", models.CASCADE, related_name="llaves_de_api", verbose_name=_("cuenta"))
    nombre = models.CharField(_("nombre"), max_length=80)
    prefijo = models.CharField(_("prefijo visible"), max_length=12, unique=True)
    huella = models.CharField(_("huella"), max_length=64, unique=True)
    alcances = models.CharField(_("alcances"), max_length=200, help_text="leer avances")
    creada = models.DateTimeField(_("creada"))
    vence = models.DateTimeField(_("vence"))
    revocada = models.DateTimeField(_("revocada"), null=True, blank=True)
    ultimo_uso = models.DateTimeField(_("último uso"), null=True, blank=True)
    sucede_a = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="sucesora", verbose_name=_("sucede a")
    )

    objects = LlaveApiQuerySet.as_manager()

    class Meta:
        verbose_name = _("llave de la API")
        verbose_name_plural = _("llaves de la API")
        ordering = ["-creada", "-pk"]
        constraints = [
            models.CheckConstraint(name="llave_vence_despues", condition=Q(vence__gte=F("creada"))),
            models.CheckConstraint(name="llave_con_alcances", condition=~Q(alcances="")),
        ]

    def __str__(self) -> str:
        return f"{self.prefijo}… {self.nombre}"

    @property
    def lista_de_alcances(self) -> list[str]:
        return self.alcances.split()

    @property
    def nombres_de_alcances(self) -> list[str]:
        return [str(Alcance(a).label) for a in self.lista_de_alcances]

    def permite(self, alcance: str) -> bool:
        return alcance in self.lista_de_alcances

    def vigente(self, momento: datetime) -> bool:
        return self.revocada is None and self.vence > momento


class PeticionUnica(models.Model):
    """A write that came with an Idempotency-Key, and its answer: the same one is given again, and nothing is
    done twice. Made in the transaction of the write itself."""

    usuario = models.ForeignKey("Usuario", models.CASCADE, related_name="peticiones", verbose_name=_("cuenta"))
    clave = models.CharField(_("clave"), max_length=255)
    huella = models.CharField(_("huella de la petición"), max_length=64)
    estado = models.PositiveSmallIntegerField(_("estado HTTP"), default=0)
    cuerpo = models.TextField(_("respuesta"), blank=True)
    lugar = models.CharField(_("dirección de lo creado"), max_length=300, blank=True)
    creada = models.DateTimeField(_("recibida"))

    class Meta:
        verbose_name = _("petición con clave")
        verbose_name_plural = _("peticiones con clave")
        constraints = [models.UniqueConstraint(fields=["usuario", "clave"], name="peticion_una_por_clave")]
        indexes = [models.Index(fields=["creada"], name="peticion_por_fecha")]

    def __str__(self) -> str:
        return self.clave
