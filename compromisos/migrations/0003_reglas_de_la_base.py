from django.db import migrations

from pal_portal.cimientos.migraciones import holgura, solo_agregar


class Migration(migrations.Migration):
    dependencies = [("compromisos", "0002_initial")]
    operations = [
        solo_agregar("compromisos_avance"),
        holgura(
            "compromisos_entrega",
            "compromisos_actividad",
            "compromisos_accionclave",
            "compromisos_compromiso",
            "compromisos_eje",
            "compromisos_plan",
        ),
    ]
