"""Factories with realistic Spanish data. `Elenco` is the cast most tests speak about."""

import hashlib
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from compromisos.models import (
    AccionClave,
    Actividad,
    Avance,
    Compromiso,
    Eje,
    Entrega,
    Evaluacion,
    Evidencia,
    Gancho,
    Plan,
    Recomendacion,
    Responsable,
    Valoracion,
    Verificacion,
)
from consultas.models import (
    Aportacion,
    Comentario,
    Consulta,
    Decision,
    Denuncia,
    Evento,
    Opcion,
    Participante,
    PasoDeRuta,
    Pregunta,
    Ruta,
)
from consultas.texto import huella_de_texto
from pal_portal.cimientos.direcciones import cifrar, huella_de_correo
from secretariado.models import (
    Acuerdo,
    Entidad,
    Institucion,
    Integrante,
    Invitacion,
    Membresia,
    Secretariado,
    Sesion,
    Usuario,
)


def momento(dia: str, hora: int = 12) -> datetime:
    """An aware moment on ISO `dia`, Mexico City."""
    return timezone.make_aware(datetime.fromisoformat(f"{dia}T{hora:02d}:00:00"))


class EntidadF(DjangoModelFactory):
    class Meta:
        model = Entidad
        django_get_or_create = ("clave_inegi",)

    clave_inegi = "11"
    letras = "GTO"
    nombre = nombre_oficial = "Guanajuato"
    slug = "guanajuato"
    participa = True


class OtraEntidadF(EntidadF):
    clave_inegi = "20"
    letras = "OAX"
    nombre = nombre_oficial = "Oaxaca"
    slug = "oaxaca"


class InstitucionF(DjangoModelFactory):
    class Meta:
        model = Institucion

    nombre = factory.Sequence(lambda n: f"Secretaría de Asuntos {n}")
    siglas = factory.Sequence(lambda n: f"SA{n}")
    slug = factory.Sequence(lambda n: f"secretaria-de-asuntos-{n}")
    tipo = Institucion.Tipo.DEPENDENCIA
    entidad = factory.SubFactory(EntidadF)


class SecretariadoF(DjangoModelFactory):
    class Meta:
        model = Secretariado

    entidad = factory.SubFactory(EntidadF)
    nombre = factory.Sequence(lambda n: f"Secretariado Técnico Local {n}")
    slug = factory.Sequence(lambda n: f"stl-{n}")


class AcuerdoF(DjangoModelFactory):
    class Meta:
        model = Acuerdo

    secretariado = factory.SubFactory(SecretariadoF)
    numero = factory.Sequence(lambda n: f"A-{n}")
    texto = "Se aprueba la publicación del plan."
    documento = "Acta de la sesión"


class IntegranteF(DjangoModelFactory):
    """A seat held since 2020-01-01, with a suplente."""

    class Meta:
        model = Integrante

    secretariado = factory.SubFactory(SecretariadoF)
    institucion = factory.SubFactory(InstitucionF)
    titular = factory.Sequence(lambda n: f"Titular {n}")
    suplente = factory.Sequence(lambda n: f"Suplente {n}")
    orden = factory.Sequence(lambda n: n % 1000)
    desde = date(2020, 1, 1)


class SesionF(DjangoModelFactory):
    """Called for 2020-07-15, which has passed."""

    class Meta:
        model = Sesion

    secretariado = factory.SubFactory(SecretariadoF)
    numero = factory.Sequence(lambda n: n + 1)
    fecha = date(2020, 7, 15)


class PlanF(DjangoModelFactory):
    """A published plan from July 2019 to July 2021."""

    class Meta:
        model = Plan

    secretariado = factory.SubFactory(SecretariadoF)
    numero = factory.Sequence(lambda n: n + 1)
    clave = factory.LazyAttribute(lambda p: f"{p.secretariado.entidad.letras}-{p.numero}")
    slug = factory.LazyAttribute(lambda p: p.clave.lower())
    titulo = "Plan de Acción Local"
    estado = Plan.Estado.EN_IMPLEMENTACION
    fecha_inicio = date(2019, 7, 1)
    fecha_fin = date(2021, 7, 31)
    publicado_en = factory.LazyFunction(lambda: momento("2019-07-01"))
    acuerdo_publicacion = factory.LazyAttribute(
        lambda p: AcuerdoF(secretariado=p.secretariado) if p.publicado_en else None
    )


