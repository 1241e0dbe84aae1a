"""The checks of evidence links: what each one found, and the text copies they kept. Append-only."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compromisos.enlaces.descarga import Motivo
from compromisos.enlaces.estado import EstadoEnlace, Resultado

RESULTADOS = [
    (Resultado.BIEN.value, _("Responde")),
    (Resultado.CAMBIO.value, _("Responde con otro contenido")),
    (Resultado.ROTO.value, _("Roto")),
    (Resultado.SIN_RESPUESTA.value, _("Sin respuesta")),
]
ESTADOS_ENLACE = [
    (EstadoEnlace.VIVO.value, _("Vivo")),
    (EstadoEnlace.CAMBIO.value, _("Cambió")),
    (EstadoEnlace.ROTO.value, _("Roto")),
    (EstadoEnlace.SIN_RESPUESTA.value, _("Sin respuesta")),
]
MOTIVOS = [
    (Motivo.DIRECCION.value, _("La dirección no se puede visitar.")),
    (Motivo.PROHIBIDA.value, _("La dirección no es de la red pública.")),
    (Motivo.NOMBRE.value, _("El nombre del sitio no existe.")),
    (Motivo.CONEXION.value, _("El sitio no acepta conexiones.")),
    (Motivo.CERTIFICADO.value, _("La conexión segura falló: su certificado no es válido.")),
    (Motivo.TIEMPO.value, _("El sitio tardó demasiado.")),
    (Motivo.REDIRECCIONES.value, _("El sitio redirige demasiadas veces.")),
    (Motivo.RESPUESTA.value, _("El sitio contestó algo que no se entiende.")),
]


class RevisionEnlace(models.Model):
    """One automatic check of a link: one per evidence and day. A trigger in the database refuses changes.

    `copia` is the text of the document, kept only when it differs from the last one kept.
    """

    evidencia = models.ForeignKey("Evidencia", models.PROTECT, related_name="revisiones")
    dia = models.DateField(_("día"))
    momento = models.DateTimeField(_("momento"))
    resultado = models.CharField(_("resultado"), max_length=13, choices=RESULTADOS)
    motivo = models.CharField(_("motivo"), max_length=13, choices=MOTIVOS, blank=True)
    estado_http = models.PositiveSmallIntegerField(_("estado HTTP"), null=True, blank=True)
    direccion_final = models.CharField(_("dirección final"), max_length=2000, blank=True)
    tipo = models.CharField(_("tipo"), max_length=100, blank=True)
    tamano = models.PositiveBigIntegerField(_("tamaño en bytes"), null=True, blank=True)
    sha256 = models.CharField(_("SHA-256 de lo recibido"), max_length=64, blank=True)
    sha256_texto = models.CharField(_("SHA-256 del texto"), max_length=64, blank=True)
    copia = models.ForeignKey(
        "secretariado.Archivo", models.PROTECT, null=True, blank=True, related_name="revisiones_enlace"
    )

    class Meta:
        verbose_name = _("revisión de enlace")
        verbose_name_plural = _("revisiones de enlaces")
        ordering = ["-dia", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["evidencia", "dia"], name="revision_enlace_una_por_dia"),
            models.CheckConstraint(
                name="revision_enlace_resultado", condition=Q(resultado__in=[r.value for r in Resultado])
            ),
            models.CheckConstraint(
                name="revision_enlace_dice_que_paso",
                condition=Q(estado_http__isnull=False, motivo="") | (Q(estado_http__isnull=True) & ~Q(motivo="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidencia_id} · {self.dia}: {self.get_resultado_display()}"
