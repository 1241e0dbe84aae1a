"""Demonstration consultations of Guanajuato, made through the ordinary doors and marked on every page.

Runs from the command line; acts as the demonstration's facilitator. Sowing again adds nothing.
"""

import random
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from compromisos.models import Compromiso, Plan
from consultas.models import Consulta, Participacion, Pregunta
from consultas.recorrido import recorrer
from consultas.servicios.aportaciones import apoyar, enviar_aportacion
from consultas.servicios.consultas import crear_consulta, publicar_consulta
from consultas.servicios.encuestas import guardar_pregunta
from consultas.servicios.eventos import MesaNueva, guardar_evento
from consultas.servicios.participaciones import pasos_de, registrar_participacion
from consultas.servicios.respuestas import responder_aportacion, unir_aportaciones
from consultas.servicios.textos import publicar_version
from pal_portal.cimientos.fechas import ahora, hoy
from secretariado.models import Usuario

FACILITADORA = "facilitacion@demo.example"
REGLAS = "Una participación por persona. Lo que se diga es público y recibe una respuesta con razones."
AVISO = (
    "El portal no guarda tu correo, sólo una huella; si apartas lugar en un encuentro, lo guarda cifrado hasta "
    "que empiece, para avisarte. Los resultados se publican sumados."
)
MENSUAL = "El Congreso publicará sus gastos cada mes, con su contrato."
ANUAL = "El Congreso publicará sus gastos cada año."
RESTO = "Habrá una mesa ciudadana que revise el avance.\n\nLos datos se publicarán en formatos abiertos."


@transaction.atomic
def sembrar_consultas() -> list[str]:
    """One of each instrument that has pages of its own; returns the titles of the new ones."""
    actor = Usuario.objects.filter(correo=FACILITADORA).first()
    plan = Plan.objects.filter(clave="GTO-1").select_related("secretariado__entidad").first()
    if actor is None or plan is None or Consulta.objects.filter(es_demostracion=True).exists():
        return []
    nuevas = [f(actor, plan) for f in (_encuesta_abierta, _encuesta_cerrada, _propuestas, _texto, _mesa)]
    return [c.titulo for c in nuevas]


def _consulta(
    actor: Usuario, plan: Plan, instrumento: str, titulo: str, objetivo: str, armar: Callable[[Consulta], Any]
) -> Consulta:
    """A published one, open from ten days ago to twenty from now; `armar` completes the draft."""
    datos = {
        "plan": plan,
        "instrumento": instrumento,
        "titulo": titulo,
        "objetivo": objetivo,
        "reglas": REGLAS,
        "aviso_privacidad": AVISO,
        "inicio": hoy() - timedelta(days=10),
        "cierre": hoy() + timedelta(days=20),
        "resultados_previstos": hoy() + timedelta(days=40),
    }
    consulta = crear_consulta(actor=actor, secretariado=plan.secretariado, datos=datos)
    Consulta.objects.filter(pk=consulta.pk).update(es_demostracion=True)
    armar(consulta)
    return publicar_consulta(actor=actor, consulta=consulta)


def _preguntas(actor: Usuario, consulta: Consulta) -> list[Pregunta]:
    def pregunta(tipo: str, texto: str, opciones: list[str], **campos: Any) -> Pregunta:
        datos = {"tipo": tipo, "texto": texto, "ayuda": "", "obligatoria": False, "solo_si": None, **campos}
        return guardar_pregunta(actor=actor, consulta=consulta, pregunta=None, datos=datos, opciones=opciones)

    usa = pregunta("unica", "¿Has buscado información del gobierno en internet?", ["Sí", "No"], obligatoria=True)
    temas = ["Obra pública", "Presupuesto", "Seguridad", "Becas"]
    return [
        usa,
        pregunta("multiple", "¿Qué buscabas?", temas, solo_si=usa.opciones.order_by("orden").first()),
        pregunta("escala", "¿Qué tan fácil es entenderla? (1 nada, 5 mucho)", ["1", "2", "3", "4", "5"]),
        pregunta("orden", "¿Qué abrirías primero?", temas),
        pregunta("abierta", "¿Qué más nos dirías?", []),
    ]


def _encuesta_abierta(actor: Usuario, plan: Plan) -> Consulta:
    titulo = "¿Qué información abrimos primero?"
    objetivo = "Saber qué información pública conviene abrir primero."
    return _consulta(actor, plan, "encuesta", titulo, objetivo, lambda c: _preguntas(actor, c))