class EjeF(DjangoModelFactory):
    class Meta:
        model = Eje

    plan = factory.SubFactory(PlanF)
    orden = factory.Sequence(lambda n: n + 1)
    numero = factory.LazyAttribute(lambda e: f"4.{e.orden}")
    nombre = "Parlamento Abierto"


class CompromisoF(DjangoModelFactory):
    class Meta:
        model = Compromiso

    plan = factory.SubFactory(PlanF)
    eje = factory.LazyAttribute(lambda c: EjeF(plan=c.plan))
    numero = factory.Sequence(lambda n: n + 1)
    clave = factory.LazyAttribute(lambda c: f"{c.plan.clave}-{c.numero:02d}")
    nombre = "Aplicación de lenguaje ciudadano"
    objetivo = "Abonar al sentido de pertenencia de la ciudadanía."
    estado = Compromiso.Estado.EN_PROCESO


class AccionF(DjangoModelFactory):
    class Meta:
        model = AccionClave

    compromiso = factory.SubFactory(CompromisoF)
    numero = factory.Sequence(lambda n: n + 1)
    nombre = "Estudio de las condiciones de apertura"
    ponderacion = Decimal(100)


class ActividadF(DjangoModelFactory):
    class Meta:
        model = Actividad

    compromiso = factory.SubFactory(CompromisoF)
    numero = factory.Sequence(lambda n: n + 1)
    nombre = "Creación de la plataforma"
    fecha_inicio = date(2019, 8, 1)
    fecha_fin = date(2020, 12, 31)


class EntregaF(DjangoModelFactory):
    class Meta:
        model = Entrega

    actividad = factory.SubFactory(ActividadF)
    numero = 1
    vence = factory.LazyAttribute(lambda e: e.actividad.fecha_fin)


class UsuarioF(DjangoModelFactory):
    class Meta:
        model = Usuario

    correo = factory.Sequence(lambda n: f"persona{n}@ejemplo.test")
    nombre = factory.Sequence(lambda n: f"Persona {n}")


class InvitacionF(DjangoModelFactory):
    """To moderate an STL, sent on 2020-07-25 and good for two weeks. `token_sha256` is the hash of "ficha-N"."""

    class Meta:
        model = Invitacion

    class Params:
        ficha = factory.Sequence(lambda n: f"ficha-{n}")

    correo = factory.Sequence(lambda n: f"invitada{n}@ejemplo.test")
    rol = Membresia.Rol.MODERACION
    secretariado = factory.SubFactory(SecretariadoF)
    token_sha256 = factory.LazyAttribute(lambda i: hashlib.sha256(i.ficha.encode()).hexdigest())
    creada = enviada = factory.LazyFunction(lambda: momento("2020-07-25"))
    vence = factory.LazyFunction(lambda: momento("2020-08-08"))
    invitada_por = factory.SubFactory(UsuarioF)


class AvanceF(DjangoModelFactory):
    class Meta:
        model = Avance

    entrega = factory.SubFactory(EntregaF)
    porcentaje = Decimal(50)
    que_se_hizo = "Se instaló la mesa de trabajo."
    autor = factory.SubFactory(UsuarioF)
    rol = Membresia.Rol.RESPONSABLE
    creado = factory.LazyFunction(lambda: momento("2020-07-01"))


