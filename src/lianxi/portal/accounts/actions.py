"""Enter a role in the demo."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from lianxi.governance.authority import ROLES, Refused
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.accounts.models import Appointment, Person
from lianxi.portal.accounts.queries import row_digest
from lianxi.portal.journal.actions import CHINA, record


def enter_demo(
    role: str, party: str, party_name: Bilingual | None, at: datetime
) -> Person | Refused:
    """Become somebody of a role, for trying the portal out; the person is made at first need.

    Only where `LIANXI_DEMO` is 1. `party` is the city of a liaison, else "".
    """
    if not settings.DEMO:
        return Refused(Bilingual("这里没有开放演示", "this is not a demo"))
    if role not in ROLES or (role == "liaison") != bool(party):
        return Refused(Bilingual("没有这个角色", "there is no such role"))
    name = Bilingual("演示·{role}", "Demo {role}").fill(role=ROLES[role])
    if party_name is not None:
        name = Bilingual("演示·{city}联络员", "Demo liaison of {city}").fill(city=party_name)
    login = f"demo-{role}-{party}" if party else f"demo-{role}"
    with transaction.atomic():
        person, made = Person.objects.get_or_create(
            login=login, defaults={"name_zh": name.zh, "name_en": name.en, "demo": True}
        )
        before = "" if made else row_digest(person)
        if made:
            person.set_unusable_password()
            person.save(update_fields=["password"])
            since = at.astimezone(CHINA).date()
            Appointment.objects.create(person=person, role=role, party=party, since=since)
        record(
            at=at,
            actor=login,
            role=role,
            on_behalf_of=party,
            act="accounts.enter",
            subject=f"person/{login}",
            summary=Bilingual("{name}进入", "{name} entered").fill(name=name),
            before=before,
            after=row_digest(person),
        )
    return person
