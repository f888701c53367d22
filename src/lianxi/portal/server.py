"""Serve the portal: check the ground, bring the database up to date, load regions, listen.

Everything that may be wrong is found before anything is changed, and each gets
one clear line (`SettingError`).
"""

import socket
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces

from lianxi.charter.find import region_folder
from lianxi.charter.load import Loaded, load_path
from lianxi.governance.authority import ROLES
from lianxi.kernel.bilingual import Bilingual, listed
from lianxi.kernel.setting import SettingError
from lianxi.portal import boot  # noqa: F401  # before any model
from lianxi.portal.accounts.queries import people
from lianxi.portal.charter.actions import install
from lianxi.portal.charter.queries import newest, regions
from lianxi.portal.database import migrate, reached, writable
from lianxi.portal.journal.actions import CHINA
from lianxi.portal.log_folder import ready
from lianxi.portal.rehearsals.actions import Walked, walk_all

HOST = "127.0.0.1"
THREADS = 4

Say = Callable[[Bilingual], None]


class RegionRefused(Exception):
    """Regions that are to be loaded have errors: by the name that the setting gives them."""

    def __init__(self, refused: Mapping[str, Loaded]) -> None:
        super().__init__("regions have errors")
        self.refused = refused


def prepare(say: Say) -> None:
    """Bring the database up to date and load every region that is not there yet.

    All are read first: where one is refused, none is loaded.
    """
    writable()
    read = _read(settings.REGIONS)
    with reached():
        migrate()
        there = regions()
        broken = {name: loaded for name, loaded in read.items() if loaded.package is None}
        refused = {name: it for name, it in broken.items() if it.region_id not in there}
        if refused:
            raise RegionRefused(refused)
        for name in broken:  # what is in the database still stands
            say(STANDS.fill(folder=name))
        for name, loaded in read.items():
            _install(name, loaded, say)


def serve(host: str, port: int, say: Say) -> None:
    """Prepare, say where it listens and which roles the demo has, and serve until stopped."""
    _free(host, port)
    if settings.LOG_FOLDER is not None:
        ready(settings.LOG_FOLDER, settings.LOG_DAYS, datetime.now(CHINA).date())
    prepare(say)
    if settings.DEMO:
        for walked in walk_all():
            say(_walked(walked))
    say(_logs())
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104
    say(Bilingual(f"联席：http://{shown}:{port}/", f"Lianxi: http://{shown}:{port}/"))
    if settings.DEMO:
        names = listed(list(ROLES.values()))
        say(
            Bilingual(
                f"演示角色（在页面右上角进入）：{names.zh}",
                f"Demo roles (enter them at the top right): {names.en}",
            )
        )
    elif not people():
        say(NO_ACCOUNT)
    Granian(
        "lianxi.portal.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        log_enabled=False,
    ).serve()


def _walked(walked: Walked) -> Bilingual:
    """How far a rehearsal's script was walked."""
    words = WALKED.fill(region=walked.region, n=walked.steps, of=walked.of)
    return words if walked.stopped is None else CUT.fill(walked=words, why=walked.stopped)


def _logs() -> Bilingual:
    """Where the log goes."""
    if settings.LOG_FOLDER is None:
        return LOGGED
    return KEPT.fill(folder=str(settings.LOG_FOLDER.resolve()), days=settings.LOG_DAYS)


WALKED = Bilingual("{region}：已办{n}步，共{of}步", "{region}: {n} of {of} steps walked")
CUT = Bilingual("{walked}；{why}", "{walked}; {why}")
LOGGED = Bilingual(
    "请求日志写到标准错误输出；依法留存六个月，可设 LIANXI_LOG_DIR",
    "Requests are logged on standard error; to keep them for the law's six months, "
    "set LIANXI_LOG_DIR",
)
KEPT = Bilingual(
    "请求日志写到标准错误输出，并存入 {folder}，保存{days}天；操作日志在数据库中，从不删除",
    "Requests are logged on standard error and in {folder}, for {days} days; "
    "the journal is in the database and never deleted",
)
NO_ACCOUNT = Bilingual(
    "还没有账号；请先运行 lianxi account add 账号 --name 姓名 --role administrator",
    "there is no account yet; run lianxi account add LOGIN --name NAME --role administrator",
)


def _free(host: str, port: int) -> None:
    """Refuse a port that is taken before anything is done."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise SettingError(
                Bilingual(
                    f"{host} 的端口{port}已被占用或不可用；用 PORT=8001 make run 换一个",
                    f"port {port} on {host} is taken or can't be used; "
                    "choose another with PORT=8001 make run",
                )
            ) from None


STANDS = Bilingual(
    "文件夹 {folder} 有错误，继续使用已装载的版本；详见 lianxi check",
    "the folder {folder} has errors; the version loaded before stays in use; see lianxi check",
)


def _read(names: Sequence[str]) -> dict[str, Loaded]:
    """Read every region that the setting names; no region may come twice."""
    read: dict[str, Loaded] = {}
    by_id: dict[str, str] = {}
    for name in names:
        loaded = load_path(region_folder(name))
        id_ = loaded.region_id
        if name in read or id_ in by_id:
            raise SettingError(_twice(id_ or name, by_id.get(id_, name), name))
        read[name] = loaded
        if id_:
            by_id[id_] = name
    return read


def _twice(region: str, first: str, second: str) -> Bilingual:
    return Bilingual(
        f"LIANXI_REGION 两次列出地区 {region}（{first}、{second}）；每个地区列一次",
        f"LIANXI_REGION lists the region {region} twice ({first}, {second}); list each once",
    )


def _install(name: str, loaded: Loaded, say: Say) -> None:
    """Load a region that is not there yet; say where the folder differs from what is."""
    package = loaded.package
    if package is None:
        return
    made = install(loaded, datetime.now(CHINA), str(region_folder(name).resolve()))
    now = newest(package.region.id)
    if made is not None:
        say(Bilingual("已装载{region}", "{region} loaded").fill(region=package.region.name))
    elif now is not None and now.digest != package.digest:
        say(
            Bilingual(
                f"文件夹 {name} 与使用中的第{now.number}版不同；管理员可在“地区包”中审阅后装载",
                f"the folder {name} differs from version {now.number}, which is in use; "
                "the administrator can review and load it under Packages",
            )
        )