class EvidenciaF(DjangoModelFactory):
    class Meta:
        model = Evidencia

    entrega = factory.SubFactory(EntregaF)
    titulo = "Minuta de la sesión"
    enlace = "https://ejemplo.test/minuta.pdf"
    autor = factory.SubFactory(UsuarioF)
    institucion = factory.SubFactory(InstitucionF)
    rol = Membresia.Rol.RESPONSABLE
    creado = factory.LazyFunction(lambda: momento("2020-07-01"))


class VerificacionF(DjangoModelFactory):
    class Meta:
        model = Verificacion

    evidencia = factory.SubFactory(EvidenciaF)
    veredicto = Verificacion.Veredicto.VERIFICADA
    porcentaje = Decimal(50)
    autor = factory.SubFactory(UsuarioF)
    institucion = factory.SubFactory(InstitucionF)
    creado = factory.LazyFunction(lambda: momento("2020-07-15"))


class EvaluacionF(DjangoModelFactory):
    """A draft with all its texts, as of 2020-06-30."""

    class Meta:
        model = Evaluacion

    plan = factory.SubFactory(PlanF)
    tipo = Evaluacion.Tipo.INTERMEDIA
    corte = date(2020, 6, 30)
    clave = factory.LazyAttribute(lambda e: f"{e.plan.clave}-EI-{e.corte:%Y%m%d}")
    institucion = factory.SubFactory(InstitucionF)
    metodo = "Se leyó el plan y se revisó su evidencia."
    conclusiones = "Va a la mitad."
    autor = factory.SubFactory(UsuarioF)
    creada = factory.LazyFunction(lambda: momento("2020-07-10"))


class ValoracionF(DjangoModelFactory):
    """With every criterion and its reason."""

    class Meta:
        model = Valoracion

    evaluacion = factory.SubFactory(EvaluacionF)
    verificable = True
    verificable_porque = "Sus actividades tienen plazo."
    relevante = False
    relevante_porque = "Es un trámite interno."
    ambicion = "modesto"
    ambicion_porque = "Mejora lo que ya había."
    cumplimiento = "limitado"
    cumplimiento_sugerido = "sin_evidencia"
    cumplimiento_porque = "Se hizo la mitad."
    resultados = "no_cambio"
    resultados_porque = "Todavía no se usa."


class RecomendacionF(DjangoModelFactory):
    class Meta:
        model = Recomendacion

    evaluacion = factory.SubFactory(EvaluacionF)
    numero = factory.Sequence(lambda n: n + 1)
    institucion = factory.SubFactory(InstitucionF)
    texto = "Publicar las minutas."


class ParticipanteF(DjangoModelFactory):
    """A person without account, whose address (`correo`) a link proved."""

    class Meta:
        model = Participante

    class Params:
        correo = factory.Sequence(lambda n: f"vecina{n}@ejemplo.test")

    seudonimo = factory.Sequence(lambda n: f"Vecina {n}")
    correo_huella = factory.LazyAttribute(lambda p: huella_de_correo(p.correo))
    correo_cifrado = factory.LazyAttribute(lambda p: cifrar(p.correo))
    confirmado = creado = ultimo_acto = factory.LazyFunction(lambda: momento("2020-07-01"))


class ComentarioF(DjangoModelFactory):
    """A published comment; give it `asunto`, `plan` and `secretariado`, or use `Elenco.comentario`."""

    class Meta:
        model = Comentario

    participante = factory.SubFactory(ParticipanteF)
    texto = factory.Sequence(lambda n: f"La obra número {n} sigue sin empezar.")
    huella_texto = factory.LazyAttribute(lambda c: huella_de_texto(c.texto))
    estado = Comentario.Estado.VISIBLE
    creado = publicado = factory.LazyFunction(lambda: momento("2020-07-20"))


class DenunciaF(DjangoModelFactory):
    class Meta:
        model = Denuncia

    causa = "insulto"
    creada = factory.LazyFunction(lambda: momento("2020-07-21"))


