"""The rows of the ledger. Nothing in them is changed or taken away: see `guard.py`.

Legs are kept first and their transfer last: with it they are sealed. A leg without its
transfer never counts, and no transaction can end with one.
"""

from django.db import models
from django.db.models import Q


class Account(models.Model):
    """An account: of a fund in a region, a party's, for a purpose and perhaps one matter."""

    region = models.CharField(max_length=100)
    fund = models.CharField(max_length=100)
    party = models.CharField(max_length=170)
    purpose = models.CharField(max_length=20)
    matter = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("region", "fund", "party", "purpose", "matter"), name="account_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.region}/{self.fund}:{self.party}:{self.purpose}"


class Transfer(models.Model):
    """A transfer, which seals the legs that name it; `number` is its place in the chain."""

    KEPT_AFTER = ("ledger.leg",)

    id = models.BigAutoField(primary_key=True)  # given by whoever books, never by the database
    region = models.CharField(max_length=100)
    number = models.PositiveBigIntegerField()
    event = models.DateField()
    booked = models.DateField()
    known = models.CharField(max_length=40)  # ISO 8601 with +08:00, as it is hashed
    words_zh = models.CharField(max_length=300)
    words_en = models.CharField(max_length=600)
    document = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=100, blank=True)
    key = models.CharField(max_length=120, blank=True)
    reverses = models.OneToOneField(
        "self", models.DO_NOTHING, null=True, blank=True, related_name="reversed_by"
    )
    digest = models.CharField(max_length=100)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("region", "number"), name="transfer_once"),
            models.UniqueConstraint(
                fields=("region", "key"), condition=~Q(key=""), name="transfer_key_once"
            ),
            models.CheckConstraint(
                condition=Q(booked__gte=models.F("event")), name="booked_after_the_event"
            ),
        )

    def __str__(self) -> str:
        return f"{self.region}/transfer/{self.number}"


class Leg(models.Model):
    """What an account takes in or gives in a transfer; `day` is the day it is booked on."""

    KEPT_BEFORE = ("transfer",)

    transfer = models.ForeignKey(Transfer, models.DO_NOTHING, related_name="legs", db_index=False)
    n = models.PositiveSmallIntegerField()
    account = models.ForeignKey(Account, models.DO_NOTHING, related_name="+", db_index=False)
    unit = models.CharField(max_length=20)
    amount = models.BigIntegerField()
    day = models.DateField()

    class Meta:
        ordering = ("transfer_id", "n")
        constraints = (
            models.UniqueConstraint(fields=("transfer", "n"), name="leg_once"),
            models.CheckConstraint(condition=~Q(amount=0), name="leg_is_not_zero"),
        )
        indexes = (models.Index(fields=("account", "day"), name="leg_of_account"),)

    def __str__(self) -> str:
        return f"{self.transfer_id} {self.n} {self.amount}"


class Total(models.Model):
    """What sealed legs come to in an account on a day: kept by the database, read for balances."""

    KEPT_BY_THE_DATABASE = True

    account = models.ForeignKey(Account, models.DO_NOTHING, related_name="+", db_index=False)
    unit = models.CharField(max_length=20)
    day = models.DateField()
    amount = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("account", "unit", "day"), name="total_once"),
        )

    def __str__(self) -> str:
        return f"{self.account_id} {self.day} {self.amount}"


class Chain(models.Model):
    """The end of a region's chain of transfers: held by whoever books in it."""

    region = models.CharField(max_length=100, primary_key=True)
    last = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return f"{self.region} {self.last}"


class Closing(models.Model):
    """That a year of a fund is closed: nothing is booked in it any more."""

    region = models.CharField(max_length=100)
    fund = models.CharField(max_length=100)
    year = models.PositiveSmallIntegerField()
    transfer = models.OneToOneField(Transfer, models.DO_NOTHING, null=True, related_name="+")
    digest = models.CharField(max_length=100)

    class Meta:
        ordering = ("region", "fund", "year")
        constraints = (
            models.UniqueConstraint(fields=("region", "fund", "year"), name="year_closed_once"),
        )

    def __str__(self) -> str:
        return f"{self.region}/{self.fund}/{self.year}"


class Hold(models.Model):
    """An amount that is set aside for something, until it is resolved."""

    region = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    target = models.ForeignKey(Account, models.PROTECT, related_name="+")
    unit = models.CharField(max_length=20)
    amount = models.BigIntegerField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    words_zh = models.CharField(max_length=300)
    words_en = models.CharField(max_length=600)
    source = models.CharField(max_length=100, blank=True)
    digest = models.CharField(max_length=100)

    class Meta:
        ordering = ("region", "number")
        constraints = (
            models.UniqueConstraint(fields=("region", "number"), name="hold_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="hold_is_above_zero"),
        )

    def __str__(self) -> str:
        return f"{self.region}/hold/{self.number}"


class Resolution(models.Model):
    """How a hold ended; there is at most one, which the database sees to."""

    hold = models.OneToOneField(Hold, models.PROTECT, related_name="resolution")
    how = models.CharField(max_length=10)
    day = models.DateField()
    transfer = models.ForeignKey(Transfer, models.PROTECT, null=True, related_name="+")
    why_zh = models.CharField(max_length=300, blank=True)
    why_en = models.CharField(max_length=600, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(how__in=("post", "part", "void", "lapse")), name="resolution_is_known"
            ),
            models.CheckConstraint(
                condition=Q(how__in=("post", "part"), transfer__isnull=False)
                | Q(how__in=("void", "lapse"), transfer__isnull=True),
                name="what_is_posted_has_its_transfer",
            ),
        )

    def __str__(self) -> str:
        return f"{self.hold_id} {self.how}"
