"""The demonstration's report, so that there is one to read, cite and verify."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from compromisos.models import Informe, Plan
from compromisos.models.informe import SECCIONES
from compromisos.servicios.informes import solicitar_informe
from pal_portal.cimientos.fechas import hoy
from pal_portal.cimientos.pdf import hay_pango
from secretariado.models import Usuario

PLAN, CORTE = "GTO-1", date(2020, 12, 31)


class Command(BaseCommand):
    help = "Genera el reporte de monitoreo de demostración. Repetirlo no lo duplica."

    def handle(self, *args: Any, **options: Any) -> None:
        plan = Plan.objects.get(clave=PLAN)
        if hoy() < CORTE or not hay_pango() or Informe.objects.filter(plan=plan).exists():
            return
        garante = Usuario.objects.get(correo="garante@demo.example")
        secciones = [clave for clave, _nombre in SECCIONES]
        informe = solicitar_informe(actor=garante, plan=plan, corte=CORTE, secciones=secciones)
        self.stdout.write(f"  {informe.folio}: reporte de demostración")
