"""The rows of the mail: where it goes for whom, and the outbox."""

import secrets

from django.db import models
from django.db.models import Q


def new_salt() -> str:
    """What nobody can guess: the digest of a mailbox then tells nothing of its address."""
    return secrets.token_hex(16)


class Mailbox(models.Model):
    """Where mail to a person goes and how often a digest does: theirs alone to say.

    `digested` is the day that a digest was last looked at for, whether or not there was anything
    to write, and `told` what lay on the desk then: what is not in it is new the next time.
    """

    OFTEN = ("never", "daily", "weekly")
    LANGUAGES = ("zh", "en")

    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    email = models.CharField(max_length=254, blank=True)
    often = models.CharField(max_length=10, choices=[(word, word) for word in OFTEN])
    lang = models.CharField(max_length=2, choices=[(word, word) for word in LANGUAGES])
    salt = models.CharField(max_length=32, default=new_salt)
    digested = models.DateField(null=True, blank=True)
    told = models.JSONField(default=list)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("person",), name="mailbox_once"),
            models.CheckConstraint(
                condition=~Q(email="") | Q(often="never"), name="mailbox_has_its_address"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.often}"


class Letter(models.Model):
    """A letter in the outbox; it goes to the address that the person has when it is sent.

    `to` is the address that it was tried with last. `not_before` is when it may be tried next;
    whoever tries it moves it on first, and with that claims the letter for so long. The error
    is that of the last try, in words.
    """

    KINDS = ("digest",)
    STATES = ("waiting", "sent", "failed", "given up")

    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(word, word) for word in KINDS])
    day = models.DateField()
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=[(word, word) for word in STATES])
    written_at = models.DateTimeField()
    since = models.DateTimeField()  # from when its seven days count: written, or to go again
    not_before = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    error_zh = models.TextField(blank=True)
    error_en = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("person", "kind", "day"), name="letter_once_a_day"),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="letter_sent_has_its_moment",
            ),
        )
        indexes = (models.Index(fields=("state", "not_before"), name="letter_waiting"),)

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.day} {self.state}"
