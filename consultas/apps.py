from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultasConfig(AppConfig):
    name = "consultas"
    verbose_name = _("Participación")

    def ready(self) -> None:
        """Register the tasks and the names of kept codes, tell what is kept of an account and forget it
        when it is erased."""
        from consultas import tareas  # noqa: F401
        from consultas.datos_personales import datos_de_cuenta
        from consultas.servicios.participantes import olvidar_cuenta
        from secretariado.datos_personales import datos_pedidos
        from secretariado.servicios.privacidad import cuenta_suprimida

        cuenta_suprimida.connect(
            lambda cuenta, **_kw: olvidar_cuenta(usuario=cuenta),
            weak=False,
            dispatch_uid="consultas.olvidar_cuenta",
        )
        datos_pedidos.connect(
            lambda cuenta, **_kw: datos_de_cuenta(cuenta), weak=False, dispatch_uid="consultas.datos_de_cuenta"
        )
        self._nombrar_opciones()
        self._completar_informes()

    def _completar_informes(self) -> None:
        from compromisos.informes.emitir import TABLAS_DE_OTROS_PISOS
        from consultas.participacion_en_numeros import tablas_de_participacion

        if tablas_de_participacion not in TABLAS_DE_OTROS_PISOS:
            TABLAS_DE_OTROS_PISOS.append(tablas_de_participacion)

    def _nombrar_opciones(self) -> None:
        from compromisos.textos import nombrar_opciones
        from consultas.models import Aportacion, Bloqueo, Causa, Consulta, FotoEvento, PoliticaModeracion

        nombrar_opciones("causa", Causa.choices)
        nombrar_opciones("consentimiento", FotoEvento.Consentimiento.choices)
        nombrar_opciones("clase", Bloqueo.Clase.choices)
        nombrar_opciones("estado", Aportacion.Estado.choices)
        nombrar_opciones("instrumento", Consulta.Instrumento.choices)
        nombrar_opciones("modo", PoliticaModeracion.Modo.choices)
        nombrar_opciones("resultados_antes_del_cierre", [("si", _("sí")), ("no", _("no"))])
