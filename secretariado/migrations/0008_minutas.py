"""A published minute is there to be read, and is of a session that took place."""

from typing import Any

from django.db import migrations, models


def sin_minuta_no_hay_publicada(apps: Any, schema_editor: Any) -> None:
    """What /admin/ let be ticked without a file."""
    apps.get_model("secretariado", "Sesion").objects.filter(minuta=None).update(minuta_publicada=False)


class Migration(migrations.Migration):
    dependencies = [("secretariado", "0007_llaves_de_api")]

    operations = [
        migrations.RunPython(sin_minuta_no_hay_publicada, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="sesion",
            constraint=models.CheckConstraint(
                condition=models.Q(("minuta_publicada", False), ("minuta__isnull", False), _connector="OR"),
                name="sesion_publica_la_minuta_que_tiene",
            ),
        ),
        migrations.AddConstraint(
            model_name="sesion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("minuta__isnull", True), ("estado__in", ["celebrada", "sin_quorum"]), _connector="OR"
                ),
                name="sesion_con_minuta_tuvo_lugar",
            ),
        ),
    ]
