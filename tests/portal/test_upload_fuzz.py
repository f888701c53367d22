"""Damaged, doctored, hostile archives through the real door: answers, and nothing wrong kept."""

import io
import random
import stat
import struct
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from here import DELTA
from lianxi.charter.files import FILE_BYTES_MAX, PACKAGE_BYTES_MAX
from lianxi.portal.charter.models import Blob, Draft, Version
from lianxi.portal.charter.queries import draft_package
from lianxi.portal.verification import verification
from uploads import Enter, archive, with_sutton

pytestmark = pytest.mark.usefixtures("lake_portal")

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
WHOLE = archive(with_sutton()).getvalue()
CONTENTS = {text.encode() for text in with_sutton().values()}

fuzzed = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def administrator(enter: Enter) -> Client:
    return enter("administrator")


def sent(client: Client, content: bytes, name: str = "lakes.zip") -> int:
    """Send an archive; whatever comes of it, what is kept is right."""
    upload = io.BytesIO(content)
    upload.name = name
    answer = client.post("/packages/review/", {"archive": upload})
    assert answer.status_code in (302, 422), answer.status_code
    for draft in Draft.objects.all():
        loaded = draft_package(draft)
        assert loaded.package is not None
        assert set(loaded.files.values()) <= CONTENTS
    Draft.objects.all().delete()
    return answer.status_code


def flipped(content: bytes, places: list[int]) -> bytes:
    """With single bits turned over."""
    changed = bytearray(content)
    for place in places:
        changed[place // 8 % len(changed)] ^= 1 << place % 8
    return bytes(changed)


def test_the_whole_archive_is_a_draft(administrator: Client) -> None:
    assert sent(administrator, WHOLE) == 302


@given(st.lists(st.integers(0, 8 * len(WHOLE) - 1), min_size=1, max_size=20))
@fuzzed
def test_with_bits_turned_over(administrator: Client, places: list[int]) -> None:
    sent(administrator, flipped(WHOLE, places))


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, len(WHOLE)), st.binary(max_size=40))
@fuzzed
def test_cut_off_cut_out_or_with_something_put_in(
    administrator: Client, start: int, length: int, junk: bytes
) -> None:
    sent(administrator, WHOLE[:start] + junk + WHOLE[start + length :])


@given(st.sampled_from([LOCAL, CENTRAL, END]), st.integers(0, 20), st.integers(4, 45), st.data())
@fuzzed
def test_with_its_lists_doctored(
    administrator: Client, header: bytes, which: int, offset: int, data: st.DataObject
) -> None:
    """Sizes, offsets, flags, ways of packing and counts that say what is not so."""
    places = [n for n in range(len(WHOLE)) if WHOLE.startswith(header, n)]
    start = places[which % len(places)] + offset
    value = data.draw(st.sampled_from([0, 1, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF]))
    width = data.draw(st.sampled_from(["<H", "<I"]))
    doctored = bytearray(WHOLE)
    patch = struct.pack(width, value & (0xFFFF if width == "<H" else 0xFFFFFFFF))
    doctored[start : start + len(patch)] = patch
    sent(administrator, bytes(doctored))


@given(st.binary(max_size=400))
@fuzzed
def test_anything_at_all(administrator: Client, content: bytes) -> None:
    sent(administrator, content)
    sent(administrator, LOCAL + content + END)


def zipped(members: Iterator[tuple[zipfile.ZipInfo | str, bytes]]) -> bytes:
    """The whole package with further members."""
    buffer = io.BytesIO(WHOLE)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members:
            opened.writestr(name, content)
    return buffer.getvalue()


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("lakes/units.csv")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


HOSTILE: dict[str, Callable[[], bytes]] = {
    "absolute": lambda: zipped(iter([("/etc/passwd", b"x")])),
    "climbing": lambda: zipped(iter([("lakes/../../x.toml", b"x")])),
    "backslashes": lambda: zipped(iter([("lakes\\..\\x.toml", b"x")])),
    "link": lambda: zipped(iter([(link(), b"/etc/passwd")])),
    "deep": lambda: zipped(iter([("lakes/" + "a/" * 30_000 + "x", b"x")])),
    "long": lambda: zipped(iter([("lakes/" + "a" * 60_000, b"x")])),
    "twice": lambda: zipped(iter([("lakes/./seats.csv", b"x")])),
    "deceiving": lambda: zipped(iter([("lakes/x\u202elmot.toml", b"x")])),
    "one great file": lambda: zipped(iter([("lakes/x.md", b"0" * (FILE_BYTES_MAX + 1))])),
    "many great files": lambda: zipped(
        (f"lakes/{n}.md", b"0" * FILE_BYTES_MAX) for n in range(PACKAGE_BYTES_MAX // FILE_BYTES_MAX)
    ),
    "many files": lambda: zipped((f"lakes/{n}.md", b"") for n in range(6000)),
    "many folders": lambda: zipped((f"lakes/{n}/", b"") for n in range(30_000)),
    "of nothing but a list": lambda: CENTRAL * 500_000,
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_is_refused_within_bounds(administrator: Client, name: str) -> None:
    content = HOSTILE[name]()
    blobs = Blob.objects.count()
    tracemalloc.start()
    try:
        assert sent(administrator, content) == 422
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 3 * PACKAGE_BYTES_MAX
    assert (Version.objects.count(), Blob.objects.count()) == (1, blobs)
    assert verification().holds


def test_members_that_were_swapped(administrator: Client) -> None:
    """Each member's content under another's name: errors, or a package that is right as it is."""
    names, chance = list(with_sutton()), random.Random(1)
    for _ in range(20):
        others = names[:]
        chance.shuffle(others)
        swapped = {name: with_sutton()[other] for name, other in zip(names, others, strict=True)}
        sent(administrator, archive(swapped).getvalue())


def test_a_real_region_damaged_anywhere(administrator: Client) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        for path in sorted(DELTA.rglob("*")):
            if path.is_file():
                opened.write(path, f"delta/{path.relative_to(DELTA)}")
                CONTENTS.add(path.read_bytes())
    content, chance = buffer.getvalue(), random.Random(2)
    for _ in range(25):
        sent(administrator, flipped(content, [chance.randrange(8 * len(content))]))
        sent(administrator, content[: chance.randrange(len(content))])
