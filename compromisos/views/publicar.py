"""Publishing a draft: what is missing, the agreement, and a confirmation, since it cannot be undone."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from compromisos.auditoria import auditar
from compromisos.forms_modificar import AcuerdoForm
from compromisos.models import Plan
from compromisos.servicios.planes import problemas_para_publicar, publicar_plan
from secretariado.permisos import exigir, usuario_de
from secretariado.views.formularios import estado_de, guardado, listo


@login_required
def publicar(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visibles_para(request.user).con_ambito(), slug=slug)
    exigir("compromisos.publicar_plan", request.user, plan)
    form = AcuerdoForm(request.POST or None, plan=plan)

    def guardar(datos: dict[str, Any]) -> None:
        publicar_plan(actor=usuario_de(request), plan=plan, acuerdo=form.el_acuerdo())

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, plan.get_absolute_url(), _("El plan quedó publicado."))
    contexto = {
        "form": form,
        "plan": plan,
        "problemas": problemas_para_publicar(plan),
        "dudas": len(auditar(plan)),
        "compromisos": plan.compromisos.count(),
    }
    return render(request, "mesa/publicar.html", contexto, status=estado_de(request))
