"""The demonstration history: marked declarations, evidence and verdicts, made through the ordinary doors.

The plans are real; these advances are not, and every row says so (`es_demostracion`). Sowing again adds
nothing to a plan that already has declarations.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from compromisos.calendario import fines_de_mes
from compromisos.models import Avance, Compromiso, Entrega, Plan
from compromisos.servicios.avances import declarar_avance
from compromisos.servicios.catalogos import leer
from compromisos.servicios.compromisos import concluir_compromiso
from compromisos.servicios.curva import reconstruir_cortes
from compromisos.servicios.evidencias import EvidenciaNueva, adjuntar_evidencia
from compromisos.servicios.recalculo import recalcular_todo
from compromisos.servicios.verificaciones import verificar_evidencia
from pal_portal.cimientos.fechas import hoy
from secretariado.models import Institucion, Membresia, Secretariado, Usuario
from secretariado.servicios.correos_de_cuenta import dar_por_verificado

HISTORIA = Path(settings.BASE_DIR) / "fixtures" / "demo" / "historia.json"
CONTRASENA = "demo-portal-pal-2021"


@dataclass(frozen=True, slots=True)
class CuentaDemo:
    """An account of the demonstration: its role, and the letters and acronym of its scope."""

    correo: str
    nombre: str
    explicacion: str
    rol: str = ""
    entidad: str = ""
    siglas: str = ""


CUENTAS = (
    CuentaDemo(
        "facilitacion@demo.example",
        "Alicia (demostración)",
        "facilitación del STL de Guanajuato",
        Membresia.Rol.FACILITACION,
        "GTO",
    ),
    CuentaDemo(
        "garante@demo.example",
        "Beto (demostración)",
        "verificación, organismo garante de Guanajuato (IACIP)",
        Membresia.Rol.VERIFICACION,
        "GTO",
        "IACIP",
    ),
    CuentaDemo(
        "sicom@demo.example",
        "Darío (demostración)",
        "institución responsable de GTO-1-07 (SICOM)",
        Membresia.Rol.RESPONSABLE,
        "GTO",
        "SICOM",
    ),
    CuentaDemo(
        "universidad@demo.example",
        "Nora (demostración)",
        "institución responsable de GTO-1-03 (UG)",
        Membresia.Rol.RESPONSABLE,
        "GTO",
        "UG",
    ),
    CuentaDemo(
        "gesoc@demo.example",
        "Carla (demostración)",
        "OSC corresponsable de MEX-4-13 (GESOC)",
        Membresia.Rol.RESPONSABLE,
        "MEX",
        "GESOC",
    ),
    CuentaDemo(
        "facilitacion.nacional@demo.example",
        "Iris (demostración)",
        "facilitación del plan nacional",
        Membresia.Rol.FACILITACION,
        "MEX",
    ),
    CuentaDemo(
        "verificacion.nacional@demo.example",
        "Óscar (demostración)",
        "verificación del plan nacional",
        Membresia.Rol.VERIFICACION,
        "MEX",
        "DEMO",
    ),
    CuentaDemo(
        "coordinacion@demo.example",
        "Elena (demostración)",
        "coordinación nacional (lee todo, no edita lo de un estado)",
        Membresia.Rol.COORDINACION,
    ),
    CuentaDemo("admin@demo.example", "Fidel (demostración)", "administración del sitio (/admin/)", "admin"),
)


def sembrar() -> dict[str, int]:
    """Accounts, history and past snapshots; returns the new declarations of each plan."""
    datos = leer(HISTORIA)
    nuevas: dict[str, int] = {}
    crear_cuentas()
    for plan in Plan.objects.filter(clave__in=("GTO-1", "MEX-4")).select_related("secretariado__entidad"):
        if Avance.objects.filter(entrega__actividad__compromiso__plan=plan).exists():
            continue
        nuevas[plan.clave] = _historia_de(plan, datos)
    if nuevas:
        recalcular_todo()
        for plan in Plan.objects.filter(clave__in=nuevas):
            reconstruir_cortes(plan, fines_de_mes(plan.fecha_inicio or hoy(), hoy()))
    return nuevas


@transaction.atomic
def crear_cuentas() -> None:
    """The demonstration's accounts, all with the same published password."""
    for cuenta in CUENTAS:
        usuario = Usuario.objects.filter(correo=cuenta.correo).first() or Usuario.objects.create_user(
            cuenta.correo,
            CONTRASENA,
            nombre=cuenta.nombre,
            is_staff=cuenta.rol == "admin",
            is_superuser=cuenta.rol == "admin",
        )
        dar_por_verificado(usuario=usuario)
        if cuenta.rol != "admin":
            Membresia.objects.get_or_create(usuario=usuario, rol=cuenta.rol, **_ambito(cuenta))


