"""The application that gunicorn serves."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.config.settings")
os.environ.setdefault("TAIZHANG_POOL", "1")

from django.core.wsgi import get_wsgi_application  # settings are read on import

application = get_wsgi_application()
