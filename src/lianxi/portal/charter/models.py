"""Regions, the immutable versions of their packages, and drafts waiting to be confirmed."""

import uuid
from datetime import timedelta

from django.db import models

DRAFT_LIFE = timedelta(days=7)


class Blob(models.Model):
    """The content of one file, by its digest; versions share what they have in common."""

    digest = models.CharField(max_length=100, primary_key=True)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.digest


class Region(models.Model):
    """A region that is loaded; its newest version is the one in use."""

    id = models.CharField(max_length=100, primary_key=True)

    def __str__(self) -> str:
        return self.id


class Version(models.Model):
    """One version of a region's package. `files` maps each path to the digest of its content."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=100)  # of what it says
    manifest = models.CharField(max_length=100, db_index=True)  # of its files, byte by byte
    files = models.JSONField()
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=100)
    origin = models.CharField(max_length=200, blank=True)  # the folder or archive it was read from
    draft = models.UUIDField(null=True, unique=True, editable=False)  # the draft that it was
    restores = models.PositiveIntegerField(null=True, blank=True)  # the older version it says again
    on_behalf_of = models.CharField(max_length=100, blank=True)  # the party that asked for it
    letter = models.CharField(max_length=100, blank=True)  # the number of that party's letter
    scan = models.CharField(max_length=100, blank=True)  # the digest of the letter's scan, a blob

    class Meta:
        ordering = ("region_id", "-number")
        constraints = (
            models.UniqueConstraint(fields=("region", "number"), name="version_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="version_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.region_id} {self.number}"


class Draft(models.Model):
    """A package that was read without errors and waits for its confirmation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.CharField(max_length=100)
    base = models.ForeignKey(Version, on_delete=models.CASCADE, null=True)
    archive = models.BinaryField()  # the package's files as a zip
    digest = models.CharField(max_length=100)
    origin = models.CharField(max_length=200)
    restores = models.PositiveIntegerField(null=True, blank=True)  # an older version's number
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    on_behalf_of = models.CharField(max_length=100, blank=True)
    letter = models.CharField(max_length=100, blank=True)
    scan = models.BinaryField(default=bytes)  # of the letter; none is empty
    workbook = models.BinaryField(default=bytes)  # that it was made from; none is empty

    def __str__(self) -> str:
        return f"{self.region} {self.id}"
