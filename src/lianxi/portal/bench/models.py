"""The trials that were kept. None is changed afterwards, and none is ever booked."""

from django.db import models


class Shelf(models.Model):
    """The last trial of a region: whoever keeps one holds this row."""

    region = models.CharField(max_length=100, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.region} {self.last}"


class Trial(models.Model):
    """A trial under a name: what was tried, on which figures, and what came of it (`kept.py`).

    `draft` is the text of a rule that came as a file; figures that came so are not kept.
    """

    region = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    rule = models.CharField(max_length=100)
    name = models.CharField(max_length=100)
    at = models.DateTimeField()
    by = models.CharField(max_length=100)
    said = models.JSONField()
    draft = models.TextField(blank=True)
    digest = models.CharField(max_length=100)  # of all of it

    class Meta:
        ordering = ("region", "number")
        constraints = (
            models.UniqueConstraint(fields=("region", "number"), name="trial_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="trial_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.region}/trials/{self.number}"
