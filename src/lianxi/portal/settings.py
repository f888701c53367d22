"""Django's settings. What an office may change comes from the environment (environment.py)."""

import os

from lianxi import __version__
from lianxi.portal import environment
from lianxi.portal.mail import environment as mail_environment

VERSION = __version__
REGIONS = environment.regions(os.environ)
DEMO = environment.demo(os.environ)
DIGEST = environment.algorithm(os.environ)

DATABASES = {"default": environment.database(os.environ)}
SECRET_KEY = environment.secret_key(os.environ, DATABASES["default"])
ALLOWED_HOSTS = environment.hosts(os.environ)
HTTPS = environment.https(os.environ)
LOG_FOLDER = environment.log_folder(os.environ)
LOG_DAYS = environment.log_days(os.environ)
FONTS = environment.fonts(os.environ)
MAIL = mail_environment.server(os.environ)  # None where mail is off
DEBUG = False

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "lianxi.portal.ui",
    "lianxi.portal.journal",
    "lianxi.portal.accounts",
    "lianxi.portal.charter",
    "lianxi.portal.governance",
    "lianxi.portal.directory",
    "lianxi.portal.dossiers",
    "lianxi.portal.texts",
    "lianxi.portal.proposals",
    "lianxi.portal.fund_years",
    "lianxi.portal.consultations",
    "lianxi.portal.sittings",
    "lianxi.portal.commitments",
    "lianxi.portal.desks",
    "lianxi.portal.papers",
    "lianxi.portal.ledger",
    "lianxi.portal.grants",
    "lianxi.portal.notices",
    "lianxi.portal.settlements",
    "lianxi.portal.sharing",
    "lianxi.portal.bench",
    "lianxi.portal.rehearsals",
    "lianxi.portal.mail",
    "lianxi.portal.search",
    "lianxi.portal.upkeep",
]
MIDDLEWARE = [
    "lianxi.portal.log.logged",
    "django.middleware.security.SecurityMiddleware",
    "lianxi.portal.ui.answers.in_json",  # around all that may refuse a request
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lianxi.portal.accounts.idle.idle",
    "lianxi.portal.ui.bounds.bounded",  # before any form is read, which views alone do
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lianxi.portal.doors.Doors",
    "lianxi.portal.ui.intake.LookedThrough",
]
ROOT_URLCONF = "lianxi.portal.urls"
WSGI_APPLICATION = "lianxi.portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "lianxi.portal.frame.everywhere",
            ],
            "builtins": [
                "lianxi.portal.ui.templatetags.words",
                "lianxi.portal.ui.templatetags.record",
                "lianxi.portal.dossiers.templatetags.road",
            ],
        },
    },
]

AUTH_USER_MODEL = "accounts.Person"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}.NumericPasswordValidator"},
    {
        "NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "name_zh", "name_en"), "max_similarity": 0.6},
    },
]
SECOND_FACTOR = environment.second_factor(os.environ)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGIN_URL = "enter"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_SECONDS = 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "lianxi.portal.ui.errors.csrf_failed"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# Only then is there a proxy before us that sets this header itself (docs/how-to/deploy.md).
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# An upload is a region package: bounded before it is opened (charter/files.py bounds it again).
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
UPLOAD_BYTES_MAX = 32 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 10

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "lianxi.portal.log.JsonLines"},
        "text": {"()": "lianxi.portal.log.TextLines"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": environment.log_form(os.environ),
        },
        "folder": {
            "()": "lianxi.portal.log_folder.handler",
            "folder": LOG_FOLDER,
            "days": LOG_DAYS,
            "formatter": "json",
        },
    },
    "root": {"handlers": ["console", "folder"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},  # what is refused has a line of ours
        "django.security.csrf": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.security.RequestDataTooBig": {"level": "CRITICAL"},
        "django.security.TooManyFieldsSent": {"level": "CRITICAL"},
        "django.security.TooManyFilesSent": {"level": "CRITICAL"},
        "lianxi.request": {"level": "INFO"},
    },
}
