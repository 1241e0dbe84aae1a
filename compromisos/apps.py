from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompromisosConfig(AppConfig):
    name = "compromisos"
    verbose_name = _("Planes y compromisos")

    def ready(self) -> None:
        """Register permissions and tasks in every process: both are looked up by name."""
        from compromisos import permisos, tareas  # noqa: F401
        from compromisos.servicios.ganchos import olvidar_cuenta
        from secretariado.servicios.privacidad import cuenta_suprimida

        cuenta_suprimida.connect(
            lambda cuenta, **_kw: olvidar_cuenta(usuario=cuenta),
            weak=False,
            dispatch_uid="compromisos.olvidar_cuenta",
        )
