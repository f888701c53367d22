"""One digest for one meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain, canonical, digest, rows
from lianxi.kernel.finding import Explanation, Finding, Place, explain

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), plain, max_size=6))
def test_the_order_of_keys_does_not_matter(value: dict[str, Plain]) -> None:
    assert digest(value) == digest(dict(reversed(list(value.items()))))


@given(st.lists(st.dictionaries(st.text(), st.text(), max_size=3), max_size=6), st.randoms())
def test_the_order_of_rows_does_not_matter(table: list[dict[str, str]], random: object) -> None:
    shuffled = table.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert digest(rows(table)) == digest(rows(shuffled))


@given(plain, plain)
def test_another_value_has_another_digest(one: Plain, other: Plain) -> None:
    assert (canonical(one) == canonical(other)) == (digest(one) == digest(other))


def test_a_float_has_no_digest() -> None:
    with pytest.raises(TypeError):
        digest({"share": [0.1]})  # type: ignore[list-item]


def test_the_algorithm_is_named_in_front() -> None:
    assert digest("a", "sm3").startswith("sm3:")
    assert digest("a") != digest("a", "sm3")


def test_a_value_with_braces_is_put_into_words_as_it_is() -> None:
    """A person's text is never taken for a place in ours."""
    texts = Explanation("error", *[Bilingual("{x}", "<{x}>")] * 3)
    found = explain(Finding("error", "c", Place("f"), {"x": "{y} {0}"}), {"c": texts})
    assert found.message.en == "<{y} {0}>"
