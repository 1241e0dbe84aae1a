"""List every data doubt of the plans: dates, targets, goals, weights."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from compromisos.auditoria import auditar
from compromisos.models import Plan


class Command(BaseCommand):
    help = "Lista las dudas de los datos de los planes. Nada se corrige."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("claves", nargs="*", help="Claves de plan (GTO-1); sin claves, todos con compromisos.")
        parser.add_argument("--json", action="store_true", help="Salida para programas.")

    def handle(self, *args: Any, **options: Any) -> None:
        claves = options["claves"]
        planes = Plan.objects.filter(compromisos__isnull=False).distinct().order_by("clave")
        if claves:
            planes = planes.filter(clave__in=claves)
            if faltan := set(claves) - set(planes.values_list("clave", flat=True)):
                raise CommandError(f"No hay plan con compromisos y clave {', '.join(sorted(faltan))}.")
        informe = {plan.clave: auditar(plan) for plan in planes}
        if options["json"]:
            salida = {
                clave: [
                    {"grupo": h.grupo, "compromiso": h.compromiso, "texto": h.texto, "original": h.original}
                    for h in hallazgos
                ]
                for clave, hallazgos in informe.items()
            }
            self.stdout.write(json.dumps(salida, ensure_ascii=False, indent=1))
            return
        for clave, hallazgos in informe.items():
            self.stdout.write(f"{clave}: {len(hallazgos)} dudas")
            for h in hallazgos:
                original = f" [impreso: {h.original}]" if h.original else ""
                self.stdout.write(f"  {h.nombre_del_grupo} · {h.compromiso or clave}: {h.texto}{original}")
