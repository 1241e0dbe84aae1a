"""The demonstration of taking part: two moderators, and invented comments that say so themselves."""

from datetime import datetime, timedelta

from django.db import transaction

from compromisos.models import Compromiso
from compromisos.permisos import instituciones_de
from compromisos.servicios.demostracion import CONTRASENA
from consultas.models import Causa, Comentario, Decision, Participante
from consultas.texto import huella_de_texto
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Institucion, Membresia, Usuario
from secretariado.servicios.correos_de_cuenta import dar_por_verificado

CUENTAS = {
    "moderacion@demo.example": "Gala (demostración)",
    "moderacion2@demo.example": "Hugo (demostración)",
}
COMPROMISOS = ("GTO-1-07", "GTO-1-03")
NOTA = "*Comentario de demostración.* "
HILOS = (
    (
        30,
        "La aplicación no abre en teléfonos viejos. ¿Habrá versión para **navegador**?",
        "*Respuesta de demostración: ninguna institución la dio.* Sí, junto con la plataforma.",
    ),
    (12, "Propongo que la campaña llegue también a:\n\n- las bibliotecas\n- los mercados", ""),
    (5, "¿Dónde se consulta el contrato de cada obra?", ""),
)


@transaction.atomic
def sembrar_comentarios() -> int:
    """Returns how many comments are new; running it again adds none."""
    nuevos = 0
    for compromiso in Compromiso.objects.filter(clave__in=COMPROMISOS).select_related("plan__secretariado"):
        moderadora = _moderadores(compromiso)
        if not Comentario.objects.filter(asunto=compromiso.asunto).exists():
            nuevos += _comentar(compromiso, moderadora)
    return nuevos


def _moderadores(compromiso: Compromiso) -> Usuario:
    for correo, nombre in CUENTAS.items():
        usuario = Usuario.objects.filter(correo=correo).first() or Usuario.objects.create_user(
            correo, CONTRASENA, nombre=nombre
        )
        dar_por_verificado(usuario=usuario)
        Membresia.objects.get_or_create(
            usuario=usuario,
            rol=Membresia.Rol.MODERACION,
            secretariado=compromiso.plan.secretariado,
            institucion=None,
        )
    return Usuario.objects.get(correo=next(iter(CUENTAS)))


def _comentar(compromiso: Compromiso, moderadora: Usuario) -> int:
    momento = ahora()
    for dias, texto, respuesta in HILOS:
        raiz = _fila(compromiso, NOTA + texto, momento - timedelta(days=dias))
        if respuesta:
            institucion = Institucion.objects.get(pk=min(instituciones_de(compromiso)))
            cuando = momento - timedelta(days=dias - 4)
            _fila(compromiso, respuesta, cuando, responde_a=raiz, institucion=institucion, oficial=True)
            Comentario.objects.filter(pk=raiz.pk).update(respondida=cuando, respondida_por=institucion)
    oculto = _fila(compromiso, NOTA + "Aquí había publicidad.", momento - timedelta(days=8), estado="oculto")
    Decision.objects.create(
        comentario=oculto,
        secretariado=compromiso.plan.secretariado,
        plan=compromiso.plan,
        asunto=compromiso.asunto,
        clase=Decision.Clase.OCULTAR,
        causa=Causa.PROPAGANDA,
        motivo="Publicidad de un negocio (decisión de demostración).",
        rol=Membresia.Rol.MODERACION,
        moderador=moderadora,
        creada=momento - timedelta(days=7),
    )
    _fila(compromiso, NOTA + "Espera revisión.", momento, estado="en_revision", publicado=None)
    return len(HILOS) + 2


def _fila(compromiso: Compromiso, texto: str, cuando: datetime, **mas: object) -> Comentario:
    seudonimo = f"Participante de demostración {Participante.objects.count() + 1}"
    oficial = bool(mas.get("oficial"))
    datos = {
        "asunto": compromiso.asunto,
        "plan": compromiso.plan,
        "secretariado": compromiso.plan.secretariado,
        "participante": None
        if oficial
        else Participante.objects.create(seudonimo=seudonimo, creado=cuando, ultimo_acto=cuando),
        "texto": texto,
        "huella_texto": huella_de_texto(texto),
        "estado": Comentario.Estado.VISIBLE,
        "creado": cuando,
        "publicado": cuando,
        **mas,
    }
    return Comentario.objects.create(**datos)
