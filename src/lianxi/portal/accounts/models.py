"""People, and the roles they are appointed to."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property

from lianxi.governance.authority import ROLES
from lianxi.kernel.bilingual import Bilingual


class Person(AbstractBaseUser):
    """Somebody who can act. What they may do follows from their appointments alone.

    `one_time` is a password that must be changed when it is used; `closed` is the day from
    which the account is closed. `totp` is the secret of the second factor, "" where there is
    none, and `totp_used` the last of its time steps that was accepted, for no code works twice.
    `sessions` counts how often all sessions were ended: those of an older count are over.
    """

    last_login = None  # entering is a journal line

    login = models.CharField(max_length=100, unique=True)
    name_zh = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    demo = models.BooleanField(default=False)
    one_time = models.BooleanField(default=False)
    closed = models.DateField(null=True, blank=True)
    totp = models.CharField(max_length=64, blank=True)
    totp_used = models.PositiveBigIntegerField(default=0)
    sessions = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "login"
    objects = BaseUserManager["Person"]()

    @cached_property
    def held(self) -> tuple["Appointment", ...]:
        """The appointments, read once for as long as this person is looked at."""
        return tuple(self.appointments.all())

    @property
    def called(self) -> Bilingual:
        """What to call them."""
        return Bilingual(self.name_zh, self.name_en)

    def get_session_auth_hash(self) -> str:
        """What a session must carry: another password, or an end to all sessions, changes it."""
        return salted_hmac("lianxi.session", f"{self.password} {self.sessions}").hexdigest()

    def __str__(self) -> str:
        return self.login


class Appointment(models.Model):
    """A role held from one day up to another: for a party or a unit, or for a body."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=40, choices=[(r, n.en) for r, n in ROLES.items()])
    party = models.CharField(max_length=100, blank=True)
    body = models.CharField(max_length=200, blank=True)  # region/body
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # on the first day: it is over at once

    class Meta:
        ordering = ("since", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="appointment_does_not_end_before_it_begins",
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


class Attempt(models.Model):
    """A try to sign in, kept with the logs: it throttles, and tells who tried.

    `login` is that of an account, else "": what somebody typed there by mistake may be a
    password.
    """

    OUTCOMES = ("in", "wrong", "code", "throttled", "closed")

    at = models.DateTimeField(db_index=True)
    login = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=45)
    outcome = models.CharField(max_length=10, choices=[(word, word) for word in OUTCOMES])

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=("login", "at"), name="attempt_login"),
            models.Index(fields=("address", "at"), name="attempt_address"),
        )

    def __str__(self) -> str:
        return f"{self.at} {self.login} {self.outcome}"