class DecisionF(DjangoModelFactory):
    """The decision that hid a comment."""

    class Meta:
        model = Decision

    secretariado = factory.LazyAttribute(lambda d: d.comentario.secretariado)
    plan = factory.LazyAttribute(lambda d: d.comentario.plan)
    asunto = factory.LazyAttribute(lambda d: d.comentario.asunto)
    clase = Decision.Clase.OCULTAR
    causa = "insulto"
    motivo = "Insulta a una persona."
    rol = "moderacion"
    creada = factory.LazyFunction(lambda: momento("2020-07-22"))


class ConsultaF(DjangoModelFactory):
    """A published survey open through July 2020, when the tests' clock says 2020-07-31: its last day."""

    class Meta:
        model = Consulta

    secretariado = factory.SubFactory(SecretariadoF)
    instrumento = "encuesta"
    slug = factory.Sequence(lambda n: f"gto-consulta-{n}")
    titulo = factory.Sequence(lambda n: f"¿Qué abrir primero? {n}")
    objetivo = "Saber qué información abrir primero."
    reglas = "Una participación por persona."
    aviso_privacidad = "No se guarda tu correo."
    inicio = date(2020, 7, 1)
    cierre = date(2020, 7, 31)
    publicada_en = factory.LazyFunction(lambda: momento("2020-06-25"))


class EventoF(DjangoModelFactory):
    class Meta:
        model = Evento

    consulta = factory.SubFactory(ConsultaF)
    nombre = "Mesa de trabajo"
    modalidad = "presencial"
    lugar = "Universidad de Guanajuato"
    inicio = factory.LazyFunction(lambda: momento("2020-08-10", 10))
    fin = factory.LazyFunction(lambda: momento("2020-08-10", 13))
    actualizado = factory.LazyFunction(lambda: momento("2020-07-01"))


class AportacionF(DjangoModelFactory):
    """Waiting for an answer since 2020-07-20."""

    class Meta:
        model = Aportacion

    consulta = factory.SubFactory(ConsultaF, instrumento="propuestas")
    titulo = factory.Sequence(lambda n: f"Publicar el presupuesto en datos abiertos {n}")
    texto = "Para saber en qué se gasta."
    huella = factory.Sequence(lambda n: f"{n:064x}")
    creada = factory.LazyFunction(lambda: momento("2020-07-20"))


class GanchoF(DjangoModelFactory):
    """A webhook that is told every progress, from the log's beginning."""

    class Meta:
        model = Gancho

    usuario = factory.SubFactory(UsuarioF)
    nombre = "Tablero del congreso"
    url = "https://sistema.test/avisos"
    eventos = "avance.declarado"
    creado = factory.LazyFunction(lambda: momento("2020-07-01"))


class RutaF(DjangoModelFactory):
    """A published route of a published plan."""

    class Meta:
        model = Ruta
        django_get_or_create = ("plan",)

    plan = factory.SubFactory(PlanF)
    publicada_en = factory.LazyFunction(lambda: momento("2020-07-01"))


class PasoF(DjangoModelFactory):
    class Meta:
        model = PasoDeRuta

    ruta = factory.SubFactory(RutaF)
    orden = factory.Sequence(lambda n: n + 1)
    fase = "sensibilizacion"
    titulo = factory.Sequence(lambda n: f"Conversatorio {n}")


def pregunta(consulta: Consulta, tipo: str, *opciones: str, **campos: Any) -> Pregunta:
    """A question at the end of the survey, with its options."""
    orden = consulta.preguntas.count() + 1
    fila = Pregunta.objects.create(
        consulta=consulta, orden=orden, tipo=tipo, **{"texto": f"Pregunta {orden}", **campos}
    )
    for n, texto in enumerate(opciones, start=1):
        Opcion.objects.create(pregunta=fila, orden=n, texto=texto)
    return fila


