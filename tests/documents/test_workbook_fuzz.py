"""Whatever bytes come in: never an exception, always an answer."""

import random

import pytest

from lianxi.documents.workbook_compare import compare
from lianxi.documents.workbook_read import list_of, read
from sheets import COLUMNS, LIST, ROWS, SENT, repacked


def answered(content: bytes) -> None:
    """It is read: either something is found, or nothing but what was sent is there."""
    returned = read(content, COLUMNS, LIST)
    list_of(content)
    if not returned.findings:
        compare(returned, ROWS)


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes(seed: int) -> None:
    chance = random.Random(seed)
    begin = chance.choice([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-"])
    content = begin + chance.randbytes(chance.randrange(1, 3000))
    assert read(content, COLUMNS, LIST).errors


@pytest.mark.parametrize("seed", range(20))
def test_a_workbook_cut_short(seed: int) -> None:
    cut = random.Random(seed).randrange(len(SENT))
    assert read(SENT[:cut], COLUMNS, LIST).errors


@pytest.mark.parametrize("seed", range(60))
def test_flipped_bits(seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(SENT)
    for _ in range(chance.choice([1, 1, 1, 3, 30])):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    answered(bytes(content))


@pytest.mark.parametrize("seed", range(40))
def test_swapped_missing_and_mangled_parts(seed: int) -> None:
    chance = random.Random(seed)

    def change(parts: dict[str, bytes]) -> None:
        one, other = chance.sample(sorted(parts), 2)
        match chance.randrange(3):
            case 0:
                parts[one], parts[other] = parts[other], parts[one]
            case 1:
                del parts[one]
            case _:
                mangled = bytearray(parts[one])
                for _ in range(chance.randrange(1, 20)):
                    mangled[chance.randrange(len(mangled))] = chance.randrange(32, 127)
                parts[one] = bytes(mangled)

    answered(repacked(change))
