"""What holds of the register of mechanisms: live names its test, and nothing else does."""

from lianxi.charter.package import Package
from lianxi.charter.reading import Reader


def check(package: Package, reader: Reader) -> None:
    """Check every row of the register."""
    for mechanism in package.mechanisms.values():
        place = mechanism.place
        if mechanism.state == "live" and mechanism.test is None:
            reader.report("mechanism.untested", place.at("test"), name=mechanism.name)
        if mechanism.state != "live" and mechanism.test is not None:
            reader.report("mechanism.not-live", place.at("state"), name=mechanism.name)
