"""The rows of facts. Nothing in them is changed or taken away, which the database sees to.

What a figure is at some instant follows from the batches that were there by then: the newest one
that has it.
"""

from django.db import models


class Shelf(models.Model):
    """The last batch of a region: whoever enters one holds this row.

    `known` is the instant of that batch. Each is known later than the one before, so that what
    was known at an instant never changes afterwards, not even where a rehearsal's clock stands.
    """

    region = models.CharField(max_length=100, primary_key=True)
    last = models.PositiveIntegerField(default=0)
    known = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.region} {self.last}"


class Batch(models.Model):
    """Figures that came in at once: for which rule, when, by whom, by which document."""

    region = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    rule = models.CharField(max_length=100)
    known = models.DateTimeField()
    by = models.CharField(max_length=100)
    on_behalf_of = models.CharField(max_length=170, blank=True)
    source = models.CharField(max_length=200, blank=True)
    document = models.CharField(max_length=100)
    digest = models.CharField(max_length=100)  # of what it says, whoever brought it and when

    class Meta:
        ordering = ("region", "number")
        constraints = (
            models.UniqueConstraint(fields=("region", "number"), name="batch_once"),
            models.UniqueConstraint(fields=("region", "rule", "digest"), name="batch_says_it_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="batch_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.region}/facts/{self.number}"


class Fact(models.Model):
    """One figure of a batch; `keys` is canonical JSON: `{"pollutant":"codmn","section":"s1"}`."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="facts", db_index=False)
    period = models.CharField(max_length=20)
    keys = models.CharField(max_length=400)
    fact = models.CharField(max_length=100)
    value = models.CharField(max_length=100)
    unit = models.CharField(max_length=60)

    class Meta:
        ordering = ("batch_id", "period", "keys", "fact")
        constraints = (
            models.UniqueConstraint(fields=("batch", "period", "keys", "fact"), name="fact_once"),
        )

    def __str__(self) -> str:
        return f"{self.batch_id} {self.period} {self.keys} {self.fact}"
