"""Create and send the day's notices (what beat does), or say what would be sent."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from compromisos.servicios.avisos import avisar, por_avisar
from secretariado.models import Aviso, Usuario
from secretariado.registro.avisos import barrer_avisos


class Command(BaseCommand):
    help = "Calcula y envía los avisos que tocan hoy. Repetirlo no envía nada dos veces."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--simular", action="store_true", help="Sólo dice qué enviaría.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["simular"]:
            self._simular()
            return
        cuantos = avisar()
        barrer_avisos()
        self.stdout.write(f"Avisos nuevos: {cuantos}.")

    def _simular(self) -> None:
        avisos = por_avisar()
        cuentas = Usuario.objects.in_bulk({a.usuario_id for a in avisos})
        for a in avisos:
            fila = a.datos["filas"][0]
            mas = f" y {a.datos['total'] - 1} más" if a.datos["total"] > 1 else ""
            destino = _a_medias(cuentas[a.usuario_id].correo)
            self.stdout.write(
                f"{a.no_antes:%Y-%m-%d}  {a.tipo:<20} {destino:<28} "
                f"{fila['fecha']} {fila['clave']} {fila['nombre'][:60]}{mas}"
            )
        mensajes = len({a.grupo for a in avisos})
        for tipo, cuantos in Counter(a.tipo for a in avisos).items():
            self.stdout.write(f"  {Aviso.Tipo(tipo).label}: {cuantos}")
        self.stdout.write(f"{len(avisos)} avisos en {mensajes} mensajes. No se envió nada.")


def _a_medias(correo: str) -> str:
    """Enough to recognise an address, too little to keep one in a cron's log."""
    nombre, _, dominio = correo.partition("@")
    return f"{nombre[:1]}…@{dominio}"
