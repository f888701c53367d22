"""Digests: what is written, when, and that nobody gets one twice."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from at_once import at_once
from lianxi.portal.accounts.models import Appointment, Person
from lianxi.portal.backup import back_up, kept, restore
from lianxi.portal.journal.actions import CHINA
from lianxi.portal.mail.actions import write_digests
from lianxi.portal.mail.models import Letter, Mailbox
from lianxi.portal.mail.posting import Run
from lianxi.portal.verification import verification
from mailing import NEXT, SERVER, TODAY, browser, reader, run, texts, undertake
from postbox import postbox
from road import DAY, REGION, live, load
from uploads import NOW


@pytest.mark.usefixtures("waiting_work")
class TestDigests:
    """What a digest tells, and when one is written."""

    def test_what_is_late_then_new_then_soon_and_the_rest_counted(self) -> None:
        reader()
        undertake("造船", TODAY + timedelta(days=5))
        assert write_digests(SERVER, DAY) == 1
        undertake("织网", None)
        assert write_digests(SERVER, DAY + 6 * NEXT) == 0  # a Sunday
        assert write_digests(SERVER, DAY + 7 * NEXT) == 1
        [first, second] = texts()
        assert "新到：2项" in first
        assert "逾期" not in first
        order = ["【湖区】", "逾期：1项", "造船", "新到：1项", "织网", "另有1项，时限未近"]
        places = [second.index(each) for each in order]
        assert places == sorted(places)
        assert "· 办理：造船，应于2026年3月7日前（船屋）" in second
        assert f"  https://lianxi.test/regions/{REGION}/road/commitments/2/\n" in second
        assert "修复码头" not in second
        subject = Letter.objects.earliest("pk")
        assert Letter.objects.latest("pk").subject == "联席待办：逾期1项、新到1项（2026年3月9日）"
        assert "<a href" in subject.html

    def test_what_falls_due_soon_is_told_again(self) -> None:
        reader(lang="en")
        undertake("造船", TODAY + timedelta(days=9))
        for day in (0, 1, 2):
            write_digests(SERVER, DAY + day * NEXT)
        first, second = texts()  # nothing on the second day
        assert "New: 2" in first
        assert "Due soon: 1\n- carry it out: 造船, by 11 March 2026 (Boathouse)" in second

    def test_nobody_gets_two_for_a_day_nor_one_with_nothing_in_it(self) -> None:
        reader()
        reader("han.mei", of="990200")
        reader("wang.fang", "never")
        reader("zhao.an", role="administrator", of="")
        assert write_digests(SERVER, DAY) == 1
        undertake("造船", None)
        assert write_digests(SERVER, DAY + timedelta(hours=3)) == 0
        assert write_digests(SERVER, DAY + NEXT) == 1
        assert write_digests(SERVER, DAY + 2 * NEXT) == 0

    def test_a_weekly_one_comes_on_the_first_working_day(self) -> None:
        reader(often="weekly")
        days = [write_digests(SERVER, DAY + n * NEXT) for n in range(2)]
        undertake("造船", None)
        days += [write_digests(SERVER, DAY + n * NEXT) for n in range(2, 9)]
        assert days == [1, 0, 0, 0, 0, 0, 0, 1, 0]

    def test_none_before_seven(self) -> None:
        reader()
        early = datetime(2026, 3, 2, 6, 59, tzinfo=CHINA)
        assert write_digests(SERVER, early) == 0
        assert write_digests(SERVER, early + timedelta(minutes=1)) == 1

    def test_whoever_leaves_gets_none(self) -> None:
        gone, ended = reader(), reader("han.mei")
        Person.objects.filter(pk=gone.pk).update(closed=TODAY)
        Appointment.objects.filter(person=ended).update(until=TODAY)
        assert write_digests(SERVER, DAY) == 0

    def test_an_office_is_reminded_and_a_long_desk_is_cut(self) -> None:
        reader(role="secretariat", of="")
        for number in range(45):
            undertake(f"第{number}项", TODAY - NEXT)
        reader("han.mei")
        write_digests(SERVER, DAY)
        long = texts()[-1]
        assert "逾期：45项" in long
        assert (long.count("第"), long.count("另有5项。")) == (40, 1)
        assert "提请审议" not in long

    def test_a_title_is_text_and_no_markup(self) -> None:
        reader()
        undertake("<b>造船</b> & 织网", None)
        write_digests(SERVER, DAY)
        letter = Letter.objects.get()
        assert "<b>造船</b> & 织网" in letter.text
        assert "&lt;b&gt;造船&lt;/b&gt; &amp; 织网" in letter.html


def test_a_rehearsal_writes_no_letter_and_shows_on_the_page(db: None) -> None:
    load(live("rehearsal"))
    undertake("修复码头", date(2026, 12, 31))
    person = reader()
    assert write_digests(SERVER, DAY) == 0
    page = browser(person).get("/me/mail/").content.decode()
    assert "A rehearsal is shown here alone" in page
    assert "修复码头" in page


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_write_and_send_each_letter_once(tmp_path: Path) -> None:
    load()
    undertake("修复码头", None)
    for login in ("li.lei", "han.mei", "wang.fang"):
        reader(login)
    with postbox() as mail_server:
        outcomes = at_once(*[lambda: run(mail_server)] * 2)
        assert all(isinstance(each, Run) for each in outcomes), outcomes
        runs = [each for each in outcomes if isinstance(each, Run)]
        assert sum(each.written for each in runs) == 3
        run(mail_server)
        assert (
            len({each["Message-ID"] for each in mail_server.letters})
            == len(mail_server.letters)
            == 3
        )
    before = everything()
    back_up(tmp_path / "lianxi.zip", NOW)
    for model in reversed(list(kept())):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608
    restore(tmp_path / "lianxi.zip")
    assert everything() == before
    assert verification().holds


def everything() -> list[object]:
    """Every row of both tables, as it stands."""
    return [*Mailbox.objects.order_by("pk").values(), *Letter.objects.order_by("pk").values()]
