"""The live console: pictures hung into turns."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission

from interviews.record import speakers
from interviews.record.projection import Picture
from interviews.renditions import BESIDE_A_NAME, IN_A_TURN
from tests.interviews.console.calls import do, news, picture_file, url
from tests.interviews.factories import said


@pytest.fixture
def photographer(desk):
    group = desk.user.groups.get()
    GroupCollectionPermission.objects.create(
        group=group,
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(codename="add_image"),
    )
    return desk


def test_a_picture_is_stored_by_the_librarys_rules_and_hung_with_its_description(
    photographer, live
):
    told = photographer.post(url("pictures", live), {"file": picture_file()}).json()
    image = get_image_model().objects.get(pk=told["image"])
    assert (image.uploaded_by_user, image.width) == (photographer.user, 40)

    undescribed = do(
        photographer, live, "say", speaker=1, text="", pictures=[{"image": image.pk, "alt": " "}]
    )
    assert undescribed.json()["code"] == "no_alt"
    do(
        photographer, live, "say", speaker=1, text="",
        pictures=[{"image": image.pk, "alt": "红色"}],
    )  # fmt: skip
    [shown] = news(photographer, live, 0).json()["turns"][-1]["pictures"]
    assert (shown["alt"], shown["url"]) == ("红色", told["url"])


def test_what_is_no_picture_is_refused_in_words(photographer, live):
    file = BytesIO(b"<svg onload='alert(1)'/>")
    file.name = "a.png"
    for sent in ({"file": file}, {}, {"file": "text"}):
        answer = photographer.post(url("pictures", live), sent)
        assert (answer.status_code, bool(answer.json()["message"])) == (422, True)


def test_without_the_librarys_permission_no_picture_is_taken(desk, live):
    answer = desk.post(url("pictures", live), {"file": picture_file()})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert not get_image_model().objects.exists()


def test_no_picture_of_others_is_published_by_its_number(desk, live, picture):
    def hung(text, **more):
        pictures = [{"image": picture.pk, "alt": "工地"}]
        return do(desk, live, text=text, pictures=pictures, **more)

    turn = said(live, "大家好。")
    said_with = hung("大家好。", act="say", speaker=1)
    edited_in = hung("好。", act="edit", turn=turn.number, version=turn.version)
    unknown = do(desk, live, "say", speaker=1, text="", pictures=[{"image": 10**6, "alt": "无"}])
    assert said_with.status_code == 422
    assert said_with.json() == edited_in.json() == unknown.json()

    # What somebody else hung on a turn stays there when its words are changed.
    turn = said(live, "大家好。", pictures=[Picture(picture.pk, "工地")])
    edited = hung("各位好。", act="edit", turn=turn.number, version=turn.version)
    assert edited.status_code == 200


def test_a_picture_of_the_library_is_hung_by_who_may_choose_it(desk, live, picture):
    GroupCollectionPermission.objects.create(
        group=desk.user.groups.get(),
        collection=picture.collection,
        permission=Permission.objects.get(codename="choose_image"),
    )

    pictures = [{"image": picture.pk, "alt": "工地"}]
    assert do(desk, live, "say", speaker=1, text="", pictures=pictures).status_code == 200


def test_readers_wait_for_no_picture_to_be_made_smaller(
    photographer, page, live, picture, django_capture_on_commit_callbacks
):
    told = photographer.post(url("pictures", live), {"file": picture_file()}).json()
    with django_capture_on_commit_callbacks(execute=True):
        speaker = speakers.add_speaker(live, "王芳", None, photo=picture.pk)
    said(live, "请看。", speaker=speaker, pictures=[Picture(told["image"], "红色")])
    of_readers = {"filter_spec__in": (IN_A_TURN, BESIDE_A_NAME)}
    made = set(get_image_model().get_rendition_model().objects.filter(**of_readers))
    assert {each.image_id for each in made} == {told["image"], picture.pk}

    shown = photographer.get(page.url).content.decode()

    assert all(each.url in shown for each in made)
    assert set(get_image_model().get_rendition_model().objects.filter(**of_readers)) == made
