"""The text of a public consultation: each version is published whole and stays."""

from django.db import transaction
from django.utils.translation import gettext as _

from consultas.constancia import anotar
from consultas.models import Consulta, Parrafo, VersionTexto
from consultas.servicios.busqueda import indexar_consulta
from consultas.versiones import emparejar, partir
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Usuario
from secretariado.permisos import exigir

PARRAFOS_MAXIMOS = 500


def publicar_version(*, actor: Usuario, consulta: Consulta, texto: str, nota: str = "") -> VersionTexto:
    """Add a version. While it is open the text people speak about does not change under them."""
    exigir("consultas.editar", actor, consulta)
    with transaction.atomic():
        consulta = Consulta.objects.select_for_update(of=("self",)).get(pk=consulta.pk)
        anterior = consulta.versiones.order_by("-numero").first()
        if consulta.esta_abierta and anterior:
            raise ReglaIncumplida(_("La consulta está abierta: la nueva versión se publica cuando cierre."))
        textos = partir(texto)
        if not textos or len(textos) > PARRAFOS_MAXIMOS:
            raise ReglaIncumplida(_("Escribe entre 1 y %(n)s párrafos.") % {"n": PARRAFOS_MAXIMOS}, "texto")
        viejos = list(anterior.parrafos.order_by("orden")) if anterior else []
        if [v.texto for v in viejos] == textos:
            raise ReglaIncumplida(_("El texto es igual al de la versión anterior."), "texto")
        version = VersionTexto.objects.create(
            consulta=consulta, numero=anterior.numero + 1 if anterior else 1, nota=nota.strip(), creada=ahora()
        )
        origen = emparejar([v.texto for v in viejos], textos)
        Parrafo.objects.bulk_create(
            Parrafo(version=version, orden=n, texto=t, anterior=None if o is None else viejos[o])
            for n, (t, o) in enumerate(zip(textos, origen, strict=True), start=1)
        )
        indexar_consulta(consulta)
        anotar(actor, consulta, "consulta.texto", {"version": str(version.numero), "nota": version.nota})
    return version
