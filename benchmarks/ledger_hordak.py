"""django-hordak's postings a second on PostgreSQL, for `ledger.py`: prints one line of JSON.

ledger_hordak.py URL ROUNDS, with the Python of an environment that has django-hordak and psycopg.
Its own way to post is `Account.transfer_to`; so many of them go into a transaction.
"""

import json
import statistics
import sys
import time
from urllib.parse import urlsplit

import django
from django.conf import settings

PARTS = urlsplit(sys.argv[1])
settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "mptt", "hordak"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": PARTS.path.strip("/"),
            "HOST": PARTS.hostname,
            "PORT": PARTS.port or "",
            "USER": PARTS.username or "",
            "PASSWORD": PARTS.password or "",
        }
    },
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    DEFAULT_CURRENCY="CNY",
    CURRENCIES=["CNY"],
    HORDAK_INTERNAL_CURRENCY="CNY",
    HORDAK_CURRENCIES=["CNY"],
    USE_TZ=True,
)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from hordak.models import Account  # type: ignore[import-not-found]  # noqa: E402
from moneyed import Money  # type: ignore[import-not-found]  # noqa: E402

SIZES = {1: 200, 100: 1_000, 1000: 2_000}
CITIES = 100


def main() -> None:
    """Make the accounts, post, print."""
    call_command("migrate", verbosity=0)
    cash = Account.objects.create(name="cash", code="1", type="AS", currencies=["CNY"])
    cities = [
        Account.objects.create(name=f"city {n}", code=str(n + 2), type="IN", currencies=["CNY"])
        for n in range(CITIES)
    ]
    rates: dict[str, float] = {}
    for batch, many in SIZES.items():
        times = []
        for _ in range(int(sys.argv[2])):
            start = time.perf_counter()
            for first in range(0, many, batch):
                with transaction.atomic():
                    for n in range(first, first + batch):
                        cities[n % CITIES].transfer_to(cash, Money(100 + n, "CNY"))
            times.append(many / (time.perf_counter() - start))
        rates[str(batch)] = statistics.median(times)
    print(json.dumps({"postings": rates}))


if __name__ == "__main__":
    main()
