"""The one write of this slice: a trial is kept, with its journal line, in one transaction."""

from django.db import transaction

from lianxi.governance.authority import NOBODY, Refused, can
from lianxi.governance.road.act import written
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.bench.digests import subject_of, trial_digest
from lianxi.portal.bench.kept import Said
from lianxi.portal.bench.models import Shelf, Trial
from lianxi.portal.dossiers.actions import RECORD, Doing
from lianxi.portal.dossiers.queries import right_day
from lianxi.portal.journal.actions import record
from lianxi.portal.sharing.digests import to_the_millisecond

RIGHT = "trial.keep"
NAME_MAX = 100


def keep(doing: Doing, name: str, said: Said, draft: str = "") -> Trial | Refused:
    """Keep a trial under a name, for everybody who reads the region's work."""
    if doing.found.package.region.world == "record":
        return Refused(RECORD)
    if doing.actor is None:
        return Refused(NOBODY)
    allowed = can(doing.actor, RIGHT, right_day(doing.found, doing.today))
    if isinstance(allowed, Refused):
        return allowed
    name = name.strip()
    if not name or len(name) > NAME_MAX:
        return Refused(NO_NAME.fill(most=NAME_MAX))
    with transaction.atomic():
        Shelf.objects.get_or_create(pk=doing.region)
        shelf = Shelf.objects.select_for_update().get(pk=doing.region)
        shelf.last += 1
        shelf.save(update_fields=["last"])
        trial = Trial(
            region=doing.region,
            number=shelf.last,
            rule=said.rule,
            name=name,
            at=to_the_millisecond(doing.at),
            by=doing.actor.login,
            said=written(said),
            draft=draft,
        )
        trial.digest = trial_digest(trial)
        trial.save(force_insert=True)
        record(
            at=doing.at,
            actor=trial.by,
            role=allowed.appointment.role,
            act=RIGHT,
            subject=subject_of(trial.region, trial.number),
            summary=KEPT.fill(rule=trial.rule, name=name),
            after=trial.digest,
        )
    return trial


NO_NAME = Bilingual(
    "请给试算取个名称，至多{most}字", "give the trial a name of at most {most} characters"
)
KEPT = Bilingual("保存规则“{rule}”的试算“{name}”", "kept a trial of the rule “{rule}”: {name}")
