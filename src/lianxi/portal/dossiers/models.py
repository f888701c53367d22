"""The rows of the dossiers: the acts, which are only added, and what is projected from them."""

from django.db import models
from django.db.models import Q

OUTCOMES = ("", "closed", "not met", "adjusted")


class Counter(models.Model):
    """The last number that was given in a region to a dossier of a kind; whoever opens one
    holds this row."""

    region = models.CharField(max_length=100)
    procedure = models.CharField(max_length=20)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("region", "procedure"), name="counter_once"),
        )

    def __str__(self) -> str:
        return f"{self.region} {self.procedure} {self.last}"


class Clock(models.Model):
    """Where the clock of a rehearsal stands; a live region has none and goes by the time."""

    region = models.CharField(max_length=100, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.region} {self.at}"


class Dossier(models.Model):
    """One dossier, with its face: all but the first three fields follow from its acts."""

    region = models.CharField(max_length=100)
    procedure = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    acts_count = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=100, blank=True)  # of all its acts, chained
    last_at = models.DateTimeField()
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=400)
    stage = models.CharField(max_length=20)
    since = models.DateField()
    owner = models.CharField(max_length=170, blank=True)
    lead = models.CharField(max_length=170, blank=True)
    matter = models.CharField(max_length=200, blank=True)
    body = models.CharField(max_length=100, blank=True)
    due = models.DateField(null=True, blank=True)
    ended = models.DateField(null=True, blank=True)
    starts = models.DateField(null=True, blank=True)
    begun = models.DateField(null=True, blank=True)
    asked = models.DateField(null=True, blank=True)
    troubled = models.DateField(null=True, blank=True)
    delivered = models.DateField(null=True, blank=True)
    paused = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, blank=True, choices=[(o, o) for o in OUTCOMES])

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("region", "procedure", "number"), name="dossier_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="dossier_from_one"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(ended__isnull=False), name="outcome_has_its_day"
            ),
        )
        indexes = (
            models.Index(fields=("region", "procedure", "ended", "outcome"), name="dossier_ended"),
        )

    def __str__(self) -> str:
        return f"{self.region}/{self.ref}"

    @property
    def ref(self) -> str:
        """How acts and addresses refer to it."""
        return f"{self.procedure}/{self.number}"


class Entry(models.Model):
    """One act. `key` tells what was brought in from elsewhere: the same key comes in once."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=30)
    what = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=100)
    role = models.CharField(max_length=40, blank=True)
    on_behalf_of = models.CharField(max_length=170, blank=True)
    letter = models.CharField(max_length=100, blank=True)
    scan = models.CharField(max_length=100, blank=True)
    key = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("dossier_id", "seq")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "seq"), name="entry_once"),
            models.UniqueConstraint(
                fields=("dossier", "key"), condition=~Q(key=""), name="entry_key_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.seq} {self.act}"


class Owed(models.Model):
    """A duty that is open now: who owes what in a dossier, from when, by when."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="owed")
    region = models.CharField(max_length=100)
    what = models.CharField(max_length=20)
    who = models.CharField(max_length=170)
    about = models.CharField(max_length=100, blank=True)
    since = models.DateField()
    due = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("due", "pk")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "what", "who", "about"), name="owed_once"),
        )
        indexes = (models.Index(fields=("region", "who"), name="owed_by"),)

    def __str__(self) -> str:
        return f"{self.who} {self.what} {self.dossier_id}"


class Stake(models.Model):
    """A party or unit whose desk a dossier concerns."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="stakes")
    party = models.CharField(max_length=170, db_index=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("dossier", "party"), name="stake_once"),)

    def __str__(self) -> str:
        return f"{self.party} {self.dossier_id}"


class Tie(models.Model):
    """That a dossier comes from another."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="ties")
    how = models.CharField(max_length=20)
    to = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="followed_by")

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("dossier", "how", "to"), name="tie_once"),)

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.how} {self.to_id}"


class Content(models.Model):
    """The content of a file that belongs to an act, by its digest."""

    digest = models.CharField(max_length=100, primary_key=True)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.digest
