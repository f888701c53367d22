"""Where mail goes, and the outbox, on the pages; the settings behind it."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytest_django import Settings

from lianxi.governance.authority import Refused
from lianxi.kernel.setting import SettingError
from lianxi.portal.accounts.models import Person
from lianxi.portal.journal.models import Line
from lianxi.portal.mail import environment
from lianxi.portal.mail.actions import Wanted, settle
from lianxi.portal.mail.environment import Server
from lianxi.portal.mail.models import Letter, Mailbox
from lianxi.portal.verification import verification
from mailing import SERVER, browser, reader, run
from postbox import Postbox
from road import DAY


@pytest.mark.usefixtures("waiting_work")
class TestPages:
    """Where mail goes, and the outbox."""

    def test_a_person_says_where_and_the_journal_has_no_address(self) -> None:
        person = reader("han.mei", "never")
        client = browser(person)
        form = {"email": " han＠Example.gov.cn ", "often": "weekly", "lang": "en"}
        assert client.post("/me/mail/", form).status_code == 302
        box = Mailbox.objects.get()
        assert (box.email, box.often, box.lang) == ("han@Example.gov.cn", "weekly", "en")
        lines = Line.objects.count()
        client.post("/me/mail/", form)
        assert Line.objects.count() == lines  # nothing was changed
        line = Line.objects.latest("seq")
        expected = "had the digest sent: the first working day of a week; another address"
        assert (line.act, line.summary_en) == ("mail.settle", expected)
        assert "example.gov.cn" not in str(list(Line.objects.values_list()))
        assert verification().holds
        Mailbox.objects.update(email="somebody@example.gov.cn")
        assert [each.en for each in verification().problems] == [
            "mail/han.mei is not what the journal says"
        ]

    @pytest.mark.parametrize(
        ("form", "said"),
        [
            ({"email": "", "often": "daily"}, "Give one address"),
            ({"email": "han"}, "Give one address"),
            ({"email": "han@example.cn,li@example.cn"}, "Give one address"),
            ({"email": "han@example.cn\r\nBcc: li@example.cn"}, "Give one address"),
            ({"email": "ſ@example.gov.cn"}, "Give one address"),
            ({"email": f"han@{'湖' * 60}.gov.cn"}, "Give one address"),
            ({"email": "han@example.com"}, "only to addresses in example.gov.cn"),
            ({"email": "han@notexample.gov.cn"}, "only to addresses in example.gov.cn"),
            ({"email": "x" * 250 + "@b.cn"}, "254"),
            ({"often": "hourly"}, "no such choice"),
            ({"lang": ""}, "please choose “Language of the letters”"),
        ],
    )
    def test_what_is_no_mailbox(self, settings: Settings, form: dict[str, str], said: str) -> None:
        settings.MAIL = replace(SERVER, domains=("example.gov.cn",))
        person = reader("han.mei", "never")
        whole = {"email": "han@mail.example.gov.cn", "often": "daily", "lang": "zh", **form}
        answer = browser(person).post("/me/mail/", whole)
        assert answer.status_code == 422
        assert said.lower() in answer.content.decode().lower()
        assert Mailbox.objects.get().email == "han.mei@example.gov.cn"

    def test_a_role_of_the_demo_has_none(self, settings: Settings) -> None:
        settings.DEMO = True
        somebody = Person.objects.create(login="demo-x", name_zh="演", name_en="D", demo=True)
        client = browser(somebody)
        form = {"email": "a@example.gov.cn", "often": "daily", "lang": "zh"}
        assert client.post("/me/mail/", form).status_code == 422
        assert "has no mailbox" in client.get("/me/mail/").content.decode()
        assert isinstance(settle(None, Wanted("", "never", "zh"), DAY), Refused)

    def test_the_outbox_shows_envelopes_and_their_readers_the_letters(
        self, settings: Settings, mail_server: Postbox
    ) -> None:
        settings.MAIL = SERVER
        person, other = reader(), reader("han.mei")
        mail_server.says["RCPT"] = "550 no such user"
        run(mail_server)
        keeper = browser(reader("zhao.an", "never", role="administrator", of=""))
        number = Letter.objects.get(person=person).pk
        for address in ("/outbox/?state=failed", f"/outbox/{number}/"):
            page = keeper.get(address).content.decode()
            assert "550 no such user" in page
            assert "li.lei@example.gov.cn" in page
            assert "修复码头" not in page
        rows = keeper.get("/outbox.csv?person=li.lei").content.decode().splitlines()
        assert len(rows) == 2
        assert "failed,被拒,refused" in rows[1]
        assert keeper.get("/outbox.xlsx").status_code == 200
        assert 'href="/outbox/"' in keeper.get("/me/").content.decode()
        mine = browser(person).get("/me/mail/").content.decode()
        assert ("修复码头" in mine, "550 no such user" in mine) == (True, True)
        assert browser(other).get(f"/outbox/{number}/").status_code == 403

    def test_where_mail_is_off_the_pages_say_so(self) -> None:
        keeper = browser(reader("zhao.an", "never", role="administrator", of=""))
        assert "Mail is off" in keeper.get("/outbox/").content.decode()
        assert "Mail is off" in keeper.get("/me/mail/").content.decode()
        assert 'href="/outbox/"' not in keeper.get("/me/").content.decode()


# The settings

GOOD = {
    "LIANXI_SMTP": "mail.example.gov.cn:587",
    "LIANXI_SMTP_LOGIN": "lianxi",
    "LIANXI_MAIL_FROM": "lianxi@example.gov.cn",
    "LIANXI_MAIL_DOMAINS": "example.gov.cn, Other.cn",
    "LIANXI_URL": "https://lianxi.example.gov.cn/",
}


@pytest.fixture
def password(tmp_path: Path) -> Path:
    """A file with a password that its owner alone can read."""
    file = tmp_path / "password"
    file.write_text("open 芝麻\n", "utf-8")
    file.chmod(0o600)
    return file


def test_settings_that_hold(password: Path) -> None:
    found = environment.server({**GOOD, "LIANXI_SMTP_PASSWORD_FILE": str(password)})
    assert found == Server(
        "mail.example.gov.cn",
        587,
        "starttls",
        "lianxi",
        "open 芝麻",
        "lianxi@example.gov.cn",
        "https://lianxi.example.gov.cn",
        ("example.gov.cn", "other.cn"),
    )
    assert "芝麻" not in repr(found)
    assert environment.server({**GOOD, "LIANXI_SMTP": "", "LIANXI_URL": "nonsense"}) is None


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("LIANXI_SMTP", "mail.example.gov.cn", "host:port"),
        ("LIANXI_SMTP", "mail.example.gov.cn:70000", "host:port"),
        ("LIANXI_SMTP", "smtp://mail.example.gov.cn:25", "host:port"),
        ("LIANXI_SMTP_TLS", "yes", "starttls, tls or off, not yes"),
        ("LIANXI_SMTP_TLS", "off", "in the clear"),
        ("LIANXI_SMTP_LOGIN", "", "both, or neither"),
        ("LIANXI_SMTP_PASSWORD_FILE", "", "both, or neither"),
        ("LIANXI_SMTP_PASSWORD_FILE", "/dev/null/x", "can't be read (Not a directory)"),
        ("LIANXI_SMTP_PASSWORD_FILE", "empty", "should hold one line"),
        ("LIANXI_SMTP_PASSWORD_FILE", "shared", "its owner alone"),
        ("LIANXI_SMTP_PASSWORD_FILE", "binary", "can't be read (UTF-8)"),
        ("LIANXI_MAIL_FROM", "", "should be the sender's address"),
        ("LIANXI_MAIL_FROM", "lianxi@湖区.cn", "should be the sender's address"),
        ("LIANXI_MAIL_FROM", "联席 <lianxi@example.gov.cn>", "should be the sender's address"),
        ("LIANXI_MAIL_DOMAINS", "@example.gov.cn", "not @example.gov.cn"),
        ("LIANXI_URL", "", "the portal's own address"),
        ("LIANXI_URL", "lianxi.example.gov.cn", "the portal's own address"),
        ("LIANXI_URL", "https://lianxi.example.gov.cn/regions", "the portal's own address"),
        ("LIANXI_URL", "https://[lianxi", "the portal's own address"),
        ("LIANXI_URL", "https://lianxi:port", "the portal's own address"),
    ],
)
def test_a_wrong_setting_gets_one_clear_line(
    password: Path, setting: str, value: str, said: str
) -> None:
    for name, content in {"empty": b"\n", "shared": b"open", "binary": b"\xff\xfe"}.items():
        file = password.with_name(name)
        file.write_bytes(content)
        file.chmod(0o644 if name == "shared" else 0o600)
    if value in ("empty", "shared", "binary"):
        value = str(password.with_name(value))
    given = {**GOOD, "LIANXI_SMTP_PASSWORD_FILE": str(password), setting: value}
    with pytest.raises(SettingError) as why:
        environment.server(given)
    assert said in why.value.words.en
    assert "\n" not in why.value.words.zh + why.value.words.en
