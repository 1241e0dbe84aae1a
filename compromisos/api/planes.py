"""Writes of plans: publish a draft; change commitments, key actions and activities with what allows it."""

from typing import Any, ClassVar

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.request import Request

from compromisos.api.entradas import (
    AccionCambio,
    ActividadCambio,
    ActividadNueva,
    AcuerdoEntrada,
    AutorizacionEntrada,
    CompromisoCambio,
    PonderacionesEntrada,
    PublicacionEntrada,
)
from compromisos.api.recursos import ACCIONES, ACTIVIDADES, COMPROMISOS, PLANES
from compromisos.cambios import Objeto, plan_de, ponderaciones, valores
from compromisos.models import AccionClave, Actividad, Compromiso, Plan
from compromisos.servicios.modificaciones import (
    agregar_actividad,
    cancelar_actividad,
    modificar,
    modificar_ponderaciones,
    retirar_compromiso,
)
from compromisos.servicios.planes import publicar_plan
from pal_portal.cimientos.problemas import Conflicto
from pal_portal.cimientos.publicacion import Recurso
from secretariado.api.escritura import Escritura, Hecho, actor, publicada

_AUTORIZACION = {
    "motivo": "La licitación se repuso por acuerdo de la mesa.",
    "acuerdo": {"numero": "GTO-A-7", "documento": "Minuta de la tercera sesión ordinaria"},
}
_CON_MARCA = (
    " Exige If-Match con el ETag de lo que leíste: si otra persona lo cambió, responde 412 y no pisa nada."
)


class Publicar(Escritura):
    alcance = "planes"
    operacion = "publicar_plan"
    resumen = "Publicar el borrador de un plan"
    descripcion = (
        "Pide un acuerdo del secretariado, ponderaciones que sumen 100 e institución responsable." + _CON_MARCA
    )
    entrada = PublicacionEntrada
    ejemplo: ClassVar = {"acuerdo": {"numero": "GTO-A-7", "documento": "Minuta de la tercera sesión ordinaria"}}
    salida = PLANES
    estado = 200
    marca = PLANES
    exige_marca = True

    def objeto(self, request: Request, **ruta: Any) -> Plan:
        plan: Plan | None = Plan.objects.visibles_para(request.user).filter(clave=ruta["clave"]).first()
        if plan is None:
            raise Http404
        return plan

    def clave_de(self, objeto: Plan) -> str:
        return objeto.clave

    def hacer(self, request: Request, objeto: Plan, datos: dict[str, Any]) -> Hecho:
        publicar_plan(actor=actor(request), plan=objeto, acuerdo=AcuerdoEntrada.del_plan(objeto, datos["acuerdo"]))
        return Hecho(publicada(PLANES, request.user, objeto.clave))


class _DeCompromiso(Escritura):
    alcance = "planes"
    marca = COMPROMISOS
    exige_marca = True
    estado = 200

    def objeto(self, request: Request, **ruta: Any) -> Compromiso:
        filas = Compromiso.objects.visibles_para(request.user).select_related("plan__secretariado")
        compromiso: Compromiso | None = filas.filter(clave=ruta["clave"]).first()
        if compromiso is None:
            raise Http404
        return compromiso

    def clave_de(self, objeto: Compromiso) -> str:
        return objeto.clave


def _cambiar(request: Request, objeto: Objeto, datos: dict[str, Any], recurso: Recurso, clave: Any) -> Hecho:
    """`objeto` was read with the version that If-Match compared: what the service sees as seen."""
    autorizacion = AutorizacionEntrada.autorizacion(plan_de(objeto), datos)
    modificar(
        actor=actor(request),
        objeto=objeto,
        cambios=datos["cambios"],
        visto=valores(objeto),
        autorizacion=autorizacion,
    )
    return Hecho(publicada(recurso, request.user, clave))


class ModificarCompromiso(_DeCompromiso):
    metodo = "PATCH"
    operacion = "modificar_compromiso"
    resumen = "Modificar un compromiso"
    descripcion = (
        "Sólo lo que va en `cambios`. De un plan publicado no cambian nombre, problema ni objetivos, y piden "
        "motivo y acuerdo: queda una modificación pública con el antes y el después." + _CON_MARCA
    )
    entrada = CompromisoCambio
    ejemplo: ClassVar = {"cambios": {"fecha_fin": "2021-06-30"}, **_AUTORIZACION}
    salida = COMPROMISOS

    def hacer(self, request: Request, objeto: Compromiso, datos: dict[str, Any]) -> Hecho:
        return _cambiar(request, objeto, datos, COMPROMISOS, objeto.clave)


class ModificarPonderaciones(_DeCompromiso):
    metodo = "PUT"
    operacion = "modificar_ponderaciones"
    resumen = "Cambiar el peso de las acciones clave de un compromiso"
    descripcion = "Las que no se nombran conservan el suyo. En un plan publicado deben sumar 100." + _CON_MARCA
    entrada = PonderacionesEntrada
    ejemplo: ClassVar = {
        "ponderaciones": [{"accion": 1, "ponderacion": 40}, {"accion": 2, "ponderacion": 60}],
        **_AUTORIZACION,
    }
    salida = COMPROMISOS

    def hacer(self, request: Request, objeto: Compromiso, datos: dict[str, Any]) -> Hecho:
        acciones = {a.numero: a for a in AccionClave.objects.filter(compromiso=objeto)}
        pesos = {}
        for n, fila in enumerate(datos["ponderaciones"]):
            if fila["accion"] not in acciones:
                raise Conflicto({f"ponderaciones[{n}].accion": [_("No hay una acción con ese número.")]})
            pesos[acciones[fila["accion"]].pk] = fila["ponderacion"]
        modificar_ponderaciones(
            actor=actor(request),
            compromiso=objeto,
            pesos=pesos,
            visto=ponderaciones(acciones.values()),
            autorizacion=AutorizacionEntrada.autorizacion(objeto.plan, datos),
        )
        return Hecho(publicada(COMPROMISOS, request.user, objeto.clave))


