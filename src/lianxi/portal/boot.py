"""Start Django outside a web server: importing this makes the portal's models usable."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxi.portal.settings")
django.setup()
