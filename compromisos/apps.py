from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompromisosConfig(AppConfig):
    name = "compromisos"
    verbose_name = _("Planes y compromisos")

    def ready(self) -> None:
        """Register permissions and tasks in every process: both are looked up by name."""
        from compromisos import permisos, tareas  # noqa: F401
