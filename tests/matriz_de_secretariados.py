"""Scene of the record of an STL for the matrices, and what each of its writes takes."""

from typing import Any

from archivos import honesto
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from fabricas import AcuerdoF, Elenco, IntegranteF, SesionF

from secretariado.models import Asistencia
from secretariado.registro.archivo import guardar_generado

FACILITA = {"alicia"}


def minuta() -> SimpleUploadedFile:
    return SimpleUploadedFile("minuta.pdf", honesto("pdf"))


def poner_secretariado(e: Elenco) -> None:
    """A seat, a session called for a day that came, and one held, with its minutes and an agreement."""
    e.integrante = IntegranteF(secretariado=e.stl, institucion=e.osc)
    e.por_celebrar = SesionF(secretariado=e.stl)
    e.celebrada = SesionF(
        secretariado=e.stl,
        estado="celebrada",
        minuta=guardar_generado(ContentFile(b"%PDF-1.7 una minuta"), tipo="application/pdf"),
    )
    Asistencia.objects.create(sesion=e.celebrada, integrante=e.integrante)
    e.acuerdo = AcuerdoF(secretariado=e.stl, sesion=e.celebrada, documento="")


SECRETARIADO: dict[str, tuple[Any, Any, set[str]]] = {
    "describir_secretariado": (lambda e: f"secretariados/{e.stl.slug}/", {"quorum_minimo": 3}, FACILITA),
    "sumar_integrante": (
        lambda e: f"secretariados/{e.stl.slug}/integrantes/",
        lambda e: {"institucion": e.institucion.slug, "titular": "María Hernández", "desde": "2020-07-01"},
        FACILITA,
    ),
    "corregir_integrante": (lambda e: f"integrantes/{e.integrante.pk}/", {"suplente": "José Ramírez"}, FACILITA),
    "relevar_integrante": (
        lambda e: f"integrantes/{e.integrante.pk}/relevo/",
        {"titular": "María Hernández", "desde": "2020-07-31"},
        FACILITA,
    ),
    "terminar_integrante": (
        lambda e: f"integrantes/{e.integrante.pk}/termino/",
        {"hasta": "2020-07-31"},
        FACILITA,
    ),
    "convocar_sesion": (lambda e: f"secretariados/{e.stl.slug}/sesiones/", {"fecha": "2020-09-01"}, FACILITA),
    "cambiar_sesion": (lambda e: f"mesa-sesiones/{e.por_celebrar.pk}/", {"modalidad": "remota"}, FACILITA),
    "celebrar_sesion": (
        lambda e: f"mesa-sesiones/{e.por_celebrar.pk}/celebracion/",
        lambda e: {"asistencias": [{"integrante": e.integrante.pk}]},
        FACILITA,
    ),
    "cancelar_sesion": (lambda e: f"mesa-sesiones/{e.por_celebrar.pk}/cancelacion/", None, FACILITA),
    "adjuntar_minuta": (
        lambda e: f"mesa-sesiones/{e.celebrada.pk}/minuta/",
        lambda e: {"archivo": minuta()},
        FACILITA,
    ),
    "publicar_minuta": (lambda e: f"mesa-sesiones/{e.celebrada.pk}/publicacion/", None, FACILITA),
    "tomar_acuerdo": (
        lambda e: f"mesa-sesiones/{e.celebrada.pk}/acuerdos/",
        {"numero": "STL-100", "texto": "Abrir el presupuesto."},
        FACILITA,
    ),
    "cambiar_acuerdo": (lambda e: f"acuerdos/{e.acuerdo.pk}/", {"estado": "cumplido"}, FACILITA),
    "quitar_acuerdo": (lambda e: f"acuerdos/{e.acuerdo.pk}/", None, FACILITA),
}
PAGINAS: dict[str, Any] = {
    "mesa_secretariado": lambda e: (e.stl.slug,),
    "mesa_secretariado_editar": lambda e: (e.stl.slug,),
    "mesa_integrante_nuevo": lambda e: (e.stl.slug,),
    "mesa_integrante": lambda e: (e.integrante.pk,),
    "mesa_integrante_relevar": lambda e: (e.integrante.pk,),
    "mesa_integrante_terminar": lambda e: (e.integrante.pk,),
    "mesa_sesion_nueva": lambda e: (e.stl.slug,),
    "mesa_sesion": lambda e: (e.celebrada.pk,),
    "mesa_sesion_editar": lambda e: (e.por_celebrar.pk,),
    "mesa_sesion_asistencia": lambda e: (e.por_celebrar.pk,),
    "mesa_sesion_minuta": lambda e: (e.celebrada.pk,),
    "mesa_acuerdo_nuevo": lambda e: (e.celebrada.pk,),
    "mesa_acuerdo": lambda e: (e.acuerdo.pk,),
}
"""Pages of the desk: those who facilitate get them, nobody else does."""
ENVIOS: dict[str, tuple[Any, Any, set[str]]] = {
    "mesa_secretariado_editar": (PAGINAS["mesa_secretariado_editar"], {"quorum_minimo": "3"}, FACILITA),
    "mesa_integrante_nuevo": (
        PAGINAS["mesa_integrante_nuevo"],
        {"papel": "observacion", "titular": "María Hernández", "desde": "2020-07-01"},
        FACILITA,
    ),
    "mesa_integrante": (
        PAGINAS["mesa_integrante"],
        {"papel": "integrante", "titular": "María Hernández", "suplente": "José Ramírez"},
        FACILITA,
    ),
    "mesa_integrante_relevar": (
        PAGINAS["mesa_integrante_relevar"],
        {"titular": "María Hernández", "desde": "2020-07-31"},
        FACILITA,
    ),
    "mesa_integrante_terminar": (PAGINAS["mesa_integrante_terminar"], {"hasta": "2020-07-31"}, FACILITA),
    "mesa_sesion_nueva": (PAGINAS["mesa_sesion_nueva"], {"tipo": "ordinaria", "fecha": "2020-09-01"}, FACILITA),
    "mesa_sesion_editar": (
        PAGINAS["mesa_sesion_editar"],
        lambda e: {"tipo": "ordinaria", "numero": e.por_celebrar.numero, "fecha": "2020-09-01"},
        FACILITA,
    ),
    "mesa_sesion_asistencia": (
        PAGINAS["mesa_sesion_asistencia"],
        lambda e: {f"asiento_{e.integrante.pk}": "titular"},
        FACILITA,
    ),
    "mesa_sesion_minuta": (PAGINAS["mesa_sesion_minuta"], lambda e: {"archivo": minuta()}, FACILITA),
    "mesa_sesion_publicar": (PAGINAS["mesa_sesion_minuta"], {}, FACILITA),
    "mesa_sesion_cancelar": (PAGINAS["mesa_sesion_editar"], {}, FACILITA),
    "mesa_acuerdo_nuevo": (
        PAGINAS["mesa_acuerdo_nuevo"],
        {"numero": "STL-100", "texto": "Abrir el presupuesto.", "estado": "pendiente"},
        FACILITA,
    ),
    "mesa_acuerdo": (
        PAGINAS["mesa_acuerdo"],
        lambda e: {"numero": e.acuerdo.numero, "texto": e.acuerdo.texto, "estado": "cumplido"},
        FACILITA,
    ),
    "mesa_acuerdo_quitar": (PAGINAS["mesa_acuerdo"], {}, FACILITA),
}