def _encuesta_cerrada(actor: Usuario, plan: Plan) -> Consulta:
    titulo = "¿Cómo prefieres enterarte?"
    objetivo = "Elegir por qué medios informar del avance del plan."
    consulta = _consulta(actor, plan, "encuesta", titulo, objetivo, lambda c: _preguntas(actor, c))
    preguntas = list(consulta.preguntas.prefetch_related("opciones").order_by("orden"))
    pasos, azar = pasos_de(consulta), random.Random(2019)  # noqa: S311
    for n in range(87):
        respuestas = {
            p.pk: {
                "opciones": azar.sample(
                    [o.pk for o in p.opciones.all()], 2 if p.tipo in ("multiple", "orden") else 1
                )
            }
            for p in preguntas
            if p.tipo != Pregunta.Tipo.ABIERTA
        }
        datos = {
            "sexo": azar.choice(Participacion.Sexo.values[:2]),
            "edad": azar.choice(Participacion.Edad.values),
            "sector": azar.choices(Participacion.Sector.values, [60, 9, 9, 6, 3])[0],
        }
        camino = recorrer(pasos, {pk: r["opciones"] for pk, r in respuestas.items()})
        dichas = {paso.pk: respuestas[paso.pk] for paso in camino if paso.pk in respuestas}
        registrar_participacion(consulta=consulta, huella=f"demo-{n}", respuestas=dichas, datos=datos)
    dias = {"inicio": hoy() - timedelta(days=60), "cierre": hoy() - timedelta(days=30)}
    resumen = "La mayoría busca información en internet. Con lo que se dijo se elegirá qué abrir primero."
    Consulta.objects.filter(pk=consulta.pk).update(
        **dias, resumen_resultados=resumen, resultados_publicados_en=ahora() - timedelta(days=10)
    )
    return consulta


def _propuestas(actor: Usuario, plan: Plan) -> Consulta:
    titulo, objetivo = "Propuestas para el segundo plan", "Reunir ideas para los compromisos del segundo plan."
    consulta = _consulta(actor, plan, "propuestas", titulo, objetivo, lambda c: None)
    ideas = (
        ("Presupuesto municipal en datos abiertos", "Para comparar en qué se gasta cada año.", "Vecina de León"),
        ("Publicar el presupuesto de los municipios", "Que se pueda descargar.", ""),
        ("Sentencias en lenguaje claro", "Que cualquiera entienda lo que se resolvió.", "Estudiante"),
        ("Avisos de obra con calendario", "Saber cuándo empieza y cuándo termina una obra.", ""),
    )
    filas = [
        enviar_aportacion(consulta=consulta, huella=f"demo-{n}", titulo=t, texto=x, firma=f)
        for n, (t, x, f) in enumerate(ideas)
    ]
    for n in range(10, 22):
        apoyar(aportacion=filas[n % 4], huella=f"demo-{n}")
    unir_aportaciones(actor=actor, aportacion=filas[1], en=filas[0])
    lenguaje = Compromiso.objects.filter(clave="GTO-1-01").first()
    if lenguaje:
        razones = "El compromiso de lenguaje ciudadano ya lo prevé; se sumarán las sentencias más consultadas."
        responder_aportacion(
            actor=actor, aportacion=filas[2], estado="en_parte", respuesta=razones, compromiso=lenguaje
        )
    return consulta


def _texto(actor: Usuario, plan: Plan) -> Consulta:
    def armar(consulta: Consulta) -> None:
        publicar_version(actor=actor, consulta=consulta, texto=f"{ANUAL}\n\n{RESTO}")
        publicar_version(actor=actor, consulta=consulta, texto=f"{MENSUAL}\n\n{RESTO}", nota="Tras las mesas.")

    titulo, objetivo = "Borrador del compromiso de gasto abierto", "Mejorar la redacción antes de aprobarlo."
    consulta = _consulta(actor, plan, "consulta_publica", titulo, objetivo, armar)
    enviar_aportacion(
        consulta=consulta,
        huella="demo-1",
        titulo="Que se diga quién lo revisa",
        texto="Falta decir qué institución responde por la mesa.",
        firma="",
        parrafo=consulta.versiones.get(numero=2).parrafos.get(orden=2),
    )
    return consulta


def _mesa(actor: Usuario, plan: Plan) -> Consulta:
    inicio = timezone.make_aware(datetime.combine(hoy() + timedelta(days=8), time(10)))
    datos = {
        "nombre": "Mesa de trabajo sobre datos abiertos",
        "modalidad": "mixta",
        "lugar": "Universidad de Guanajuato",
        "inicio": inicio,
        "fin": inicio + timedelta(hours=3),
        "agenda": "Bienvenida.\n\nTrabajo por temas.\n\nAcuerdos.",
        "relatoria": "",
        "acuerdos": "",
        "cancelado": False,
        "con_registro": True,
        "cupo": 40,
    }

    def armar(consulta: Consulta) -> None:
        mesas = [MesaNueva("Datos abiertos municipales", ("GTO-1-04",)), MesaNueva("Gasto")]
        guardar_evento(actor=actor, consulta=consulta, evento=None, datos=datos, mesas=mesas)

    titulo = "Mesas de trabajo de enero"
    return _consulta(actor, plan, "mesa", titulo, "Acordar qué cambia en el plan este año.", armar)
