"""Journal lines, and the head of their chain."""

from django.db import models


class Line(models.Model):
    """One act: who, on whose behalf, what, to what; digests before and after; the chain."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.CharField(max_length=40)  # ISO 8601 with +08:00, as hashed
    actor = models.CharField(max_length=100)
    role = models.CharField(max_length=40, blank=True)
    on_behalf_of = models.CharField(max_length=100, blank=True)
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=200, db_index=True)
    summary_zh = models.TextField()
    summary_en = models.TextField()
    before = models.CharField(max_length=100, blank=True)
    after = models.CharField(max_length=100, blank=True)
    previous = models.CharField(max_length=100, blank=True)
    hash = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ("seq",)

    def __str__(self) -> str:
        return f"{self.seq} {self.act} {self.subject}"


class Head(models.Model):
    """The end of the chain: one row, locked last by every act."""

    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="one_head"),)

    def __str__(self) -> str:
        return f"{self.seq} {self.hash}"
