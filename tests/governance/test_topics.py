"""Topics by facet, figures by set, and bodies whose beginning nobody states."""

from datetime import date

from lianxi.charter.package import Package
from lianxi.governance.bodies import bodies
from lianxi.governance.figures import figures, kind_of
from lianxi.governance.topics import Wanted, topics
from tiny import codes, read, tiny


def lakes() -> Package:
    package = read(tiny()).package
    assert package is not None
    return package


def test_topics_come_in_the_order_of_their_periods() -> None:
    package = lakes()
    assert [topic.id for topic in topics(package, Wanted())] == ["piers", "nets", "wardens"]
    assert [topic.id for topic in topics(package, Wanted(party="990100"))] == ["piers"]


def test_a_sets_figures_are_its_own_and_its_parties() -> None:
    package = lakes()
    found = figures(package, set_="shore")
    assert [(kind_of(package, o.subject), o.subject) for o in found] == [
        ("set", "shore"),
        ("party", "990100"),
        ("party", "990300"),
    ]


def test_a_body_whose_beginning_is_not_stated_is_listed_once_it_is_on_record() -> None:
    files = tiny()
    files["bodies/boats.toml"] = files["bodies/boats.toml"].replace(
        'in_force_from = "2004"', 'in_force_from = "unknown"\nknown_from = "2006"'
    )
    loaded = read(files)
    assert loaded.package is not None
    assert codes(loaded, "notice").count("version.undated") == 1

    def listed(day: date, known: date | None = None) -> bool:
        assert loaded.package is not None
        return "boats" in [body.id for body in bodies(loaded.package, day, known)]

    assert not listed(date(2005, 12, 31))
    assert listed(date(2006, 1, 1))
    assert not listed(date(2008, 1, 1), date(2005, 1, 1))
    [boats] = [body for body in bodies(loaded.package) if body.id == "boats"]
    assert (boats.standing, boats.tier, boats.since.known) == ("practised", "committee", False)


def test_a_proposal_is_last_and_never_in_force() -> None:
    files = tiny()
    files["bodies/boats.toml"] = files["bodies/boats.toml"].replace(
        'in_force_from = "2004"', 'in_force_from = "unknown"\nstanding = "proposed"'
    )
    package = read(files).package
    assert package is not None
    last = bodies(package, date(2006, 1, 1))[-1]
    assert (last.id, last.standing, last.text) == ("boats", "proposed", None)
