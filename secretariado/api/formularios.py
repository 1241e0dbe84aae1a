"""What a write takes, told once: the fields of the form that the pages show, and rows by their public key."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from rest_framework import serializers

from pal_portal.cimientos.problemas import Conflicto
from pal_portal.cimientos.publicacion import Recurso
from secretariado.api.acto import clave_en
from secretariado.api.entradas import ID_MAXIMO, Entrada

LARGO_MAXIMO = 100_000
ENTERO_MAXIMO = 2**31 - 1


class EntradaDeFormulario(Entrada):
    """The fields of `formulario` (labels, lengths, options, which are asked for) but those in `sin`, and those
    that the class itself declares. What is not asked for is as in an untouched form; when `parcial`, nothing is
    asked for and only what came is there."""

    formulario: ClassVar[Any]
    sin: ClassVar[tuple[str, ...]] = ()
    parcial: ClassVar[bool] = False

    def get_fields(self) -> dict[str, Any]:
        propios: dict[str, Any] = super().get_fields()
        de_formulario = {
            nombre: campo_de(campo)
            for nombre, campo in self.formulario.base_fields.items()
            if nombre not in propios and nombre not in self.sin
        }
        campos = {**de_formulario, **propios}
        if self.parcial:
            for campo in campos.values():
                campo.required, campo.default = False, serializers.empty
        return campos


def campo_de(campo: Any) -> serializers.Field:
    """A field of a form, as the API takes it."""
    dicho: dict[str, Any] = {"label": campo.label, "help_text": _ayuda(campo)}
    if not campo.required:
        dicho["default"] = _vacio(campo)
    tipo = type(campo)
    if isinstance(campo, forms.MultipleChoiceField):
        return serializers.ListField(child=_opcion(campo), max_length=50, **dicho)
    if tipo in (forms.ChoiceField, forms.TypedChoiceField):
        return _opcion(campo, allow_blank=not campo.required, **dicho)
    if tipo in _CON_NULO:
        return _CON_NULO[tipo](allow_null=not campo.required, **_limites(campo), **dicho)
    if tipo in _TEXTOS:
        largo = campo.max_length or LARGO_MAXIMO
        return _TEXTOS[tipo](max_length=largo, allow_blank=not campo.required, **dicho)
    if isinstance(campo, forms.BooleanField):
        return serializers.BooleanField(**dicho)
    if isinstance(campo, forms.FileField):
        return serializers.FileField(allow_empty_file=True, **dicho)
    raise TypeError(f"{tipo.__name__}: hay que declararlo en la entrada")


_CON_NULO: dict[type[forms.Field], Any] = {
    forms.IntegerField: serializers.IntegerField,
    forms.DateTimeField: serializers.DateTimeField,
    forms.DateField: serializers.DateField,
}
_TEXTOS: dict[type[forms.Field], Any] = {
    forms.CharField: serializers.CharField,
    forms.EmailField: serializers.EmailField,
}


def _limites(campo: Any) -> dict[str, Any]:
    if not isinstance(campo, forms.IntegerField):
        return {}
    return {
        "min_value": campo.min_value,
        "max_value": ENTERO_MAXIMO if campo.max_value is None else campo.max_value,
    }


def _ayuda(campo: Any) -> str:
    nombre = str(campo.label or "")
    punto = "" if nombre.endswith(("?", ".")) else "."
    return f"{nombre}{punto} {campo.help_text}".strip()


def _opcion(campo: Any, **mas: Any) -> serializers.ChoiceField:
    return serializers.ChoiceField(choices=list(campo.choices), **mas)


def _vacio(campo: Any) -> Any:
    """What an untouched form sends: what it proposes, or nothing."""
    if campo.initial is not None and not callable(campo.initial):
        return campo.initial
    if isinstance(campo, forms.MultipleChoiceField):
        return []
    if isinstance(campo, forms.BooleanField):
        return False
    return None if type(campo) in _CON_NULO else ""


class PorClave(serializers.Field):
    """A row that this account reads, by its public key."""

    def __init__(self, recurso: Recurso, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.recurso = recurso

    def to_internal_value(self, data: Any) -> Any:
        return filas_por_clave(self, self.recurso, [data])[0]


class PorClaves(serializers.ListField):
    """Many of them, in one query."""

    def __init__(self, recurso: Recurso, **kwargs: Any) -> None:
        super().__init__(child=PorClave(recurso), max_length=200, **kwargs)
        self.recurso = recurso

    def run_child_validation(self, data: Any) -> Any:
        return filas_por_clave(self, self.recurso, data)


def filas_por_clave(campo: Any, recurso: Recurso, claves: Sequence[Any]) -> list[Any]:
    """The rows of those keys, in their order. What is not a key is badly written; one of nothing that this
    account sees clashes with what there is."""
    if malas := [str(c)[:60] for c in claves if not _es_clave(recurso, c)]:
        raise serializers.ValidationError(_no_hay(malas))
    usuario = campo.context.get("usuario")
    filas = {clave_en(recurso, f): f for f in recurso.filas(usuario).filter(**{f"{recurso.clave}__in": claves})}
    if faltan := [str(c)[:60] for c in claves if c not in filas]:
        raise Conflicto({campo.field_name: [_no_hay(faltan)]})
    return [filas[c] for c in claves]


def _no_hay(claves: Sequence[str]) -> str:
    return _("No existe o no lo ves: %(clave)s.") % {"clave": ", ".join(claves)}


def _es_clave(recurso: Recurso, valor: Any) -> bool:
    if recurso.clave_es_numero:
        return isinstance(valor, int) and not isinstance(valor, bool) and 0 < valor <= ID_MAXIMO
    return isinstance(valor, str) and 0 < len(valor) <= 120 and "\x00" not in valor
