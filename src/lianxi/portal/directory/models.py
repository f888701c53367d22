"""The rows of the directory: of each party its units, who held which duty, and its returns."""

import secrets

from django.db import models
from django.db.models import F, Q

from lianxi.governance.directory import DUTIES


def new_salt() -> str:
    """What nobody can guess: the digests of a directory then tell nothing of what is in it."""
    return secrets.token_hex(16)


class Directory(models.Model):
    """The directory of one party: whoever writes in it holds this row."""

    party = models.CharField(max_length=100, primary_key=True)
    salt = models.CharField(max_length=32, default=new_salt)

    def __str__(self) -> str:
        return self.party


class Unit(models.Model):
    """A department or office under a party, beside those that the region package records."""

    id = models.CharField(max_length=170, primary_key=True)  # "330100/fagaiwei"
    directory = models.ForeignKey(Directory, on_delete=models.PROTECT, related_name="units")
    name_zh = models.CharField(max_length=100)
    name_en = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("since", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="unit_does_not_end_before_it_begins",
            ),
        )

    def __str__(self) -> str:
        return self.id


class Post(models.Model):
    """A duty that somebody holds, from one day up to another; `of` is a unit or the party.

    On its first day `until` says that it was entered by mistake: it was never held.
    """

    directory = models.ForeignKey(Directory, on_delete=models.PROTECT, related_name="posts")
    of = models.CharField(max_length=170)
    duty = models.CharField(max_length=10, choices=[(d, n.en) for d, n in DUTIES.items()])
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120)
    title = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    mobile = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=254, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("since", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="post_does_not_end_before_it_begins",
            ),
            models.CheckConstraint(condition=Q(duty__in=list(DUTIES)), name="post_duty_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.of} {self.duty} {self.since}"


class Return(models.Model):
    """A workbook that came back with a letter of the party: who took it in, what became of it."""

    STATES = ("waiting", "applied", "discarded")

    directory = models.ForeignKey(Directory, on_delete=models.PROTECT, related_name="returns")
    letter = models.CharField(max_length=60)
    dated = models.DateField()
    workbook = models.CharField(max_length=100)  # digests, kept where the files are not
    scan = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=[(state, state) for state in STATES])
    received_by = models.CharField(max_length=100)
    received_at = models.DateTimeField()
    closed_by = models.CharField(max_length=100, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)  # how much of what it changed

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("directory", "letter"), name="return_letter"),)

    def __str__(self) -> str:
        return f"{self.directory_id} {self.letter}"


class File(models.Model):
    """What came with a return: its workbook or its scan; `form` says how it is opened."""

    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="files")
    what = models.CharField(max_length=10)  # "workbook" or "scan"
    form = models.CharField(max_length=10)
    digest = models.CharField(max_length=100)
    content = models.BinaryField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("of", "what"), name="file_once"),)

    def __str__(self) -> str:
        return f"{self.of_id} {self.what}"
