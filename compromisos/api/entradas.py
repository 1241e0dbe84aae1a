"""What the writes of this floor take. Lengths and choices only; the rules are the services'."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from compromisos.cambios import CAMPOS, SOLO_EN_BORRADOR, campos_editables
from compromisos.models import AccionClave, Actividad, Avance, Compromiso, Plan, Postura, Verificacion
from compromisos.servicios.acuerdos import AcuerdoNuevo
from compromisos.servicios.autorizaciones import Autorizacion
from compromisos.servicios.evidencias import EvidenciaNueva
from compromisos.servicios.lotes import MAXIMO_POR_LOTE
from secretariado.api.entradas import Entrada, Identificador
from secretariado.models import Acuerdo, Institucion


def _porcentaje(ayuda: str, **mas: Any) -> serializers.DecimalField:
    return serializers.DecimalField(
        max_digits=5, decimal_places=2, min_value=0, max_value=100, help_text=ayuda, **mas
    )


def _texto(ayuda: str, maximo: int, **mas: Any) -> serializers.CharField:
    return serializers.CharField(max_length=maximo, help_text=ayuda, **mas)


class EnlaceEntrada(Entrada):
    """A link as evidence."""

    enlace = _texto("Dirección completa, con https://.", 1000)
    titulo = _texto("Título; si se omite, la dirección o el nombre del archivo.", 200, required=False)
    que_prueba = _texto("Qué prueba.", 2000, required=False, allow_blank=True)
    fecha_documento = serializers.DateField(required=False, allow_null=True, help_text="Fecha del documento.")

    @staticmethod
    def nueva(datos: dict[str, Any]) -> EvidenciaNueva:
        """Of valid data."""
        archivo, enlace = datos.get("archivo"), datos.get("enlace", "")
        return EvidenciaNueva(
            titulo=datos.get("titulo") or (archivo.name[:180] if archivo else enlace[:180]),
            que_prueba=datos.get("que_prueba", ""),
            fecha_documento=datos.get("fecha_documento"),
            archivo=archivo,
            nombre_archivo=archivo.name if archivo else "",
            enlace=enlace,
        )


class EvidenciaEntrada(EnlaceEntrada):
    """A file (as multipart/form-data) or a link, never both."""

    enlace = _texto("Dirección completa, con https://; o bien `archivo`.", 1000, required=False)
    archivo = serializers.FileField(
        required=False, allow_empty_file=True, help_text="El archivo, en multipart/form-data; o bien `enlace`."
    )

    def validate(self, datos: dict[str, Any]) -> dict[str, Any]:
        if bool(datos.get("archivo")) == bool(datos.get("enlace")):
            raise serializers.ValidationError(
                {"archivo": [_("Adjunta un archivo o escribe un enlace, no ambos.")]}
            )
        return datos


class AvanceEntrada(Entrada):
    """A declaration on a delivery, with links as evidence if there are."""

    porcentaje = _porcentaje("Avance acumulado de la entrega, de 0 a 100.")
    que_se_hizo = _texto("Qué se hizo. Si no hubo avance, «Sin avance».", 5000)
    obstaculos = _texto(
        f"Qué lo impidió; obligatorio con menos de {Avance.OBSTACULOS_BAJO} %.",
        5000,
        required=False,
        allow_blank=True,
    )
    evidencias = serializers.ListField(
        child=EnlaceEntrada(), required=False, max_length=10, help_text="Enlaces que lo prueban."
    )


class FilaDeLote(Entrada):
    """One delivery of a batch."""

    entrega = Identificador(help_text="Identificador de la entrega.")
    porcentaje = _porcentaje("Avance acumulado de la entrega, de 0 a 100.")
    que_se_hizo = _texto("Qué se hizo.", 5000)
    obstaculos = _texto("Qué lo impidió.", 5000, required=False, allow_blank=True)
    evidencias = serializers.ListField(
        child=EnlaceEntrada(), required=False, max_length=10, help_text="Enlaces que lo prueban."
    )


class LoteEntrada(Entrada):
    """Many deliveries at once."""

    modo = serializers.ChoiceField(
        choices=["todo", "por_fila"],
        default="todo",
        help_text="todo: si una fila falla no se guarda ninguna. por_fila: se guarda lo que está bien.",
    )
    filas = serializers.ListField(
        child=FilaDeLote(),
        allow_empty=False,
        max_length=MAXIMO_POR_LOTE,
        help_text="Una por entrega, sin repetir.",
    )

    def validate_filas(self, filas: list[dict[str, Any]]) -> list[dict[str, Any]]:
        numeros = [f["entrega"] for f in filas]
        if len(set(numeros)) != len(numeros):
            raise serializers.ValidationError(_("Hay entregas repetidas: manda una sola fila de cada una."))
        return filas


class VeredictoEntrada(Entrada):
    veredicto = serializers.ChoiceField(choices=Verificacion.Veredicto.choices, help_text="Qué se decide.")
    porcentaje = _porcentaje(
        "Qué porcentaje de la entrega sustenta; sólo al verificar.", required=False, default=0
    )
    motivo = _texto("Obligatorio al observar o rechazar; es público.", 2000, required=False, allow_blank=True)


class PosturaEntrada(Entrada):
    sentido = serializers.ChoiceField(choices=Postura.Sentido.choices, help_text="avala u objeta.")
    motivo = _texto("Obligatorio al objetar; es público.", 2000, required=False, allow_blank=True)


class MotivoEntrada(Entrada):
    motivo = _texto("Por qué. Es público.", 2000)


class AcuerdoEntrada(Entrada):
    """An agreement of the STL: one that the registry has, by its number; or a new one, with its document."""

    numero = _texto("Número del acuerdo.", 30)
    documento = _texto("Documento en que consta, si el acuerdo no está en el registro.", 200, required=False)
    texto = _texto("Qué se acordó, si el acuerdo no está en el registro.", 2000, required=False)

    @staticmethod
    def del_plan(plan: Plan, datos: dict[str, Any]) -> Acuerdo | AcuerdoNuevo:
        """Of valid data."""
        numero = datos["numero"].strip()
        registrado = (
            Acuerdo.objects.filter(secretariado=plan.secretariado_id, numero=numero).order_by("pk").first()
        )
        return registrado or AcuerdoNuevo(numero, datos.get("texto", ""), datos.get("documento", ""))


class PublicacionEntrada(Entrada):
    acuerdo = AcuerdoEntrada(help_text="Acuerdo del secretariado que permite publicar.")


class AutorizacionEntrada(Entrada):
    """Why a published plan changes and what allows it; a draft asks for neither."""

    motivo = _texto("Por qué cambia. Es público. En un borrador no hace falta.", 2000, required=False)
    acuerdo = AcuerdoEntrada(required=False, help_text="Acuerdo que lo permite. En un borrador no hace falta.")

    @staticmethod
    def autorizacion(plan: Plan, datos: dict[str, Any]) -> Autorizacion | None:
        if plan.es_borrador:
            return None
        acuerdo = datos.get("acuerdo")
        return Autorizacion(datos.get("motivo", ""), AcuerdoEntrada.del_plan(plan, acuerdo) if acuerdo else None)


class _CamposDeModelo(serializers.ModelSerializer):
    """The fields of a model that may change; unknown ones are told."""

    def to_internal_value(self, data: Any) -> Any:
        objeto = self.root.context.get("objeto")
        if isinstance(data, dict):
            if desconocidos := [c for c in data if c not in self.fields]:
                raise serializers.ValidationError({str(c): [_("Ese campo no existe aquí.")] for c in desconocidos})
            admitidos = campos_editables(objeto) if isinstance(objeto, self.Meta.model) else list(self.fields)
            if fijos := [c for c in data if c not in admitidos]:
                raise serializers.ValidationError({c: [_("No cambia después de publicar.")] for c in fijos})
        return super().to_internal_value(data)


class _AlgunosCampos(_CamposDeModelo):
    """Only those that change. DRF asks the outermost serializer whether it is partial; this one is by itself."""

    def get_fields(self) -> dict[str, Any]:
        campos = super().get_fields()
        for campo in campos.values():
            campo.required = False
        return campos


class CompromisoCampos(_AlgunosCampos):
    class Meta:
        model = Compromiso
        fields = (*SOLO_EN_BORRADOR, *CAMPOS[Compromiso])


class AccionCampos(_AlgunosCampos):
    class Meta:
        model = AccionClave
        fields = CAMPOS[AccionClave]


class ActividadCampos(_CamposDeModelo):
    a_cargo_de = serializers.SlugRelatedField(
        slug_field="slug",
        queryset=Institucion.objects.all(),
        required=False,
        allow_null=True,
        help_text="Institución a cargo.",
    )

    class Meta:
        model = Actividad
        fields = CAMPOS[Actividad]


class ActividadAlgunosCampos(_AlgunosCampos, ActividadCampos):
    class Meta(ActividadCampos.Meta):
        pass


class CompromisoCambio(AutorizacionEntrada):
    cambios = CompromisoCampos(help_text="Sólo lo que cambia.")


class AccionCambio(AutorizacionEntrada):
    cambios = AccionCampos(help_text="Sólo lo que cambia.")


class ActividadCambio(AutorizacionEntrada):
    cambios = ActividadAlgunosCampos(help_text="Sólo lo que cambia.")


class ActividadNueva(AutorizacionEntrada):
    accion = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=32767,
        help_text="Número de la acción clave de la que cuelga, si es de una.",
    )
    actividad = ActividadCampos(help_text="Sus datos.")


class PesoEntrada(Entrada):
    accion = serializers.IntegerField(min_value=1, max_value=32767, help_text="Número de la acción clave.")
    ponderacion = _porcentaje("Su peso.", allow_null=True)


class PonderacionesEntrada(AutorizacionEntrada):
    ponderaciones = serializers.ListField(
        child=PesoEntrada(), allow_empty=False, max_length=100, help_text="Todas deben sumar 100."
    )
