"""Read a plan's document: say what is in it, or make its draft."""

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from compromisos.importacion.borrador import Borrador
from compromisos.servicios.importacion import importar_plan, leer_plan
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import hoy
from secretariado.models import Entidad, Membresia, Secretariado, Usuario


class Command(BaseCommand):
    help = "Lee un plan en Word, ODT, PDF, Excel, ODS, CSV, texto o JSON; lo informa o crea su borrador."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archivo", help="El documento del plan.")
        parser.add_argument("--entidad", required=True, help="Letras de la entidad (GTO; MEX para el nacional).")
        modo = parser.add_mutually_exclusive_group(required=True)
        modo.add_argument("--simular", action="store_true", help="Sólo informa: no escribe nada.")
        modo.add_argument("--crear", action="store_true", help="Crea el plan como borrador.")
        parser.add_argument("--secretariado", help="Slug del secretariado, si la entidad tiene varios.")
        parser.add_argument("--actor", help="Correo de quien lo facilita; sin él, su única cuenta facilitadora.")
        parser.add_argument("--numero", type=int, help="Número del plan; sin él, el siguiente libre.")
        parser.add_argument("--json", action="store_true", help="Salida para programas.")

    def handle(self, *args: Any, **options: Any) -> None:
        ruta = Path(options["archivo"])
        try:
            cuerpo = ruta.read_bytes()
        except OSError as error:
            raise CommandError(f"No se pudo abrir {ruta}: {_por_que(error)}.") from error
        entidad = Entidad.objects.filter(letras=options["entidad"].upper()).first()
        if entidad is None:
            raise CommandError(f"No hay entidad con letras {options['entidad']}.")
        try:
            if options["simular"]:
                self._informar(leer_plan(cuerpo, ruta.name, entidad.letras), None, options["json"])
                return
            self._crear(cuerpo, ruta.name, entidad, options)
        except ReglaIncumplida as error:
            raise CommandError(error.mensaje) from error

    def _crear(self, cuerpo: bytes, nombre: str, entidad: Entidad, options: dict[str, Any]) -> None:
        secretariado = self._secretariado(entidad, options["secretariado"])
        actor = self._actor(secretariado, options["actor"])
        try:
            plan, borrador = importar_plan(
                actor=actor, secretariado=secretariado, cuerpo=cuerpo, nombre=nombre, numero=options["numero"]
            )
        except PermissionDenied as error:
            raise CommandError("Esa cuenta no facilita el secretariado.") from error
        if borrador is None:
            if options["json"]:
                self.stdout.write(json.dumps({"plan": plan.clave, "creado": False}))
            else:
                self.stdout.write(f"Este archivo ya se había importado: es el plan {plan.clave}. No se creó nada.")
            return
        self._informar(borrador, plan.clave, options["json"])

    def _secretariado(self, entidad: Entidad, slug: str | None) -> Secretariado:
        posibles = Secretariado.objects.filter(entidad=entidad)
        if slug:
            posibles = posibles.filter(slug=slug)
        hallados = list(posibles.order_by("pk")[:2])
        if len(hallados) != 1:
            detalle = "ninguno" if not hallados else "varios; indica cuál con --secretariado"
            raise CommandError(f"Secretariados de {entidad.nombre}: {detalle}.")
        return hallados[0]

    def _actor(self, secretariado: Secretariado, correo: str | None) -> Usuario:
        if correo:
            actor = Usuario.objects.filter(correo__iexact=correo).first()
            if actor is None:
                raise CommandError(f"No hay cuenta {correo}.")
            return actor
        facilitan = Membresia.objects.vigentes(hoy()).filter(
            secretariado=secretariado, rol=Membresia.Rol.FACILITACION, usuario__is_active=True
        )
        cuentas = {m.usuario_id: m.usuario for m in facilitan.select_related("usuario")}
        if len(cuentas) != 1:
            raise CommandError("Indica con --actor el correo de quien facilita el secretariado.")
        return next(iter(cuentas.values()))

    def _informar(self, borrador: Borrador, clave: str | None, en_json: bool) -> None:
        if en_json:
            informe = {
                "plan": clave,
                "creado": clave is not None,
                "resumen": borrador.resumen(),
                "datos": sin_contacto(borrador.datos),
                "origenes": {
                    ruta: {"lugar": o.lugar, "cita": o.cita, "confianza": o.confianza}
                    for ruta, o in borrador.origenes.items()
                },
                "sin_clasificar": borrador.sin_clasificar,
                "avisos": borrador.avisos,
            }
            self.stdout.write(json.dumps(informe, ensure_ascii=False, indent=1))
            return
        datos = borrador.datos
        plan = datos["plan"]
        self.stdout.write(
            f"{clave or 'Simulación'}: {plan['titulo']} ({plan['fecha_inicio']} a {plan['fecha_fin']})"
        )
        self.stdout.write("  " + ", ".join(f"{n} {c.replace('_', ' ')}" for c, n in borrador.resumen().items()))
        for compromiso in datos["compromisos"]:
            self.stdout.write(f"  {compromiso['numero']}. {compromiso['nombre']}")
            for duda in compromiso["dudas"]:
                self.stdout.write(f"     ? {duda['campo']}: {duda['nota']} [{duda['texto_original'][:80]}]")
        for duda in datos["dudas"]:
            self.stdout.write(f"  ? {duda['campo']}: {duda['nota']} [{duda['texto_original'][:80]}]")
        for sobra in borrador.sin_clasificar:
            self.stdout.write(f"  sin clasificar ({sobra['lugar']}): {sobra['texto'][:100]}")


def _por_que(error: OSError) -> str:
    """In Spanish, what usually happens; else as the system says it."""
    usuales = {
        FileNotFoundError: "no existe",
        IsADirectoryError: "es una carpeta",
        PermissionError: "falta permiso",
    }
    return usuales.get(type(error)) or str(error.strerror)


def sin_contacto(valor: Any) -> Any:
    """The data without telephones and e-mails, for what leaves the registry."""
    if isinstance(valor, dict):
        return {c: sin_contacto(v) for c, v in valor.items() if c not in ("correo", "telefono")}
    if isinstance(valor, list):
        return [sin_contacto(v) for v in valor]
    return valor
