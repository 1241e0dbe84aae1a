"""Addresses of states, STL, accounts and invitations. Of allauth only what this portal offers is mounted."""

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codigos
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as llaves
from allauth.socialaccount import views as externas
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions import views as sesiones
from django.urls import include, path, re_path

from secretariado.views import (
    avisos,
    bitacora,
    cuenta,
    entidad,
    invitacion,
    mesa_secretariado,
    mesa_sesiones,
    sesion,
)
from secretariado.views import llaves as de_api

SEGUNDO_FACTOR = [
    path("", mfa.index, name="mfa_index"),
    path("entrar/", mfa.authenticate, name="mfa_authenticate"),
    path("confirmar/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("aplicacion/", totp.activate_totp, name="mfa_activate_totp"),
    path("aplicacion/quitar/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("codigos/", codigos.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codigos/nuevos/", codigos.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("codigos/descargar/", codigos.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("llaves/", llaves.list_webauthn, name="mfa_list_webauthn"),
    path("llaves/agregar/", llaves.add_webauthn, name="mfa_add_webauthn"),
    path("llaves/entrar/", llaves.login_webauthn, name="mfa_login_webauthn"),
    path("llaves/confirmar/", llaves.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("llaves/<int:pk>/", llaves.edit_webauthn, name="mfa_edit_webauthn"),
    path("llaves/<int:pk>/quitar/", llaves.remove_webauthn, name="mfa_remove_webauthn"),
]
EXTERNAS = [
    path("", externas.connections, name="socialaccount_connections"),
    path("cancelada/", externas.login_cancelled, name="socialaccount_login_cancelled"),
    path("error/", externas.login_error, name="socialaccount_login_error"),
    path("<slug:provider_id>/", oidc.login, name="openid_connect_login"),
    path("<slug:provider_id>/regreso/", oidc.callback, name="openid_connect_callback"),
]
CUENTA = [
    path("", cuenta.cuenta, name="cuenta"),
    path("entrar/", allauth.login, name="account_login"),
    path("salir/", allauth.logout, name="account_logout"),
    path("confirmar/", allauth.reauthenticate, name="account_reauthenticate"),
    path("correo/", allauth.email, name="account_email"),
    path("correo/enviado/", allauth.email_verification_sent, name="account_email_verification_sent"),
    path("correo/<str:key>/", allauth.confirm_email, name="account_confirm_email"),
    path("contrasena/", allauth.password_change, name="account_change_password"),
    path("contrasena/nueva/", allauth.password_set, name="account_set_password"),
    path("recuperar/", allauth.password_reset, name="account_reset_password"),
    path("recuperar/enviado/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(  # the key has hyphens too: a greedy <str:uidb36> takes half of it
        r"^recuperar/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "recuperar/listo/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("inactiva/", allauth.account_inactive, name="account_inactive"),
    path("sesiones/", sesiones.list_usersessions, name="usersessions_list"),
    path("segundo-factor/", include(SEGUNDO_FACTOR)),
    path("con/", include(EXTERNAS)),
    path("avisos/", avisos.preferencias, name="avisos_preferencias"),
    path("calendario/", avisos.calendario, name="calendario_cambiar"),
    path("llaves/", de_api.lista, name="cuenta_llaves"),
    path("llaves/<int:pk>/rotar/", de_api.rotar, name="cuenta_llave_rotar"),
    path("llaves/<int:pk>/revocar/", de_api.revocar, name="cuenta_llave_revocar"),
    path("privacidad/", cuenta.privacidad, name="cuenta_privacidad"),
    path("privacidad/mis-datos.json", cuenta.mis_datos, name="cuenta_datos"),
    path("privacidad/suprimir/", cuenta.suprimir, name="cuenta_suprimir"),
]
urlpatterns = [
    path("entidades/", entidad.lista, name="entidades"),
    path("entidades/<slug:slug>/", entidad.detalle, name="entidad"),
    path("sesiones/<int:pk>/", sesion.sesion, name="sesion"),
    path("sesiones/<int:pk>/minuta/", sesion.minuta, name="sesion_minuta"),
    path("acuerdos/<int:pk>/", sesion.acuerdo, name="acuerdo"),
    path("bitacora/", bitacora.lista, name="bitacora"),
    path("bitacora/descarga.jsonl", bitacora.descarga, name="bitacora_descarga"),
    path("bitacora/atom.xml", bitacora.Canal(), name="bitacora_atom"),
    path("bitacora/<int:numero>/", bitacora.asiento, name="asiento"),
    path("avisos/baja/<str:ficha>/", avisos.baja, name="avisos_baja"),
    path("cuenta/", include(CUENTA)),
    path("invitaciones/<str:token>/", invitacion.aceptar, name="invitacion"),
    path("mesa/secretariados/<slug:slug>/", mesa_secretariado.detalle, name="mesa_secretariado"),
    path("mesa/secretariados/<slug:slug>/datos/", mesa_secretariado.editar, name="mesa_secretariado_editar"),
    path(
        "mesa/secretariados/<slug:slug>/integrantes/",
        mesa_secretariado.integrante_nuevo,
        name="mesa_integrante_nuevo",
    ),
    path("mesa/integrantes/<int:pk>/", mesa_secretariado.integrante, name="mesa_integrante"),
    path("mesa/integrantes/<int:pk>/relevar/", mesa_secretariado.relevar, name="mesa_integrante_relevar"),
    path("mesa/integrantes/<int:pk>/terminar/", mesa_secretariado.terminar, name="mesa_integrante_terminar"),
    path("mesa/secretariados/<slug:slug>/sesiones/", mesa_sesiones.nueva, name="mesa_sesion_nueva"),
    path("mesa/sesiones/<int:pk>/", mesa_sesiones.gestionar, name="mesa_sesion"),
    path("mesa/sesiones/<int:pk>/datos/", mesa_sesiones.editar, name="mesa_sesion_editar"),
    path("mesa/sesiones/<int:pk>/asistencia/", mesa_sesiones.asistencia, name="mesa_sesion_asistencia"),
    path("mesa/sesiones/<int:pk>/minuta/", mesa_sesiones.minuta, name="mesa_sesion_minuta"),
    path("mesa/sesiones/<int:pk>/minuta/publicar/", mesa_sesiones.publicar, name="mesa_sesion_publicar"),
    path("mesa/sesiones/<int:pk>/cancelar/", mesa_sesiones.cancelar, name="mesa_sesion_cancelar"),
    path("mesa/sesiones/<int:pk>/acuerdos/", mesa_sesiones.acuerdo_nuevo, name="mesa_acuerdo_nuevo"),
    path("mesa/acuerdos/<int:pk>/", mesa_sesiones.acuerdo, name="mesa_acuerdo"),
    path("mesa/acuerdos/<int:pk>/quitar/", mesa_sesiones.acuerdo_quitar, name="mesa_acuerdo_quitar"),
    path("mesa/invitaciones/", invitacion.lista, name="mesa_invitaciones"),
    path("mesa/invitaciones/nueva/", invitacion.nueva, name="mesa_invitar"),
    path("mesa/invitaciones/<int:pk>/reenviar/", invitacion.reenviar, name="mesa_invitacion_reenviar"),
    path("mesa/invitaciones/<int:pk>/revocar/", invitacion.revocar, name="mesa_invitacion_revocar"),
]
