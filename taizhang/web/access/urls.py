"""Addresses of signing in, accounts, grants and audit.

Of allauth only what an account without e-mail needs is routed: no registration, no mailed links.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path

from taizhang.web.access import accounts, audit, endings, grants, signin

signing = [
    path("accounts/login/", signin.SignIn.as_view(), name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/change/", account.password_change, name="account_change_password"),
    path("accounts/2fa/", mfa.index, name="mfa_index"),
    path("accounts/2fa/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("accounts/2fa/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("accounts/2fa/totp/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("accounts/2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("accounts/2fa/recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("accounts/2fa/recovery-codes/generate/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("accounts/2fa/recovery-codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]

administrators = [
    path("accounts-admin/", accounts.accounts, name="access_accounts"),
    path("accounts-admin/new/", accounts.new_account, name="access_account_new"),
    path("accounts-admin/<uuid:key>/", accounts.account, name="access_account"),
    path("accounts-admin/<uuid:key>/password/", accounts.password, name="access_account_password"),
    path("accounts-admin/<uuid:key>/closure/", accounts.closure, name="access_account_closure"),
    path("accounts-admin/<uuid:key>/reopening/", accounts.reopening, name="access_account_reopening"),
    path("grants/", grants.grants, name="access_grants"),
    path("grants/roles/", grants.roles, name="access_roles"),
    path("grants/new/", grants.new_grant, name="access_grant_new"),
    path("grants/endings/", endings.endings, name="access_grant_endings"),
    path("grants/endings/<int:number>/restoring/", endings.restoring, name="access_grant_restoring"),
    path("audit/", audit.audit, name="access_audit"),
    path("audit/verification/", audit.verification, name="access_audit_verification"),
    path("audit/<int:number>/", audit.entry, name="access_audit_entry"),
]

urlpatterns = [
    *signing,
    path("demo/sign-in/", signin.demo_sign_in, name="demo_sign_in"),
    *administrators,
]
