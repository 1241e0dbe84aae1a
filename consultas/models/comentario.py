"""What a citizen says on something of the plan, and under which pseudonym."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from compromisos.models.visibilidad import filtro_planes_visibles

SIN_PERSONA = _("Participante que se retiró")
OFICIAL_REQUIERE = Q(oficial=False) | Q(institucion__isnull=False, responde_a__isnull=False)


class Participante(models.Model):
    """A person who takes part, known by a pseudonym. Of those without account only a keyed hash of the address
    is kept, to recognise them, and the address itself, encrypted and for a time, to write to them."""

    usuario = models.OneToOneField(
        "secretariado.Usuario", models.SET_NULL, null=True, blank=True, related_name="participante"
    )
    seudonimo = models.CharField(_("seudónimo"), max_length=40, blank=True)
    correo_huella = models.CharField(_("huella del correo"), max_length=64, unique=True, null=True, blank=True)
    correo_cifrado = models.TextField(_("correo cifrado"), blank=True)
    confirmado = models.DateTimeField(_("correo confirmado"), null=True, blank=True)
    version = models.PositiveSmallIntegerField(_("versión de sus sesiones"), default=1)
    creado = models.DateTimeField(_("creado"))
    ultimo_acto = models.DateTimeField(_("último acto"))

    class Meta:
        verbose_name = _("participante")
        verbose_name_plural = _("participantes")
        indexes = [models.Index(fields=["ultimo_acto"], name="participante_por_acto")]

    is_authenticated = True
    """A link in the mail proved who acts: `exigir` asks a participant as it asks an account."""

    def __str__(self) -> str:
        return self.seudonimo or str(SIN_PERSONA)

    @property
    def is_active(self) -> bool:
        return bool(self.usuario_id or self.correo_huella)


def filtro_con_plan_o_sin_el(usuario: Any) -> Q:
    """Rows of no plan, or of one that `usuario` may read. Who reads them all has an empty Q, which would vanish in
    an OR and leave only those of no plan."""
    visibles = filtro_planes_visibles(usuario, "plan__")
    return Q(plan__isnull=True) | visibles if visibles else Q()


class ComentarioQuerySet(models.QuerySet["Comentario"]):
    def visibles_para(self, usuario: Any) -> "ComentarioQuerySet":
        """Published comments on what `usuario` may read; never what is held, hidden or withdrawn."""
        return self.filter(estado="visible").filter(filtro_con_plan_o_sin_el(usuario))

    def a_la_vista(self) -> "ComentarioQuerySet":
        """What the page of a subject shows: the published ones, and the gap that a hidden or a withdrawn one
        leaves among those that follow it."""
        return self.filter(publicado__isnull=False, estado__in=("visible", "oculto", "retirado"))

    def de(self, asunto: str) -> "ComentarioQuerySet":
        return self.filter(asunto=asunto)

    def hilos(self) -> "ComentarioQuerySet":
        return self.filter(responde_a__isnull=True)

    def por_moderar(self) -> "ComentarioQuerySet":
        return self.filter(estado="en_revision")


class Comentario(models.Model):
    """On the subject `asunto` (`compromiso:GTO-1-05`). One level of replies; an official answer is a reply that
    carries an institution. `respondida` is when the first of these came."""

    class Estado(models.TextChoices):
        POR_CONFIRMAR = "por_confirmar", _("Espera la confirmación del correo")
        EN_REVISION = "en_revision", _("En revisión")
        VISIBLE = "visible", _("Publicado")
        OCULTO = "oculto", _("Oculto por moderación")
        RETIRADO = "retirado", _("Borrado por quien lo escribió")

    asunto = models.CharField(_("asunto"), max_length=60)
    plan = models.ForeignKey("compromisos.Plan", models.CASCADE, null=True, blank=True, related_name="comentarios")
    secretariado = models.ForeignKey("secretariado.Secretariado", models.PROTECT, related_name="comentarios")
    participante = models.ForeignKey(
        Participante, models.PROTECT, null=True, blank=True, related_name="comentarios"
    )
    cuenta = models.ForeignKey(
        "secretariado.Usuario",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="comentarios",
        verbose_name=_("cuenta"),
    )
    institucion = models.ForeignKey(
        "secretariado.Institucion", models.PROTECT, null=True, blank=True, related_name="respuestas_oficiales"
    )
    oficial = models.BooleanField(_("respuesta oficial"), default=False)
    responde_a = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="respuestas")
    texto = models.TextField(_("texto"), blank=True)
    estado = models.CharField(_("estado"), max_length=14, choices=Estado, default=Estado.POR_CONFIRMAR)
    creado = models.DateTimeField(_("escrito"))
    publicado = models.DateTimeField(_("publicado"), null=True, blank=True)
    editado = models.DateTimeField(_("editado"), null=True, blank=True)
    respondida = models.DateTimeField(_("respondido por una institución"), null=True, blank=True)
    respondida_por = models.ForeignKey(
        "secretariado.Institucion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    huella_texto = models.CharField(_("huella del texto"), max_length=64, blank=True)
    red = models.CharField(_("huella de la red, de un día"), max_length=64, blank=True)

    objects = ComentarioQuerySet.as_manager()

    class Meta:
        verbose_name = _("comentario")
        verbose_name_plural = _("comentarios")
        constraints = [
            models.CheckConstraint(name="comentario_oficial_con_institucion", condition=OFICIAL_REQUIERE),
            models.CheckConstraint(
                name="comentario_visible_con_momento",
                condition=~Q(estado="visible") | Q(publicado__isnull=False),
            ),
            models.CheckConstraint(
                name="comentario_no_se_responde_a_si",
                condition=~Q(pk=F("responde_a")) | Q(responde_a__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["asunto", "-publicado", "-id"],
                condition=Q(responde_a__isnull=True, publicado__isnull=False),
                name="comentario_hilos",
            ),
            models.Index(fields=["responde_a", "publicado", "id"], name="comentario_respuestas"),
            models.Index(
                fields=["secretariado", "creado"],
                condition=Q(estado="en_revision"),
                name="comentario_por_moderar",
            ),
            models.Index(fields=["participante", "creado"], name="comentario_por_participante"),
            models.Index(fields=["red", "creado"], condition=~Q(red=""), name="comentario_por_red"),
            models.Index(fields=["huella_texto", "creado"], name="comentario_por_texto"),
        ]

    def __str__(self) -> str:
        return f"{self.asunto} #{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("comentario", args=[self.pk])

    @property
    def firma(self) -> str:
        """Who speaks, in public: the institution, or a pseudonym."""
        if self.oficial and self.institucion:
            return str(self.institucion)
        return str(self.participante) if self.participante else str(SIN_PERSONA)

    @property
    def dias_de_respuesta(self) -> int | None:
        """Calendar days until the first official answer; None while there is none."""
        if self.respondida is None or self.publicado is None:
            return None
        return max((localdate(self.respondida) - localdate(self.publicado)).days, 0)
