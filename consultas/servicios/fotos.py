"""Photographs of a meeting: inspected and stripped like evidence, and unpublished until consent is on record."""

from dataclasses import replace

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from consultas.constancia import anotar
from consultas.models import Evento, FotoEvento
from consultas.texto import limpiar, trae_datos_personales
from pal_portal.cimientos.bloqueo import tomar
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Usuario
from secretariado.permisos import exigir
from secretariado.registro.archivo import guardar_revisado, olvidar_archivo, revisar_archivo

FOTOS_MAXIMAS = 40


def agregar_foto(
    *, actor: Usuario, evento: Evento, archivo: File, nombre: str, texto_alternativo: str, consentimiento: str = ""
) -> FotoEvento:
    """Keep the copy without metadata; what was sent, which may say where each person was, is not kept."""
    exigir("consultas.editar", actor, evento.consulta)
    texto = _texto(texto_alternativo)
    revisado = revisar_archivo(archivo, nombre)
    if not revisado.tipo.startswith("image/"):
        raise ReglaIncumplida(_("Sube una imagen: PNG, JPEG o WebP."), "archivo")
    with transaction.atomic():
        evento = Evento.objects.select_for_update(of=("self",)).select_related("consulta").get(pk=evento.pk)
        if evento.fotos.count() >= FOTOS_MAXIMAS:
            raise ReglaIncumplida(_("Un evento tiene %(n)s fotografías como máximo.") % {"n": FOTOS_MAXIMAS})
        guardado, _sin_original = guardar_revisado(replace(revisado, original=None))
        try:
            with transaction.atomic():
                foto = FotoEvento.objects.create(
                    evento=evento, archivo=guardado, texto_alternativo=texto, creada=ahora()
                )
        except IntegrityError as error:
            raise ReglaIncumplida(_("Esa fotografía ya está en el evento."), "archivo") from error
        if consentimiento:
            _constatar(foto, consentimiento)
        anotar(
            actor, evento.consulta, "consulta.foto", {"titulo": evento.nombre, "consentimiento": consentimiento}
        )
    return foto


def describir_foto(*, actor: Usuario, foto: FotoEvento, texto_alternativo: str, consentimiento: str) -> FotoEvento:
    """Correct what is said of it, and whether consent is on record: without it, it leaves the public at once."""
    exigir("consultas.editar", actor, foto.evento.consulta)
    texto = _texto(texto_alternativo)
    with transaction.atomic():
        fotos = FotoEvento.objects.select_for_update(of=("self",)).select_related("evento__consulta")
        foto = tomar(fotos, pk=foto.pk)
        foto.texto_alternativo = texto
        _constatar(foto, consentimiento)
        datos = {"titulo": foto.evento.nombre, "consentimiento": consentimiento}
        anotar(actor, foto.evento.consulta, "consulta.foto", datos)
    return foto


def quitar_foto(*, actor: Usuario, foto: FotoEvento) -> None:
    """The row and, if nothing else rests on it, the file: nobody has to ask twice to be taken out."""
    consulta, archivo = foto.evento.consulta, foto.archivo
    exigir("consultas.editar", actor, consulta)
    with transaction.atomic():
        FotoEvento.objects.filter(pk=foto.pk).delete()
        olvidar_archivo(archivo)
        anotar(actor, consulta, "consulta.foto_quitada", {"titulo": foto.evento.nombre})


def _texto(texto_alternativo: str) -> str:
    texto = " ".join(limpiar(texto_alternativo).split())[:300]
    if not texto:
        raise ReglaIncumplida(_("Escribe qué se ve en la imagen."), "texto_alternativo")
    if trae_datos_personales(texto):
        raise ReglaIncumplida(_("Quita correos y teléfonos: este texto será público."), "texto_alternativo")
    return texto


def _constatar(foto: FotoEvento, consentimiento: str) -> None:
    if consentimiento not in FotoEvento.Consentimiento.values:
        raise ReglaIncumplida(_("Elige una opción."), "consentimiento")
    foto.consta = (foto.consta if foto.consentimiento == consentimiento else ahora()) if consentimiento else None
    foto.consentimiento = consentimiento
    foto.save(update_fields=["texto_alternativo", "consentimiento", "consta"])