class Elenco:
    """One published plan of Guanajuato with one commitment, activity and delivery, and everybody in it.

    alicia facilitates, beto verifies (for the guarantor), carla reports for the co-responsible CSO, dario for
    the responsible body, elena coordinates the country, fidel administers, zoe reports for an institution of
    another state that has nothing to do with it, yago facilitates that other state, ciudadana has no role; gala
    and hugo moderate the comments of the STL.
    `borrador` is an unpublished plan of the same STL with the commitment `secreto`.
    """

    def __init__(self) -> None:
        self.entidad = EntidadF()
        self.stl = SecretariadoF(entidad=self.entidad)
        self.garante = InstitucionF(nombre="Instituto de Acceso", siglas="IACIP", tipo="organismo_garante")
        self.institucion = InstitucionF(nombre="Secretaría de Infraestructura", siglas="SICOM")
        self.osc = InstitucionF(nombre="Gentileza es Unión A.C.", siglas="", tipo="osc")
        self.plan = PlanF(secretariado=self.stl, numero=1, titulo="Plan de Acción Local de Guanajuato")
        self.compromiso = CompromisoF(plan=self.plan, numero=1, nombre="Guanajuato Construye")
        for papel, institucion in (("responsable", self.institucion), ("corresponsable", self.osc)):
            Responsable.objects.create(
                compromiso=self.compromiso,
                institucion=institucion,
                papel=papel,
                persona="Luis Enrique Ramos Pérez",
                cargo="Director General",
                correo="privado@ejemplo.test",
                telefono="477 000 0000",
            )
        self.actividad = ActividadF(compromiso=self.compromiso, numero=1)
        self.entrega = EntregaF(actividad=self.actividad)
        self.borrador = PlanF(
            secretariado=self.stl,
            numero=2,
            titulo="Borrador reservado",
            publicado_en=None,
            estado="en_formulacion",
        )
        self.secreto = CompromisoF(plan=self.borrador, numero=1, nombre="Compromiso reservado")
        self.otra_entidad = OtraEntidadF()
        self.otro_stl = SecretariadoF(entidad=self.otra_entidad)
        self.otra_institucion = InstitucionF(entidad=self.otra_entidad, nombre="Municipio de Oaxaca")
        self.otro_plan = PlanF(secretariado=self.otro_stl, numero=1, titulo="Plan de Oaxaca")
        self.otro_compromiso = CompromisoF(plan=self.otro_plan, numero=1, nombre="Presupuesto abierto")
        Responsable.objects.create(compromiso=self.otro_compromiso, institucion=self.otra_institucion)
        self.otra_actividad = ActividadF(compromiso=self.otro_compromiso, numero=1)
        self.otra_entrega = EntregaF(actividad=self.otra_actividad)
        self.alicia = self._persona("alicia", "facilitacion", secretariado=self.stl)
        self.beto = self._persona("beto", "verificacion", secretariado=self.stl, institucion=self.garante)
        self.carla = self._persona("carla", "responsable", institucion=self.osc)
        self.dario = self._persona("dario", "responsable", institucion=self.institucion)
        self.elena = self._persona("elena", "coordinacion")
        self.yago = self._persona("yago", "facilitacion", secretariado=self.otro_stl)
        self.zoe = self._persona("zoe", "responsable", institucion=self.otra_institucion)
        self.gala = self._persona("gala", "moderacion", secretariado=self.stl)
        self.hugo = self._persona("hugo", "moderacion", secretariado=self.stl)
        self.ciudadana = UsuarioF(correo="ciudadana@ejemplo.test", nombre="Ciudadana")
        self.fidel = UsuarioF(correo="fidel@ejemplo.test", nombre="Fidel", is_staff=True, is_superuser=True)

    def comentario(self, **campos: Any) -> Comentario:
        """A comment on the commitment."""
        base = {"asunto": self.compromiso.asunto, "plan": self.plan, "secretariado": self.stl}
        fila: Comentario = ComentarioF(**{**base, **campos})
        return fila

    def _persona(self, nombre: str, rol: str, **ambito: Any) -> Usuario:
        usuario: Usuario = UsuarioF(correo=f"{nombre}@ejemplo.test", nombre=nombre.title())
        Membresia.objects.create(usuario=usuario, rol=rol, **ambito)
        return usuario
