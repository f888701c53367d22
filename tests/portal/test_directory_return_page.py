"""The pages of returned workbooks: taken in, shown to the city's own, downloaded, applied."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from contacts import EASTON, NEW, PDF, WESTON, filled, held, names, with_row, workbook
from contacts import enter as enter_post
from lianxi.portal.directory.models import File, Return, Unit
from uploads import Enter

pytestmark = pytest.mark.usefixtures("lake_portal")

PAGE = "/regions/lake-district/directory/"


def receive(client: Client, content: bytes, party: str = EASTON, scan: bytes = PDF):  # type: ignore[no-untyped-def]
    """Upload a workbook on the page."""
    form = {
        "party": party,
        "letter": "东函〔2026〕3号",
        "dated": "2026-11-22",
        "workbook": SimpleUploadedFile("王芳.xlsx", content),
        "scan": SimpleUploadedFile("a.pdf", scan),
    }
    return client.post(f"{PAGE}returns/receive/", form, follow=True)


def test_a_city_returns_its_own_and_sees_no_others(enter: Enter) -> None:
    liaison, office = enter("liaison"), enter("secretariat")
    content = filled(workbook(EASTON, WESTON), {0: with_row(**NEW)})
    assert receive(liaison, content, WESTON).status_code == 422
    page = receive(liaison, content)
    assert page.redirect_chain
    mine = Return.objects.get()
    assert "Li Lei" in page.content.decode() or "李雷" in page.content.decode()
    theirs = filled(workbook(WESTON), {0: with_row(**{**NEW, "name": "韩梅梅"})})
    receive(office, theirs, WESTON)
    other = Return.objects.exclude(pk=mine.pk).get()
    for what in ("", "scan/", "workbook/"):
        assert liaison.get(f"{PAGE}returns/{mine.pk}/{what}").status_code == 200
        assert liaison.get(f"{PAGE}returns/{other.pk}/{what}").status_code == 404
        assert enter("finance").get(f"{PAGE}returns/{mine.pk}/{what}").status_code == 403
        assert Client().get(f"{PAGE}returns/{mine.pk}/{what}").status_code == 403
    for what in ("apply/", "discard/"):
        assert liaison.post(f"{PAGE}returns/{other.pk}/{what}").status_code == 404
    listed = liaison.get(f"{PAGE}returns/").content.decode()
    assert listed.count("东函〔2026〕3号") == 1


def test_a_workbook_of_another_city_is_refused_and_not_kept(enter: Enter) -> None:
    office = enter("secretariat")
    page = receive(office, filled(workbook(WESTON), {0: with_row(**NEW)}))
    assert page.status_code == 422
    assert "no sheet of" in page.content.decode()
    assert not Return.objects.exists()
    assert not File.objects.exists()


def test_the_city_is_chosen_by_whoever_takes_it_in(enter: Enter) -> None:
    page = enter("secretariat").get(f"{PAGE}returns/").content.decode()
    assert '<option value="">' in page
    assert "selected" not in page.split('name="party"')[1].split("</select>")[0]
    chosen = enter("secretariat").get(f"{PAGE}returns/?party={WESTON}").content.decode()
    assert f'value="{WESTON}" selected' in chosen
    assert '<option value="">' not in enter("liaison").get(f"{PAGE}returns/").content.decode()


def test_a_scan_is_a_download_and_nothing_else(enter: Enter) -> None:
    office = enter("secretariat")
    receive(office, workbook(EASTON))
    answer = office.get(f"{PAGE}returns/{Return.objects.get().pk}/scan/")
    assert answer.content == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer.headers["Cache-Control"]


def test_applied_on_the_page(enter: Enter) -> None:
    office = enter("secretariat")
    page = receive(office, filled(workbook(EASTON), {0: with_row(**NEW)})).content.decode()
    row = Return.objects.get()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    stale = office.post(f"{PAGE}returns/{row.pk}/apply/", {"seen": "other"})
    assert stale.status_code == 422
    done = office.post(f"{PAGE}returns/{row.pk}/apply/", {"seen": seen}, follow=True)
    assert "applied" in done.content.decode()
    assert names() == ["李雷 2026-11-22–"]
    again = office.post(f"{PAGE}returns/{row.pk}/apply/", {"seen": seen})
    assert "already" in again.content.decode()
    assert "changed: 1 post" in office.get(f"{PAGE}returns/").content.decode()


def test_every_cell_of_somebody_new_is_shown(enter: Enter) -> None:
    old = {"title": "主任", "phone": "0571-87654321", "email": "wang@lake.cn"}
    enter_post(held("王芳", **old))
    content = filled(workbook(EASTON), {0: with_row(name="李雷", title="处长")})
    page = receive(enter("secretariat"), content).content.decode()
    becomes = page.split('data-label="Becomes"')[1].split("</td>")[0]
    assert "处长" in becomes
    assert becomes.count("carried over") == 1  # the office phone
    assert "0571-87654321" in becomes
    assert "wang@lake.cn" not in becomes
    assert "Li Lei" in becomes


def test_what_is_no_workbook_of_ours_is_refused_at_once(enter: Enter) -> None:
    office = enter("secretariat")
    page = receive(office, b"not a workbook").content.decode()
    assert "no Excel workbook" in page
    assert not Return.objects.exists()


def test_what_is_marked_as_a_secret_is_kept_nowhere(enter: Enter) -> None:
    content = filled(workbook(EASTON), {0: with_row(**{**NEW, "title": "机密★20年"})})
    answer = receive(enter("secretariat"), content)
    assert answer.status_code == 422
    assert "no system for classified material" in answer.content.decode()
    assert not File.objects.exists()


def test_a_refused_field_goes_by_its_label(enter: Enter) -> None:
    form = {"unit_zh": "机密★20年", "since": "2026-11-22"}
    page = enter("secretariat").post(f"{PAGE}{EASTON}/units/", form).content.decode()
    assert "“Name in Chinese”" in page
    assert "unit_zh" not in page


def test_a_post_before_its_department_leads_to_the_department(enter: Enter) -> None:
    office = enter("secretariat")
    office.post(f"{PAGE}{EASTON}/units/", {"unit_zh": "合作交流处", "since": "2026-11-22"})
    unit = Unit.objects.get()
    form = {"of": unit.pk, "duty": "lead", "name": "王芳", "since": "2026-01-05"}
    page = office.post(f"{PAGE}{EASTON}/posts/", form)
    assert page.status_code == 422
    assert "from 2026-11-22 on" in page.content.decode()
    assert f"{PAGE}{EASTON}/units/{unit.pk.partition('/')[2]}/correct/" in page.content.decode()


def test_a_citys_workbook_goes_by_its_name_and_members_are_counted(enter: Enter) -> None:
    liaison = enter("liaison")
    sent = liaison.get(f"{PAGE}workbook.xlsx").headers["Content-Disposition"]
    assert "all" not in sent
    assert sent == liaison.get(f"{PAGE}workbook.xlsx?party={EASTON}").headers["Content-Disposition"]
    assert (
        "-directory-all-"
        in enter("secretariat").get(f"{PAGE}workbook.xlsx").headers["Content-Disposition"]
    )
    enter_post(held("王芳"))
    enter_post(held("赵云", "deputy"))
    page = liaison.get(PAGE).content.decode()
    assert "members shown" in page
    number = page.split("members shown")[0].rsplit(" of ", 1)[1].strip()
    assert number == page.split(" members have")[0].rsplit(" of ", 1)[1]
