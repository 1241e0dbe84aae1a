from django.apps import AppConfig


class PalPortalConfig(AppConfig):
    name = "pal_portal"

    def ready(self) -> None:
        """Register the tasks in every process: `cimientos.cola` looks them up by name."""
        from pal_portal import tareas  # noqa: F401