class RetirarCompromiso(_DeCompromiso):
    operacion = "retirar_compromiso"
    resumen = "Retirar un compromiso de un plan publicado"
    descripcion = "Sale de los promedios; su página queda, con el motivo." + _CON_MARCA
    entrada = AutorizacionEntrada
    ejemplo: ClassVar = _AUTORIZACION
    salida = COMPROMISOS

    def hacer(self, request: Request, objeto: Compromiso, datos: dict[str, Any]) -> Hecho:
        autorizacion = AutorizacionEntrada.autorizacion(objeto.plan, datos)
        retirar_compromiso(actor=actor(request), compromiso=objeto, autorizacion=autorizacion)
        return Hecho(publicada(COMPROMISOS, request.user, objeto.clave))


class AgregarActividad(_DeCompromiso):
    operacion = "agregar_actividad"
    resumen = "Agregar una actividad a un compromiso"
    descripcion = "No está en la línea base, y así se ve. En un plan publicado pide motivo y acuerdo."
    entrada = ActividadNueva
    exige_marca = False
    ejemplo: ClassVar = {
        "accion": 1,
        "actividad": {
            "nombre": "Publicar el padrón de proveedores",
            "fecha_inicio": "2020-08-01",
            "fecha_fin": "2020-12-31",
            "periodicidad": "mensual",
        },
        **_AUTORIZACION,
    }
    salida = ACTIVIDADES
    estado = 201

    def hacer(self, request: Request, objeto: Compromiso, datos: dict[str, Any]) -> Hecho:
        accion, numero = None, datos.get("accion")
        if numero is not None:
            accion = AccionClave.objects.filter(compromiso=objeto, numero=numero).first()
            if accion is None:
                raise Conflicto({"accion": [_("No hay una acción con ese número.")]})
        actividad = agregar_actividad(
            actor=actor(request),
            compromiso=objeto,
            accion=accion,
            datos=datos["actividad"],
            autorizacion=AutorizacionEntrada.autorizacion(objeto.plan, datos),
        )
        cuerpo = publicada(ACTIVIDADES, request.user, actividad.pk)
        return Hecho(cuerpo, f"/api/v1/actividades/{actividad.pk}/")


class ModificarAccion(Escritura):
    metodo = "PATCH"
    alcance = "planes"
    operacion = "modificar_accion"
    resumen = "Modificar una acción clave"
    descripcion = "Sólo lo que va en `cambios`; en un plan publicado, con motivo y acuerdo." + _CON_MARCA
    entrada = AccionCambio
    ejemplo: ClassVar = {"cambios": {"fecha_fin": "2021-03-31"}, **_AUTORIZACION}
    salida = ACCIONES
    estado = 200
    marca = ACCIONES
    exige_marca = True

    def objeto(self, request: Request, **ruta: Any) -> AccionClave:
        filas = ACCIONES.filas(request.user).select_related("compromiso__plan__secretariado")
        accion: AccionClave | None = filas.filter(pk=ruta["pk"]).first()
        if accion is None:
            raise Http404
        return accion

    def hacer(self, request: Request, objeto: AccionClave, datos: dict[str, Any]) -> Hecho:
        return _cambiar(request, objeto, datos, ACCIONES, objeto.pk)


class _DeActividad(Escritura):
    alcance = "planes"
    estado = 200
    marca = ACTIVIDADES
    exige_marca = True

    def objeto(self, request: Request, **ruta: Any) -> Actividad:
        filas = ACTIVIDADES.filas(request.user).select_related("compromiso__plan__secretariado", "a_cargo_de")
        actividad: Actividad | None = filas.filter(pk=ruta["pk"]).first()
        if actividad is None:
            raise Http404
        return actividad


class ModificarActividad(_DeActividad):
    metodo = "PATCH"
    operacion = "modificar_actividad"
    resumen = "Modificar una actividad"
    descripcion = "Sólo lo que va en `cambios`; en un plan publicado, con motivo y acuerdo." + _CON_MARCA
    entrada = ActividadCambio
    ejemplo: ClassVar = {"cambios": {"fecha_fin": "2021-03-31"}, **_AUTORIZACION}
    salida = ACTIVIDADES

    def hacer(self, request: Request, objeto: Actividad, datos: dict[str, Any]) -> Hecho:
        return _cambiar(request, objeto, datos, ACTIVIDADES, objeto.pk)


class CancelarActividad(_DeActividad):
    operacion = "cancelar_actividad"
    resumen = "Cancelar una actividad"
    descripcion = (
        "De un plan publicado, queda a la vista y sale del cálculo. De un borrador, se quita." + _CON_MARCA
    )
    entrada = AutorizacionEntrada
    ejemplo: ClassVar = _AUTORIZACION
    salida: ClassVar = {"type": ["object", "null"], "description": "La actividad, o null si era de un borrador."}

    def hacer(self, request: Request, objeto: Actividad, datos: dict[str, Any]) -> Hecho:
        plan = plan_de(objeto)
        autorizacion = AutorizacionEntrada.autorizacion(plan, datos)
        cancelar_actividad(actor=actor(request), actividad=objeto, autorizacion=autorizacion)
        return Hecho(None if plan.es_borrador else publicada(ACTIVIDADES, request.user, objeto.pk))