def _ambito(cuenta: CuentaDemo) -> dict[str, Any]:
    ambito: dict[str, Any] = {}
    if cuenta.rol in (Membresia.Rol.FACILITACION, Membresia.Rol.VERIFICACION):
        ambito["secretariado"] = Secretariado.objects.get(
            entidad__letras=cuenta.entidad, planes__clave__in=("GTO-1", "MEX-4")
        )
    if cuenta.siglas:
        ambito["institucion"] = _institucion(cuenta)
    return ambito


def _institucion(cuenta: CuentaDemo) -> Institucion:
    if cuenta.siglas == "DEMO":
        # INAI and SFP answer for MEX-4-13, so neither may verify it; the demonstration says who does.
        entidad = Secretariado.objects.get(planes__clave="MEX-4").entidad
        institucion, _ = Institucion.objects.get_or_create(
            entidad=entidad,
            nombre="Verificación independiente (demostración)",
            defaults={"slug": "mex-verificacion-demostracion", "tipo": Institucion.Tipo.ORGANO_AUTONOMO},
        )
        return institucion
    return Institucion.objects.get(entidad__letras=cuenta.entidad, siglas=cuenta.siglas)


def _historia_de(plan: Plan, datos: dict[str, Any]) -> int:
    """Play the events of `plan` in the order they happened."""
    Plan.objects.filter(pk=plan.pk).update(avances_demostracion=True)
    letras = plan.secretariado.entidad.letras
    facilitadora = Usuario.objects.get(membresias__rol="facilitacion", membresias__secretariado=plan.secretariado)
    verificador = Usuario.objects.get(membresias__rol="verificacion", membresias__secretariado=plan.secretariado)
    sucesos = [s for s in (*datos["declaraciones"], *_de_series(datos["series"])) if s["compromiso"][:3] == letras]
    declaraciones = 0
    for suceso in sorted(sucesos, key=lambda s: s["fecha"]):
        if date.fromisoformat(suceso["fecha"]) <= hoy():
            _suceso(suceso, facilitadora, verificador)
            declaraciones += 1
    for fila in datos["concluidos"]:
        if fila["compromiso"][:3] == letras and date.fromisoformat(fila["fecha"]) <= hoy():
            concluir_compromiso(
                actor=facilitadora,
                compromiso=Compromiso.objects.get(clave=fila["compromiso"]),
                cumplido=True,
                momento=_momento(fila["fecha"]),
            )
    return declaraciones


