"""What every write of the API shares: who may come in, one effect per Idempotency-Key, If-Match, limits. Each
write of the floors above says what it takes (`entrada`) and which service it calls (`hacer`)."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, ClassVar

import orjson
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from rest_framework.exceptions import NotAuthenticated, ParseError, ValidationError
from rest_framework.parsers import JSONParser
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from pal_portal.cimientos.api import EnEspanol, marca_de
from pal_portal.cimientos.problemas import FaltaVersion, PeticionExtrana, VersionDistinta
from pal_portal.cimientos.publicacion import Recurso
from secretariado.api.llaves import permite
from secretariado.models import LlaveApi, Usuario
from secretariado.servicios.peticiones import Respuesta, respuesta_de, una_sola_vez

IDEMPOTENCIA = re.compile(r"[!-~]{1,255}")


class JsonAcotado(JSONParser):
    """JSON up to the limit of any form; Django's own check does not see what DRF reads by itself."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        maximo = int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)
        crudo = stream.read(maximo + 1)
        if len(crudo) > maximo:
            raise RequestDataTooBig
        try:
            datos = super().parse(BytesIO(crudo), media_type, parser_context)
            json.dumps(
                datos, ensure_ascii=False
            ).encode()  # half of a surrogate pair is no text: nothing can say it
        except (ParseError, RecursionError, UnicodeEncodeError) as error:
            raise PeticionExtrana from error
        return datos


class ConAlcance(BasePermission):
    """An account; if it comes with a key, one that has the scope of this write."""

    message = ""

    def has_permission(self, request: Request, view: APIView) -> bool:
        alcance = view.alcance  # type: ignore[attr-defined]
        if not isinstance(request.user, Usuario):
            return False
        if permite(request, alcance):
            return True
        self.message = _("Esta llave no tiene el alcance «%(alcance)s».") % {"alcance": alcance}
        return False


class PorEscritura(SimpleRateThrottle):
    """So many writes a minute of each scope, by key or, without one, by account."""

    scope = "escritura"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        llave = request.auth if isinstance(request.auth, LlaveApi) else None
        quien = f"llave-{llave.pk}" if llave else f"cuenta-{request.user.pk or self.get_ident(request)}"
        return f"throttle_{self.scope}_{view.alcance}_{quien}"  # type: ignore[attr-defined]


class PorLote(PorEscritura):
    scope = "lote"


@dataclass(frozen=True, slots=True)
class Hecho:
    """What a write answers: its body, the address of what it made, and its status if not the usual one."""

    cuerpo: Any
    lugar: str = ""
    estado: int | None = None


