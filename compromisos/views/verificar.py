"""Is this report authentic? A file (hashed, never stored), its hash, or a folio. Open to everybody."""

from django.core.files.uploadhandler import StopUpload
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from compromisos.autenticidad import Resultado, buscar, por_huella
from pal_portal.cimientos.huella import ArchivoConHuella, SoloHuella


@csrf_exempt  # nothing is written nor told by session; checking the token would read the file before its handler
@require_http_methods(["GET", "HEAD", "POST"])
def verificar(request: HttpRequest) -> HttpResponse:
    """Without JavaScript the file is hashed here as it arrives; with it, only its hash comes, as `sha256`."""
    resultado: Resultado | None = None
    error = ""
    if request.method == "POST":
        request.upload_handlers = [SoloHuella(request)]
        try:
            archivo = request.FILES.get("archivo")
        except StopUpload:
            archivo = None
        if isinstance(archivo, ArchivoConHuella) and archivo.size:
            resultado = por_huella(archivo.sha256)
        else:
            error = _("Elige el PDF que quieres verificar. No puede pesar más de 200 MB.")
    elif pedido := request.GET.get("sha256") or request.GET.get("folio"):
        resultado = buscar(pedido)
    contexto = {"resultado": resultado, "error": error, "pedido": request.GET.get("folio", "")[:80]}
    return render(request, "informes/verificar.html", contexto, status=422 if error else 200)
