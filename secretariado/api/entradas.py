"""Pieces of what the writes of the API take."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

ID_MAXIMO = 2**63 - 1


class Entrada(serializers.Serializer):
    """A body with exactly its fields: a misspelt one is told, not forgotten."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):  # a form is one too
            sobran = [c for c in data if c not in self.fields]
            if sobran:
                raise serializers.ValidationError({str(c): [_("Ese campo no existe aquí.")] for c in sobran})
        return super().to_internal_value(data)


class Identificador(serializers.IntegerField):
    """The number of a row."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=ID_MAXIMO, **kwargs)
