"""Rewrite every stored figure by hand (the same as the nightly task)."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from compromisos.servicios.cortes import tomar_corte
from compromisos.servicios.recalculo import recalcular_todo, reconciliar_entregas


class Command(BaseCommand):
    help = "Recalcula las cifras guardadas de todos los niveles y toma el corte del día."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--al", type=date.fromisoformat, help="Fecha de corte (AAAA-MM-DD); hoy si se omite.")
        parser.add_argument(
            "--desde-cero", action="store_true", help="También desde las declaraciones y verificaciones."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["desde_cero"]:
            self.stdout.write(f"  entregas revisadas: {reconciliar_entregas()}")
        for nivel, filas in recalcular_todo(options["al"]).items():
            self.stdout.write(f"  {nivel}: {filas} filas con cifras nuevas")
        self.stdout.write(f"  cortes: {tomar_corte(options['al'])}")
