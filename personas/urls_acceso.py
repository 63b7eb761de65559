"""Lo que se usa de allauth, una por una: lo que no esté aquí no existe.

Nunca `include("allauth.urls")`: traía páginas (cambiar el correo propio sin contraseña) que nadie pensó. La lista se
compara con igualdad en `tests/personas/vistas/test_acceso.py`.
"""

from allauth.account import views as cuenta
from allauth.mfa.base import views as segundo_paso
from allauth.mfa.recovery_codes import views as codigos
from allauth.mfa.totp import views as aplicacion
from allauth.mfa.webauthn import views as llaves
from allauth.usersessions import views as sesiones
from django.urls import path, re_path

from personas.views.salida import salir

urlpatterns = [
    path("login/", cuenta.login, name="account_login"),
    path("logout/", salir, name="account_logout"),
    path("inactive/", cuenta.account_inactive, name="account_inactive"),
    path("reauthenticate/", cuenta.reauthenticate, name="account_reauthenticate"),
    path("password/change/", cuenta.password_change, name="account_change_password"),
    path("password/reset/", cuenta.password_reset, name="account_reset_password"),
    path("password/reset/done/", cuenta.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", cuenta.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        cuenta.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("2fa/", segundo_paso.index, name="mfa_index"),
    path("2fa/authenticate/", segundo_paso.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", segundo_paso.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", aplicacion.activate_totp, name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", aplicacion.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", codigos.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", codigos.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", codigos.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("2fa/webauthn/", llaves.list_webauthn, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", llaves.add_webauthn, name="mfa_add_webauthn"),
    path("2fa/webauthn/login/", llaves.login_webauthn, name="mfa_login_webauthn"),
    path("2fa/webauthn/reauthenticate/", llaves.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", llaves.remove_webauthn, name="mfa_remove_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", llaves.edit_webauthn, name="mfa_edit_webauthn"),
    path("sessions/", sesiones.list_usersessions, name="usersessions_list"),
]
