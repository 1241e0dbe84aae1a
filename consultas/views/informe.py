"""Ordering the report of a consultation."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from compromisos.forms import CorteForm
from compromisos.models import Informe
from consultas.models import Consulta
from consultas.servicios.informes import solicitar_de_consulta
from secretariado.permisos import exigir, usuario_de
from secretariado.views.formularios import estado_de, guardado


@login_required
def solicitar(request: HttpRequest, slug: str) -> HttpResponse:
    publicadas = Consulta.objects.publicadas().select_related("secretariado__entidad", "plan")
    consulta = get_object_or_404(publicadas, slug=slug)
    exigir("consultas.solicitar_informe", request.user, consulta)
    form = CorteForm(request.POST or None)
    pedidos: list[Informe] = []

    def guardar(datos: dict[str, Any]) -> None:
        pedidos.append(solicitar_de_consulta(actor=usuario_de(request), consulta=consulta, **datos))

    if request.method == "POST" and guardado(form, guardar):
        return redirect(pedidos[0])
    contexto = {"objeto": consulta, "tipo": Informe.Tipo.CONSULTA, "plan": None, "form": form}
    return render(request, "informes/solicitar.html", contexto, status=estado_de(request))
