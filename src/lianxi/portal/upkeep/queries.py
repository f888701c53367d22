"""When the last backup was made by page, and what a backup holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from lianxi.charter.files import crowded
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.setting import SettingError
from lianxi.portal.accounts.queries import names
from lianxi.portal.backup import FOREIGN, Backup
from lianxi.portal.backup import examine as examine_backup
from lianxi.portal.charter.queries import current
from lianxi.portal.journal.queries import last_act, length, line_numbered
from lianxi.portal.upkeep.actions import ACT

MEMBERS_MAX = 1000
BYTES_MAX = 512 * 2**20


@dataclass(frozen=True)
class LastBackup:
    """The last backup that was taken by page, as the journal has it."""

    at: datetime
    by: Bilingual
    line: int
    digest: str


@dataclass(frozen=True)
class Held:
    """What a backup holds, for a reader; `behind` is by how many lines, None for another's."""

    made: Backup
    at: datetime
    regions: list[tuple[Bilingual, str, int]]
    rows: list[tuple[Bilingual, int]]
    behind: int | None


def last_backup() -> LastBackup | None:
    """The last backup by page; None where there was none."""
    line = last_act(ACT)
    if line is None:
        return None
    at = datetime.fromisoformat(line.at)
    return LastBackup(at, names([line.actor])[line.actor], line.seq, line.after)


def examined(file: IO[bytes], name: str) -> Held | SettingError:
    """What a backup holds, or what is wrong with it."""
    try:
        if crowded(file, MEMBERS_MAX):
            raise SettingError(FOREIGN.fill(file=name))
        found = examine_backup(file, name, BYTES_MAX)
    except SettingError as why:
        return why
    made = found.made
    same_line = line_numbered(made.lines)
    ours = same_line is not None and same_line.hash == made.head
    return Held(
        made,
        datetime.fromisoformat(made.at),
        [(_called(region), region, number) for region, number in found.regions.items()],
        [(TABLES.get(label, same(label)), count) for label, count in made.rows.items()],
        length() - made.lines if ours else None,
    )


def _called(region: str) -> Bilingual:
    """A region's name here, its id where it is not here."""
    here = current(region)
    return here.package.region.name if here else same(region)


TABLES: Mapping[str, Bilingual] = {
    "accounts.person": Bilingual("人员", "people"),
    "accounts.appointment": Bilingual("任命", "appointments"),
    "accounts.token": Bilingual("令牌", "tokens"),
    "accounts.attempt": Bilingual("登录记录", "tries to sign in"),
    "charter.region": Bilingual("地区", "regions"),
    "charter.version": Bilingual("地区包版本", "versions of packages"),
    "charter.blob": Bilingual("地区包文件", "files of packages"),
    "charter.draft": Bilingual("待确认的草稿", "drafts waiting to be confirmed"),
    "directory.directory": Bilingual("通讯录", "directories"),
    "directory.unit": Bilingual("部门", "departments"),
    "directory.post": Bilingual("任职", "posts"),
    "directory.return": Bilingual("来函与回表", "workbooks that came back"),
    "directory.file": Bilingual("回表和来函扫描件", "files that came with them"),
    "dossiers.counter": Bilingual("卷宗编号", "numbers of dossiers"),
    "dossiers.clock": Bilingual("演练的时钟", "clocks of rehearsals"),
    "dossiers.dossier": Bilingual("卷宗", "dossiers"),
    "dossiers.entry": Bilingual("卷宗中的办理", "acts in dossiers"),
    "dossiers.owed": Bilingual("待办", "duties that are open"),
    "dossiers.stake": Bilingual("卷宗的相关方", "parties of dossiers"),
    "dossiers.tie": Bilingual("卷宗之间的来由", "ties between dossiers"),
    "dossiers.content": Bilingual("卷宗的附件", "files of dossiers"),
    "mail.mailbox": Bilingual("收件地址", "mailboxes"),
    "mail.letter": Bilingual("发件箱中的信", "letters in the outbox"),
    "ledger.account": Bilingual("台账科目", "accounts of the ledger"),
    "ledger.chain": Bilingual("台账链尾", "ends of the ledger's chains"),
    "ledger.closing": Bilingual("年度结转", "years that were closed"),
    "ledger.hold": Bilingual("预留", "amounts set aside"),
    "ledger.leg": Bilingual("分录", "legs of transfers"),
    "ledger.resolution": Bilingual("预留的处理", "how amounts set aside ended"),
    "ledger.transfer": Bilingual("账", "transfers"),
    "sharing.shelf": Bilingual("数据批次编号", "numbers of batches of figures"),
    "sharing.batch": Bilingual("规则所用数据的批次", "batches of figures for rules"),
    "sharing.fact": Bilingual("规则所用的数据", "figures for rules"),
    "bench.shelf": Bilingual("试算编号", "numbers of trials"),
    "bench.trial": Bilingual("规则的试算", "trials of rules"),
    "journal.line": Bilingual("日志行", "journal lines"),
    "journal.head": Bilingual("链头", "head of the journal"),
}
