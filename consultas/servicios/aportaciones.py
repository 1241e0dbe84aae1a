"""What people contribute. Nobody with a role acts here: the verified link is the permission, and the log, which
is public, does not tell when a person wrote. What institutions answer is in `respuestas`."""

import re

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from consultas.models import Aportacion, Apoyo, Comentario, Consulta, Parrafo
from consultas.parecido import parecidas
from pal_portal.cimientos.bloqueo import tomar
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora

POR_PERSONA = 20
COMPARADAS = 500
"""The latest contributions that a new one is compared with."""
_DATOS_PERSONALES = re.compile(r"[\w.+-]+@[\w-]+\.\w+|(?:\d[\s().-]?){10,}")


def enviar_aportacion(
    *, consulta: Consulta, huella: str, titulo: str, texto: str, firma: str, parrafo: Parrafo | None = None
) -> Aportacion:
    """Publish a contribution under whatever name the person chose, or none; on a paragraph, if it is of one."""
    titulo, texto, firma = titulo.strip(), texto.strip(), firma.strip()
    with transaction.atomic():
        consulta = Consulta.objects.select_for_update(of=("self",)).get(pk=consulta.pk)
        if not consulta.esta_abierta or not consulta.recibe_aportaciones:
            raise ReglaIncumplida(_("Esta consulta no está abierta."))
        for campo, valor in (("titulo", titulo), ("texto", texto), ("firma", firma)):
            if _DATOS_PERSONALES.search(valor):
                raise ReglaIncumplida(_("Quita correos y teléfonos: lo que escribas será público."), campo)
        suyas = Aportacion.objects.filter(consulta=consulta, huella=huella)
        if suyas.filter(titulo__iexact=titulo, texto=texto).exists():
            raise ReglaIncumplida(_("Ya enviaste esto mismo."), "texto")
        if suyas.count() >= POR_PERSONA:
            raise ReglaIncumplida(_("Llegaste al máximo de %(n)s por persona.") % {"n": POR_PERSONA})
        if parrafo and parrafo.version.consulta_id != consulta.pk:
            raise ReglaIncumplida(_("Ese párrafo es de otra consulta."))
        return Aportacion.objects.create(
            consulta=consulta,
            parrafo=parrafo,
            huella=huella,
            titulo=titulo,
            texto=texto,
            firma=firma,
            creada=ahora(),
        )


def sugerir_parecidas(consulta: Consulta, titulo: str) -> list[Aportacion]:
    """Contributions like the one being written. Two queries."""
    candidatas = Aportacion.objects.filter(consulta=consulta, fundida_en=None).order_by("-creada")
    pks = parecidas(titulo, candidatas.values_list("pk", "titulo")[:COMPARADAS])
    por_pk = Aportacion.objects.in_bulk(pks)
    return [por_pk[pk] for pk in pks]


def apoyar(*, aportacion: Aportacion, huella: str, asi: bool | None = None) -> bool:
    """Support, or take the support back; `asi` says which of the two, however many times it is asked. Whether it
    is supported afterwards."""
    with transaction.atomic():
        fila = tomar(
            Aportacion.objects.select_for_update(of=("self",)).select_related("consulta"), pk=aportacion.pk
        )
        if not fila.consulta.esta_abierta:
            raise ReglaIncumplida(_("Esta consulta no está abierta."))
        if fila.huella == huella:
            raise ReglaIncumplida(_("Es tuya: ya cuenta con tu apoyo."))
        if fila.fundida_en_id:
            raise ReglaIncumplida(_("Se unió a otra: apoya aquélla."))
        suyo = Apoyo.objects.filter(aportacion=fila, huella=huella)
        apoyada = not suyo.exists() if asi is None else asi
        if not apoyada:
            suyo.delete()
        elif not suyo.exists():
            try:
                with transaction.atomic():
                    Apoyo.objects.create(aportacion=fila, huella=huella)
            except IntegrityError:
                pass  # the same person, at the same time, from another window
        fila.apoyos_total = fila.apoyos.count()
        fila.save(update_fields=["apoyos_total"])
    return apoyada


def retirar_aportacion(*, aportacion: Aportacion, huella: str) -> None:
    """The author takes it back: before anybody answers or comments it disappears; after, only who signed does."""
    with transaction.atomic():
        fila = tomar(Aportacion.objects.select_for_update(of=("self",)), pk=aportacion.pk)
        if not huella or fila.huella != huella:
            raise ReglaIncumplida(_("Sólo la retira quien la escribió."))
        dichos = Comentario.objects.de(f"aportacion:{fila.pk}")
        oidos = dichos.a_la_vista() | dichos.filter(estado__in=("en_revision", "oculto"))
        sola = not fila.fundidas.exists() and not oidos.exists()
        if fila.esta_pendiente and sola and fila.compromiso_id is None:
            dichos.delete()
            fila.delete()
            return
        fila.firma, fila.huella = "", ""
        fila.save(update_fields=["firma", "huella"])
