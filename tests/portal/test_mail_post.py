"""A letter on its way: what becomes of it, whatever a mail server does."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from lianxi.portal.accounts.models import Person
from lianxi.portal.journal.actions import CHINA
from lianxi.portal.journal.models import Line
from lianxi.portal.mail import actions
from lianxi.portal.mail.actions import Wanted, write_digests
from lianxi.portal.mail.models import Letter
from lianxi.portal.mail.posting import Run, post
from mailing import NEXT, SERVER, TODAY, browser, reader, run, said
from postbox import BREAKS, HANGS, Postbox
from road import DAY

pytestmark = pytest.mark.usefixtures("waiting_work")


@pytest.mark.usefixtures("waiting_work")
class TestPost:
    """A letter on its way."""

    def test_a_letter_arrives_once_in_both_forms(self, mail_server: Postbox) -> None:
        reader()
        Person.objects.update(name_zh="李,雷\r\nBcc: all@example.gov.cn")
        assert run(mail_server) == Run(written=1, sent=1)
        assert run(mail_server) == Run()
        [letter] = mail_server.letters
        assert [part.get_content_type() for part in letter.iter_parts()] == [
            "text/plain",
            "text/html",
        ]
        assert letter["Subject"].strip() == "联席待办：新到1项（2026年3月2日）"
        assert letter["To"].addresses[0].display_name == "李,雷 Bcc: all@example.gov.cn"
        assert (letter["Bcc"], letter["Auto-Submitted"]) == (None, "auto-generated")
        assert letter["From"].addresses[0].addr_spec == "lianxi@example.gov.cn"
        assert mail_server.recipients == ["rcpt TO:<li.lei@example.gov.cn>"]
        body = letter.get_body(("plain",))
        assert body is not None
        assert "修复码头" in body.get_content()

    def test_a_domain_in_chinese(self, mail_server: Postbox) -> None:
        said(reader(), Wanted("li.lei@湖区.cn", "daily", "zh"))
        assert run(mail_server).sent == 1
        assert mail_server.recipients == [f"rcpt TO:<li.lei@{'湖区'.encode('idna').decode()}.cn>"]

    @pytest.mark.parametrize(
        ("says", "said", "more"),
        [
            ({"HELLO": "554 closed"}, "lets nothing through: 554 closed", {}),
            ({"HELLO": HANGS}, "did not answer within 0.2 seconds", {}),
            ({"EHLO": HANGS}, "did not answer within 0.2 seconds", {}),
            ({"HELLO": BREAKS}, "can't be used: the connection broke", {}),
            ({"AUTH": "535 5.7.8 no"}, "535 5.7.8 no", {"login": "a", "password": "b"}),
            ({"MAIL": "550 not you"}, "lets nothing through: 550 not you", {}),
            ({}, "it offers no STARTTLS", {"tls": "starttls"}),
            ({}, "the connection is refused", {"port": 1}),
            ({}, "there is no such host", {"host": "nowhere.invalid"}),
            ({}, "no encrypted connection came about", {"tls": "tls"}),
        ],
    )
    def test_while_the_server_is_down_all_wait_and_then_go_in_order(
        self, mail_server: Postbox, says: dict[str, str], said: str, more: dict[str, object]
    ) -> None:
        reader()
        reader("han.mei")
        mail_server.says = says
        there = replace(SERVER, **{"port": mail_server.port, **more})  # type: ignore[arg-type]
        outcome = post(there, lambda: DAY, write_digests(there, DAY))
        assert (outcome.sent, outcome.waiting) == (0, 2)
        assert outcome.problem is not None
        assert said in outcome.problem.en
        assert list(Letter.objects.order_by("pk").values_list("tries", flat=True)) == [1, 0]
        mail_server.says = {}
        assert run(mail_server, DAY + timedelta(minutes=10)) == Run(sent=2)
        assert [each.split("<")[1] for each in mail_server.recipients[-2:]] == [
            "li.lei@example.gov.cn>",
            "han.mei@example.gov.cn>",
        ]
        assert not Letter.objects.exclude(error_zh="").exists()

    @pytest.mark.parametrize(
        ("says", "said"),
        [
            (
                {"RCPT": "550 5.1.1 <no>\x07 such user"},
                "refused by the server: 550 5.1.1 <no> such",
            ),
            ({"TEXT": "554 spam"}, "refused by the server: 554 spam"),
        ],
    )
    def test_what_is_refused_for_good_is_not_tried_again(
        self, mail_server: Postbox, says: dict[str, str], said: str
    ) -> None:
        reader()
        mail_server.says = says
        assert run(mail_server) == Run(written=1, failed=1)
        assert said in Letter.objects.get().error_en
        mail_server.says = {}
        assert run(mail_server, DAY + NEXT / 2) == Run()

    def test_what_is_refused_for_now_is_tried_after_longer_and_longer(
        self, mail_server: Postbox
    ) -> None:
        reader()
        mail_server.says["RCPT"] = "451 later"
        assert run(mail_server) == Run(written=1, waiting=1)
        tries = [
            (minutes, Letter.objects.get().tries)
            for minutes in (14, 15, 44, 45, 104, 105)
            if run(mail_server, DAY + timedelta(minutes=minutes)).waiting
        ]
        assert tries == [(14, 1), (15, 2), (44, 2), (45, 3), (104, 3), (105, 4)]

    def test_cut_short_before_it_was_said_that_it_was_taken(self, mail_server: Postbox) -> None:
        """The letter is sent again, is known by its Message-ID, and holds up nobody else."""
        reader()
        mail_server.says["TEXT"] = BREAKS
        assert run(mail_server).problem is not None
        mail_server.says = {}
        reader("han.mei")
        assert run(mail_server, DAY + timedelta(minutes=10)).sent == 1
        assert run(mail_server, DAY + timedelta(minutes=15)) == Run(sent=1)
        [one, other, again] = [each["Message-ID"] for each in mail_server.letters]
        assert one == again != other

    def test_killed_with_a_letter_claimed(self, mail_server: Postbox) -> None:
        reader()
        write_digests(SERVER, DAY)
        assert actions.claim(Letter.objects.get().pk, DAY)
        assert run(mail_server, DAY + timedelta(minutes=10)) == Run(waiting=1)
        assert run(mail_server, DAY + timedelta(minutes=15)) == Run(sent=1)

    def test_given_up_after_a_week_and_sent_again_by_a_person(self, mail_server: Postbox) -> None:
        reader()
        mail_server.says["RCPT"] = "451 later"
        run(mail_server)
        late = DAY + timedelta(days=7, hours=-8)  # before seven: no new one
        assert run(mail_server, late + timedelta(hours=8, seconds=1)).given_up == 1
        letter = Letter.objects.get()
        keeper = reader("zhao.an", "never", role="administrator", of="")
        client = browser(keeper)
        assert client.post(f"/outbox/{letter.pk}/again/").status_code == 302
        assert client.post(f"/outbox/{letter.pk}/again/").status_code == 422  # it waits already
        assert client.post("/outbox/99/again/").status_code == 404
        line = Line.objects.latest("seq")
        assert (line.act, line.role) == ("mail.again", "administrator")
        assert line.summary_en == "had the digest of 2026-03-02 to Li Lei sent again"
        mail_server.says = {}
        now = datetime.now(CHINA)
        assert post(replace(SERVER, port=mail_server.port), lambda: now) == Run(sent=1)
        assert (actions.tidy(now + 89 * NEXT), Letter.objects.count()) == (0, 1)
        assert (actions.tidy(now + 91 * NEXT), Letter.objects.count()) == (0, 0)

    def test_it_goes_where_its_reader_is_now(self, mail_server: Postbox) -> None:
        moved, gone, closed = reader(), reader("han.mei"), reader("wang.fang")
        write_digests(SERVER, DAY)
        said(moved, Wanted("new@example.gov.cn", "daily", "zh"))
        said(gone, Wanted("", "never", "zh"))
        Person.objects.filter(pk=closed.pk).update(closed=TODAY)
        assert run(mail_server) == Run(sent=1, given_up=2)
        assert mail_server.recipients == ["rcpt TO:<new@example.gov.cn>"]
        assert Letter.objects.get(person=moved).to == "new@example.gov.cn"

    def test_an_address_outside_the_domains_gets_nothing(self, mail_server: Postbox) -> None:
        reader()
        assert run(mail_server, domains=("other.cn",)) == Run(written=1, given_up=1)
