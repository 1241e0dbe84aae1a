from django.db import migrations

from pal_portal.cimientos.migraciones import solo_agregar


class Migration(migrations.Migration):
    dependencies = [("secretariado", "0001_initial")]
    operations = [solo_agregar("secretariado_asiento")]
