"""Evidence: attaching, correcting and withdrawing. The verdicts on it are in `verificaciones`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from compromisos.enlaces.direcciones import DireccionInvalida, es_publica, leer_direccion
from compromisos.models import Avance, Compromiso, Entrega, Evidencia
from compromisos.permisos import facilita, institucion_que_reporta
from compromisos.servicios.busqueda import indexar_evidencias
from compromisos.servicios.enlaces import pedir_revision
from compromisos.servicios.entregas import sincronizar_entrega
from compromisos.servicios.recalculo import bloquear_entidad_de, recalcular
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from pal_portal.cimientos.subidas import nombre_limpio
from secretariado.models import Archivo, Institucion, Membresia, Usuario
from secretariado.permisos import exigir
from secretariado.registro.archivo import Revisado, guardar_revisado, revisar_archivo
from secretariado.registro.bitacora import asentar

Estado = Evidencia.Estado
RUTA = "entrega__actividad__compromiso__plan"


@dataclass(frozen=True, slots=True)
class EvidenciaNueva:
    """What a person attaches: a file or a link, and what it proves."""

    titulo: str
    que_prueba: str = ""
    fecha_documento: date | None = None
    archivo: File | Revisado | None = None
    nombre_archivo: str = ""
    enlace: str = ""

    def revisada(self) -> "EvidenciaNueva":
        """With its file inspected: before a transaction, since it takes long and holds no lock."""
        if not isinstance(self.archivo, File):
            return self
        try:
            return replace(self, archivo=revisar_archivo(self.archivo, self.nombre_archivo))
        except ReglaIncumplida as error:  # of several files, say which
            mensaje = _("«%(archivo)s»: %(mensaje)s")
            datos = {"archivo": nombre_limpio(self.nombre_archivo), "mensaje": error.mensaje}
            raise ReglaIncumplida(mensaje % datos, error.campo) from error


def adjuntar_evidencia(
    *,
    actor: Usuario,
    entrega: Entrega,
    nueva: EvidenciaNueva,
    avance: Avance | None = None,
    momento: datetime | None = None,
    demostracion: bool = False,
) -> Evidencia:
    """Attach evidence to a delivery of a published plan; it waits for verification from then on."""
    exigir("compromisos.adjuntar_evidencia", actor, entrega)
    nueva = nueva.revisada()
    with transaction.atomic():
        bloquear_entidad_de(entrega.actividad.compromiso.plan_id)
        evidencia = _crear(actor, entrega, nueva, avance=avance, momento=momento, es_demostracion=demostracion)
        reflejar_evidencia(evidencia, actor, "evidencia.enviada", momento)
    return evidencia


def corregir_evidencia(*, actor: Usuario, evidencia: Evidencia, nueva: EvidenciaNueva) -> Evidencia:
    """Answer an observed or rejected piece with a new version; the former stays, with its reason."""
    exigir("compromisos.corregir_evidencia", actor, evidencia)
    nueva = nueva.revisada()
    with transaction.atomic():
        evidencia = bloquear_evidencia(evidencia.pk)
        exigir("compromisos.corregir_evidencia", actor, evidencia)
        if evidencia.estado not in (Estado.OBSERVADA, Estado.RECHAZADA):
            raise ReglaIncumplida(_("Sólo se corrige una evidencia devuelta o rechazada."))
        if Evidencia.objects.filter(sustituye_a=evidencia).exists():
            raise ReglaIncumplida(_("Esta evidencia ya tiene una versión corregida."))
        corregida = _crear(
            actor,
            evidencia.entrega,
            nueva,
            avance=evidencia.avance,
            sustituye_a=evidencia,
            version=evidencia.version + 1,
        )
        reflejar_evidencia(corregida, actor, "evidencia.corregida", None)
    return corregida


def retirar_evidencia(*, actor: Usuario, evidencia: Evidencia, motivo: str) -> Evidencia:
    """Withdraw evidence: it stops counting, and its trace, hash and reason stay."""
    exigir("compromisos.corregir_evidencia", actor, evidencia)
    motivo = motivo.strip()
    if not motivo:
        raise ReglaIncumplida(_("Escribe por qué se retira: quedará a la vista."), "motivo")
    with transaction.atomic():
        evidencia = bloquear_evidencia(evidencia.pk)
        exigir("compromisos.corregir_evidencia", actor, evidencia)
        if evidencia.estado == Estado.RETIRADA:
            raise ReglaIncumplida(_("Esta evidencia ya estaba retirada."))
        evidencia.verificaciones.filter(revocada__isnull=True).update(revocada=ahora())
        evidencia.estado = Estado.RETIRADA
        evidencia.save(update_fields=["estado"])
        reflejar_evidencia(evidencia, actor, "evidencia.retirada", None, motivo=motivo)
    return evidencia


def bloquear_evidencia(pk: int) -> Evidencia:
    """The row and, before it, its state: held until the end of the transaction. Ask for the permission again on
    what this returns: the activity may have been cancelled meanwhile."""
    bloquear_entidad_de(Evidencia.objects.values_list(f"{RUTA}_id", flat=True).get(pk=pk))
    return (
        Evidencia.objects.select_for_update(of=("self",))
        .select_related(RUTA, "archivo", "original", "avance")
        .get(pk=pk)
    )


def _crear(actor: Usuario, entrega: Entrega, nueva: EvidenciaNueva, **campos: Any) -> Evidencia:
    """The row, its file stored first. `entrega` is locked so that the same file is not attached twice."""
    entrega = (
        Entrega.objects.select_for_update(of=("self",))
        .select_related("actividad__compromiso__plan")
        .get(pk=entrega.pk)
    )
    exigir("compromisos.adjuntar_evidencia", actor, entrega)
    titulo = nueva.titulo.strip()
    if not titulo:
        raise ReglaIncumplida(_("Ponle un título a la evidencia."), "titulo")
    if (nueva.archivo is not None) == bool(nueva.enlace.strip()):
        raise ReglaIncumplida(_("Adjunta un archivo o escribe un enlace, no ambos."), "archivo")
    archivo, original = guardar_revisado(nueva.archivo) if isinstance(nueva.archivo, Revisado) else (None, None)
    enlace = enlace_valido(nueva.enlace) if not archivo else ""
    _sin_repetir(entrega, archivo, enlace)
    institucion_id = institucion_que_reporta(actor, entrega.actividad)
    momento = campos.pop("momento", None)
    evidencia = Evidencia.objects.create(
        entrega=entrega,
        titulo=titulo[:200],
        que_prueba=nueva.que_prueba.strip(),
        fecha_documento=nueva.fecha_documento,
        archivo=archivo,
        original=original,
        nombre_archivo=nombre_limpio(nueva.nombre_archivo) if archivo else "",
        enlace=enlace,
        autor=actor,
        institucion=Institucion.objects.get(pk=institucion_id) if institucion_id else None,
        rol=Membresia.Rol.RESPONSABLE if institucion_id else Membresia.Rol.FACILITACION,
        creado=momento or ahora(),
        **campos,
    )
    pedir_revision(evidencia)
    return evidencia


def _sin_repetir(entrega: Entrega, archivo: Archivo | None, enlace: str) -> None:
    iguales = entrega.evidencias.filter(archivo=archivo, enlace=enlace).exclude(
        estado__in=(Estado.RETIRADA, Estado.OBSERVADA, Estado.RECHAZADA)
    )
    if repetida := iguales.first():
        raise ReglaIncumplida(
            _("Ya está adjunta en esta entrega como «%(titulo)s».") % {"titulo": repetida.titulo}, "archivo"
        )


def enlace_valido(enlace: str) -> str:
    """A complete http(s) address; otherwise ReglaIncumplida, with the repaired address when it has spaces."""
    enlace = enlace.strip()
    if re.search(r"\s", enlace):
        junto = re.sub(r"\s+", "", enlace)
        raise ReglaIncumplida(
            _("La dirección tiene espacios. ¿Quisiste decir %(enlace)s?") % {"enlace": junto}, "enlace"
        )
    try:
        partes = urlsplit(enlace)
        valida = partes.scheme in ("http", "https") and "." in (partes.hostname or "") and partes.port != 0
    except ValueError:
        valida = False
    if valida and not _puede_ser_publico(partes.hostname or ""):
        raise ReglaIncumplida(_("Esa dirección es de una red privada: nadie más podría abrirla."), "enlace")
    if not valida or partes.username or partes.password or len(enlace) > 1000:
        raise ReglaIncumplida(
            _("Escribe la dirección completa, por ejemplo https://www.ejemplo.gob.mx/documento.pdf"), "enlace"
        )
    return enlace


def _puede_ser_publico(anfitrion: str) -> bool:
    """False for an IP address, in whatever form, that is not public."""
    try:
        direccion = leer_direccion(f"http://[{anfitrion}]/" if ":" in anfitrion else f"http://{anfitrion}/")
    except DireccionInvalida:
        return False
    return not direccion.es_ip or es_publica(direccion.nombre)


def reflejar_evidencia(
    evidencia: Evidencia,
    actor: Usuario,
    accion: str,
    momento: datetime | None,
    calidad: tuple[str, Institucion] | None = None,
    **datos: Sequence[str] | str,
) -> None:
    """Figures right in the same transaction, and the entry in the log. `calidad`: role and institution of who
    acts, when it is not who reports the activity."""
    compromiso = evidencia.entrega.actividad.compromiso
    sincronizar_entrega(evidencia.entrega_id)
    recalcular([compromiso.pk])
    indexar_evidencias([pk for pk in (evidencia.pk, evidencia.sustituye_a_id) if pk])
    Compromiso.objects.filter(pk=compromiso.pk).update(actualizado=momento or ahora())
    rol: str
    institucion: Institucion | None
    if calidad:
        rol, institucion = calidad
    else:
        institucion_id = institucion_que_reporta(actor, evidencia.entrega.actividad)
        institucion = Institucion.objects.get(pk=institucion_id) if institucion_id else None
        rol = Membresia.Rol.RESPONSABLE if institucion else Membresia.Rol.FACILITACION
        assert institucion or facilita(actor, compromiso.plan)
    asentar(
        actor=actor,
        rol=rol,
        institucion=institucion,
        accion=accion,
        asunto=compromiso.asunto,
        plan=compromiso.plan.clave,
        momento=momento,
        datos={
            "evidencia": evidencia.pk,
            "titulo": evidencia.titulo,
            "sha256": evidencia.archivo.sha256 if evidencia.archivo else "",
            **({"sha256_original": evidencia.original.sha256} if evidencia.original else {}),
            "enlace": evidencia.enlace,
            "demostracion": evidencia.es_demostracion,
            **datos,
        },
    )