class Escritura(EnEspanol):
    """One write (or a read of what is only one's own): a method of one address. The class says
    in Spanish what the documentation needs.

    With `recuerda` false no Idempotency-Key is kept: it would tie the account to what must not be tied to it.
    `marca` names the resource whose ETag If-Match is compared with; with `exige_marca` it must come.
    """

    metodo: ClassVar[str] = "POST"
    alcance: ClassVar[str] = ""
    operacion: ClassVar[str] = ""
    resumen: ClassVar[str] = ""
    descripcion: ClassVar[str] = ""
    entrada: ClassVar[type[Serializer] | None] = None
    ejemplo: ClassVar[dict[str, Any] | None] = None
    salida: ClassVar[Recurso | dict[str, Any] | None] = None
    estado: ClassVar[int] = 201
    marca: ClassVar[Recurso | None] = None
    exige_marca: ClassVar[bool] = False
    recuerda: ClassVar[bool] = True

    parser_classes = [JsonAcotado]
    permission_classes = [ConAlcance]
    throttle_classes = [PorEscritura]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.http_method_names = [cls.metodo.lower(), *(["head"] if cls.metodo == "GET" else [])]
        setattr(cls, cls.metodo.lower(), cls._atender)

    def objeto(self, request: Request, **ruta: Any) -> Any:
        """What the address names, as this account sees it; Http404 when it does not."""
        return None

    def clave_de(self, objeto: Any) -> Any:
        """The public key of `objeto`, in the resource of `marca`."""
        return objeto.pk

    def formulario(self, request: Request, objeto: Any) -> Serializer | None:
        contexto = {"objeto": objeto, "usuario": request.user}
        return self.entrada(data=request.data, context=contexto) if self.entrada else None

    def preparar(self, objeto: Any, datos: Any) -> Any:
        """What takes long and holds no lock, before the transaction."""
        return datos

    def hacer(self, request: Request, objeto: Any, datos: Any) -> Hecho:
        raise NotImplementedError

    def _atender(self, request: Request, **ruta: Any) -> Response:
        # A read has no effect to repeat, and what it answers (a webhook's secret) is not to be kept.
        sin_clave = self.metodo == "GET" or not self.recuerda
        clave, huella = ("", "") if sin_clave else (_clave(request), _huella(request))
        if clave and (anterior := respuesta_de(actor=actor(request), clave=clave, huella=huella)):
            return _responder(anterior)
        objeto = self.objeto(request, **ruta)
        self._comprobar_marca(request, objeto)
        datos: Any = {}
        if (formulario := self.formulario(request, objeto)) is not None:
            formulario.is_valid(raise_exception=True)
            datos = formulario.validated_data
        datos = self.preparar(objeto, datos)

        def hacer() -> Respuesta:
            hecho = self.hacer(request, objeto, datos)
            cuerpo = "" if hecho.cuerpo is None else orjson.dumps(hecho.cuerpo).decode()
            return Respuesta(hecho.estado or self.estado, cuerpo, hecho.lugar)

        if not clave:
            return _responder(hacer())
        return _responder(una_sola_vez(actor=actor(request), clave=clave, huella=huella, hacer=hacer))

    def _comprobar_marca(self, request: Request, objeto: Any) -> None:
        pedida = request.headers.get("If-Match", "")
        if self.marca is None:
            return
        if not pedida:
            if self.exige_marca:
                raise FaltaVersion
            return
        fila = publicada(self.marca, request.user, self.clave_de(objeto))
        if pedida.strip() != "*" and marca_de(orjson.dumps(fila)) not in parse_etags(pedida):
            raise VersionDistinta

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def actor(request: Request) -> Usuario:
    """The account that writes."""
    if not isinstance(request.user, Usuario):
        raise NotAuthenticated
    return request.user


def publicada(recurso: Recurso, usuario: Any, clave: Any) -> dict[str, Any]:
    """The published row of a resource, as `usuario` reads it."""
    fila = recurso.valores(recurso.filas(usuario).filter(**{recurso.clave: clave})).first()
    if fila is None:
        raise Http404
    return recurso.publicar(fila)


def por_metodo(**vistas: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """One address, a view per method. What is not there is answered by DRF, with every method that is."""
    admitidos = [*vistas, *(["HEAD"] if "GET" in vistas else [])]

    class _Otro(EnEspanol):
        http_method_names = ["get", "head", "post", "put", "patch", "delete", "options", "trace"]

        @property
        def allowed_methods(self) -> list[str]:
            return admitidos

    otro = _Otro.as_view()

    @csrf_exempt  # DRF asks for the token itself, of who comes with a session
    def vista(request: HttpRequest, **ruta: Any) -> HttpResponse:
        metodo = "GET" if request.method == "HEAD" and "GET" in vistas else str(request.method)
        respuesta: HttpResponse = vistas.get(metodo, otro)(request, **ruta)
        return respuesta

    return vista


def _clave(request: Request) -> str:
    """What the request gives; an empty one protects from nothing, and is refused."""
    clave = request.headers.get("Idempotency-Key")
    if clave is None:
        return ""
    if not IDEMPOTENCIA.fullmatch(clave):
        raise ValidationError({"Idempotency-Key": [_("De 1 a 255 caracteres, sin acentos ni espacios.")]})
    return clave


def _huella(request: Request) -> str:
    """What tells two requests apart: method, address, fields and the content of the files."""
    datos = request.data
    campos = dict(datos.lists()) if hasattr(datos, "lists") else datos
    texto = json.dumps([request.method, request.path, campos], sort_keys=True, default=_de_archivo)
    return hashlib.sha256(texto.encode()).hexdigest()


def _de_archivo(valor: Any) -> str:
    if not isinstance(valor, UploadedFile):
        return str(valor)
    huella = hashlib.sha256()
    for bloque in valor.chunks():
        huella.update(bloque)
    valor.seek(0)
    return huella.hexdigest()


def _responder(respuesta: Respuesta) -> Response:
    cuerpo = orjson.loads(respuesta.cuerpo) if respuesta.cuerpo else None
    cabeceras = {"Location": respuesta.lugar} if respuesta.lugar else {}
    if respuesta.repetida:
        cabeceras["Idempotent-Replayed"] = "true"
    return Response(cuerpo, status=respuesta.estado, headers=cabeceras)
