"""Where a list of a region is from, as its workbook says it: region, version, digest, world."""

from dataclasses import replace

from django.conf import settings
from django.utils import timezone

from lianxi.charter.region import WORLDS
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal.charter.queries import Current
from lianxi.portal.journal.actions import CHINA
from lianxi.portal.ui.sheet import Basis


def basis(found: Current, *more: tuple[Bilingual, Bilingual]) -> Basis:
    """What stands behind a list of the version in use; `more` is what the list alone knows."""
    region, version = found.package.region, found.version
    where_from = instance_basis(
        (REGION, NAMED.fill(name=region.name, id=region.id)),
        (VERSION, same(str(version.number))),
        (DIGEST, same(version.digest)),
        (WORLD, SAYS[region.world].fill(world=WORLDS[region.world])),
        *more,
    )
    return replace(where_from, world=region.world)


def instance_basis(*said: tuple[Bilingual, Bilingual]) -> Basis:
    """The same of a list that belongs to no one region."""
    demo = ((INSTANCE, DEMO),) if settings.DEMO else ()
    return Basis((*said, *demo), timezone.now().astimezone(CHINA))


NAMED = Bilingual("{name}（{id}）", "{name} ({id})")
REGION = Bilingual("地区", "region")
VERSION = Bilingual("地区包版本", "version of its package")
DIGEST = Bilingual("内容摘要", "digest of its content")
WORLD = Bilingual("性质", "what it is")
SAYS = {
    "record": Bilingual(
        "{world}：只有文献和所引公开来源所说的",
        "{world}: what the documents and the public sources cited say, and nothing else",
    ),
    "rehearsal": Bilingual(
        "{world}：含示例，不得当作事实引用",
        "{world}: it holds examples; cite nothing of it as fact",
    ),
    "live": Bilingual("{world}：一处办公室自己的记录", "{world}: an office's own record"),
}
INSTANCE = Bilingual("实例", "instance")
DEMO = Bilingual("演示：任何人都可进入任何角色", "a demo: anybody can enter any role of it")
