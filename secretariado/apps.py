from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SecretariadoConfig(AppConfig):
    name = "secretariado"
    verbose_name = _("Secretariados técnicos")

    def ready(self) -> None:
        """Register the tasks in every process: `cimientos.cola` looks them up by name."""
        from secretariado import tareas  # noqa: F401