def _de_series(series: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The events of periodic activities: each delivery some days before (or after) it was due."""
    for serie in series:
        for numero in serie["entregas"]:
            suceso = {**serie, "entrega": numero, "porcentaje": 100}
            vence = _entrega(suceso).vence
            if vence is None:
                continue
            suceso["fecha"] = (vence - timedelta(days=serie["dias_antes"])).isoformat()
            if numero <= serie["verificar_hasta"]:
                suceso["verificacion"] = {
                    "fecha": (vence + timedelta(days=18)).isoformat(),
                    "veredicto": "verificada",
                    "porcentaje": 100,
                }
            yield suceso


def _entrega(suceso: dict[str, Any]) -> Entrega:
    en_accion = {"actividad__accion__numero": suceso["accion"]} if "accion" in suceso else {}
    return Entrega.objects.select_related("actividad__compromiso__plan__secretariado").get(
        actividad__compromiso__clave=suceso["compromiso"],
        actividad__numero=suceso["actividad"],
        numero=suceso["entrega"],
        **(en_accion or {"actividad__accion__isnull": True}),
    )


def _momento(dia: str) -> datetime:
    return timezone.make_aware(datetime.combine(date.fromisoformat(dia), time(12)))


def _suceso(suceso: dict[str, Any], facilitadora: Usuario, verificador: Usuario) -> None:
    """One declaration, with its evidence and the verdict on it where there is one."""
    entrega = _entrega(suceso)
    momento = _momento(suceso["fecha"])
    avance = declarar_avance(
        actor=facilitadora,
        entrega=entrega,
        porcentaje=Decimal(suceso["porcentaje"]),
        que_se_hizo=suceso["que_se_hizo"],
        obstaculos=suceso.get("obstaculos", ""),
        momento=momento,
        demostracion=True,
    )
    if not (datos := suceso.get("evidencia")):
        return
    archivo = _archivo(suceso, datos["archivo"]) if "archivo" in datos else None
    evidencia = adjuntar_evidencia(
        actor=facilitadora,
        entrega=entrega,
        nueva=EvidenciaNueva(
            titulo=datos["titulo"],
            que_prueba=datos["que_prueba"],
            fecha_documento=momento.date(),
            archivo=archivo,
            nombre_archivo=archivo.name or "" if archivo else "",
            enlace=datos.get("enlace", ""),
        ),
        avance=avance,
        momento=momento,
        demostracion=True,
    )
    veredicto = suceso.get("verificacion")
    if veredicto and date.fromisoformat(veredicto["fecha"]) <= hoy():
        verificar_evidencia(
            actor=verificador,
            evidencia=evidencia,
            veredicto=veredicto["veredicto"],
            porcentaje=Decimal(veredicto["porcentaje"]),
            motivo=veredicto.get("motivo", ""),
            momento=_momento(veredicto["fecha"]),
            demostracion=True,
        )


def _archivo(suceso: dict[str, Any], nombre: str) -> File:
    """A small real file that says what it is; each event's is different, so its hash is its own."""
    lineas = [
        "DOCUMENTO DE DEMOSTRACIÓN DE PORTAL PAL. No lo emitió ninguna institución.",
        f"Compromiso {suceso['compromiso']}, actividad {suceso['actividad']}, entrega {suceso['entrega']}.",
        f"Fecha de la declaración: {suceso['fecha']}.",
        suceso["evidencia"]["titulo"],
        suceso["que_se_hizo"],
    ]
    if nombre.endswith(".png"):
        return ContentFile(_lamina(lineas), name=nombre)
    if nombre.endswith(".csv"):
        filas = [f'"{linea}",{n}' for n, linea in enumerate(lineas, start=1)]
        return ContentFile("\n".join(["concepto,renglón", *filas, ""]).encode(), name=nombre)
    return ContentFile("\n".join([*lineas, ""]).encode(), name=nombre)


def _lamina(lineas: list[str]) -> bytes:
    imagen = Image.new("RGB", (960, 540), "#f4f1ea")
    dibujo = ImageDraw.Draw(imagen)
    letra = ImageFont.truetype(settings.BASE_DIR / "static/fuentes/atkinson-hyperlegible-next.woff2", 22)
    dibujo.rectangle((0, 0, 960, 84), fill="#1f4b5e")
    for n, linea in enumerate(lineas):
        dibujo.text((40, 30 + n * 84), linea, fill="#ffffff" if n == 0 else "#16323f", font=letra)
    salida = io.BytesIO()
    imagen.save(salida, "PNG")
    return salida.getvalue()
