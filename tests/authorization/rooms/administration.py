"""Accounts, grants, the audit trail, set-up, languages."""

from tests.authorization import nouns
from tests.authorization.matrix import rows

rows("accounts.manage", "access_accounts", "access_account_new")
rows("accounts.manage", "access_account", "access_account_password", "access_account_closure",
     "access_account_reopening", keys=nouns.account, over="whole")  # fmt: skip
rows("grants.manage", "access_grants", "access_roles", "access_grant_new")
rows("grants.manage", "access_grant_endings")
rows("grants.manage", "access_grant_restoring", keys=lambda _world, _at: {"number": 1}, over="whole")
rows("audit.view", "access_audit", "access_audit_verification")
rows("audit.view", "access_audit_entry", keys=lambda _world, _at: {"number": 1}, over="whole")
rows("public", "language")
rows("nobody", "setup", "demo_sign_in")  # once a district stands, and where no demo runs, they are not there
