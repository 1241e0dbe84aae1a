"""The macro that draws a field."""

from django import forms
from django.template import engines

MACRO = '{% from "componentes/formulario.html" import campo %}{{ campo(form["cual"]) }}{{ campo(form["dicho"]) }}'


class DeEleccion(forms.Form):
    cual = forms.TypedChoiceField(choices=[("", "---------"), ("a", "Una <b>")])
    dicho = forms.CharField(widget=forms.Textarea)


def test_nothing_chosen_is_said_in_words_and_what_a_person_wrote_stays() -> None:
    form = DeEleccion({"cual": "", "dicho": "antes\n>---------</option>\ndespués"})
    pagina = engines["jinja2"].from_string(MACRO).render({"form": form})
    assert '<option value="" selected>Sin elegir</option>' in pagina
    assert "Una &lt;b&gt;</option>" in pagina
    assert "&gt;---------&lt;/option&gt;" in pagina
