"""An administrator loads an amended package: findings and diff first, then confirm."""

import io
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import Settings

from lianxi.charter.diff import diff
from lianxi.charter.load import load_zip
from lianxi.portal.charter import queries
from lianxi.portal.charter.models import Draft, Version
from lianxi.portal.journal.models import Line
from lianxi.portal.verification import verification
from tiny import read, tiny, write
from uploads import Enter, archive, with_sutton

pytestmark = pytest.mark.usefixtures("lake_portal")


@pytest.fixture
def administrator(enter: Enter) -> Client:
    return enter("administrator")


def review(administrator: Client, files: dict[str, str]) -> str:
    """Upload a package for review; gives the address of its draft."""
    answer = administrator.post("/packages/review/", {"archive": archive(files)})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def test_from_upload_to_the_verified_journal(administrator: Client, client: Client) -> None:
    draft = review(administrator, with_sutton())
    page = administrator.get(draft).content.decode()
    assert "New prefecture-level city: Sutton (990400)." in page
    assert "From 2006: Sutton becomes a member of Lake council (Lake council, meeting 3)." in page
    assert "Sutton" not in client.get("/regions/lake-district/").content.decode()

    answer = administrator.post(f"{draft}confirm/")
    assert answer.headers["Location"] == "/packages/lake-district/2/"
    version = administrator.get("/packages/lake-district/2/").content.decode()
    assert "From 2006: Sutton becomes a member" in version
    assert "南镇" in client.get("/regions/lake-district/").content.decode()

    journal = administrator.get("/journal/").content.decode()
    assert "Lake District: version 2 loaded" in journal
    assert "The journal verifies" in journal
    assert Line.objects.filter(act="package.load").last().actor == "demo-administrator"  # type: ignore[union-attr]


def test_the_old_version_stays_and_comes_out_as_it_went_in(administrator: Client) -> None:
    administrator.post(f"{review(administrator, with_sutton())}confirm/")
    first = administrator.get("/packages/lake-district/1.zip")
    second = administrator.get("/packages/lake-district/2.zip")
    before, after = (load_zip(io.BytesIO(answer.content)) for answer in (first, second))
    assert dict(before.files) == {path: text.encode() for path, text in tiny().items()}
    assert before.package is not None
    assert after.package is not None
    stored = [queries.version("lake-district", n) for n in (1, 2)]
    assert [before.package.digest, after.package.digest] == [v.digest for v in stored if v]
    assert len(diff(before.package, after.package)) == 2


def test_a_package_with_errors_is_shown_and_nothing_is_loaded(administrator: Client) -> None:
    files = with_sutton()
    files["seats.csv"] = files["seats.csv"].replace("2005-05-05", "2005-13-05")
    before = Line.objects.count()
    answer = administrator.post("/packages/review/", {"archive": archive(files)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "It can't be loaded: 1 error <small>lake-district</small>" in page
    assert "seats.csv:5 since" in page
    assert "there is no month 13" in page
    assert (Draft.objects.count(), Version.objects.count(), Line.objects.count()) == (0, 1, before)


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (io.BytesIO(b"not a zip"), "the archive can&#x27;t be opened or is damaged"),
        (io.BytesIO(archive(tiny()).getvalue()[:-100]), "the archive can&#x27;t be opened"),
        (archive({"letter.txt": "dear"}), "the file is missing"),
    ],
    ids=["text", "cut off", "no region"],
)
def test_an_upload_that_is_no_package(administrator: Client, upload: io.BytesIO, said: str) -> None:
    upload.seek(0)
    upload.name = "x.zip"
    answer = administrator.post("/packages/review/", {"archive": upload})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Draft.objects.exists()


def test_no_file_at_all_or_one_too_large(administrator: Client, settings: Settings) -> None:
    empty = administrator.post("/packages/review/", {})
    assert (empty.status_code, "Choose a zip file" in empty.content.decode()) == (422, True)
    settings.UPLOAD_BYTES_MAX = 100
    large = administrator.post("/packages/review/", {"archive": archive(tiny())})
    assert (large.status_code, "The file is too large" in large.content.decode()) == (422, True)


def test_an_upload_that_is_far_too_large_is_not_read(
    administrator: Client, settings: Settings
) -> None:
    settings.UPLOAD_BYTES_MAX = -(2**20)
    answer = administrator.post("/packages/review/", {"archive": archive(tiny())})
    assert answer.status_code == 413
    assert "The file is too large" in answer.content.decode()


def test_the_same_package_again_is_nothing_to_load(administrator: Client) -> None:
    files = tiny()
    files["bodies/council.toml"] = "# only a comment\n" + files["bodies/council.toml"]
    answer = administrator.post("/packages/review/", {"archive": archive(files)}, follow=True)
    assert "It says the same as version 1" in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_folder_of_this_machine_is_reviewed_only_if_it_was_named_at_the_start(
    administrator: Client, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = str(write(tmp_path_factory.mktemp("lakes"), with_sutton()))
    refused = administrator.post("/packages/review/", {"folder": folder})
    assert refused.status_code == 422
    assert administrator.post("/packages/review/", {"folder": "/etc"}).status_code == 422
    settings.REGIONS = (folder,)
    assert (
        "draft" in administrator.post("/packages/review/", {"folder": folder}).headers["Location"]
    )


def test_a_discarded_draft_leaves_the_region_as_it_was(administrator: Client) -> None:
    draft = review(administrator, with_sutton())
    assert administrator.post(f"{draft}discard/").headers["Location"] == "/packages/"
    again = administrator.post(f"{draft}confirm/", follow=True).content.decode()
    assert again.count("This draft was confirmed or discarded already.") == 1
    assert Version.objects.count() == 1
    assert verification().holds


def test_a_draft_that_never_was(administrator: Client) -> None:
    answer = administrator.get(f"/packages/drafts/{uuid4()}/", follow=True)
    assert "This draft was confirmed or discarded already." in answer.content.decode()


def test_only_the_administrator_has_the_door(enter: Enter, administrator: Client) -> None:
    draft = review(administrator, with_sutton())
    for role in ("secretariat", "liaison", "finance", "auditor"):
        person = enter(role)
        assert person.post("/packages/review/", {"archive": archive(tiny())}).status_code == 403
        assert person.get(draft).status_code == 403
        person.post(f"{draft}confirm/")
        person.post(f"{draft}discard/")
    assert (Draft.objects.count(), Version.objects.count()) == (1, 1)


def test_the_package_in_use_is_read_once_and_kept(lake_portal: None) -> None:
    found = [queries.current("lake-district") for _ in range(3)]
    assert len({id(each.package) for each in found if each}) == 1
    fresh = read(tiny()).package
    assert found[0] is not None
    assert fresh is not None
    assert found[0].package.digest == fresh.digest
