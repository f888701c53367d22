"""People, and the roles they are appointed to."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from lianxi.governance.authority import ROLES
from lianxi.kernel.bilingual import Bilingual


class Person(AbstractBaseUser):
    """Somebody who can act. What they may do follows from their appointments alone."""

    last_login = None  # entering is a journal line

    login = models.CharField(max_length=100, unique=True)
    name_zh = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    demo = models.BooleanField(default=False)

    USERNAME_FIELD = "login"
    objects = BaseUserManager["Person"]()

    @property
    def called(self) -> Bilingual:
        """What to call them."""
        return Bilingual(self.name_zh, self.name_en)

    def __str__(self) -> str:
        return self.login


class Appointment(models.Model):
    """A role held from one day up to another; `party` where it is held for a city."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=40, choices=[(r, n.en) for r, n in ROLES.items()])
    party = models.CharField(max_length=100, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("since", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
                name="appointment_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=list(ROLES)), name="appointment_role_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.since}"


class Token(models.Model):
    """A secret by which a program acts as a person; only its digest is kept.

    It works before the day `until` and while it is not revoked. `last_used` is a
    trace for its owner, not an act: no journal line, and no part of its digest.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=100)
    created = models.DateField()
    until = models.DateField()
    revoked = models.DateField(null=True, blank=True)
    last_used = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("created")),
                name="token_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.name}"
