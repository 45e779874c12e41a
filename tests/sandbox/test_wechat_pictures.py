"""上传图文消息图片 and 上传永久素材."""

import requests

from tests.sandbox.callers import WeChat, picture


def test_an_uploaded_picture_can_be_fetched_under_its_address(wechat):
    data = picture()
    url = wechat.upload(data)["url"]
    assert requests.get(url, timeout=10).content == data


def test_the_body_takes_jpg_and_png_only(wechat):
    assert "url" in wechat.upload(picture("PNG"), "image.png", "image/png")
    assert wechat.upload(picture("GIF"), "image.gif", "image/gif")["errcode"] == 40005
    assert wechat.upload(picture("WEBP"), "image.jpg")["errcode"] == 40137
    assert wechat.upload(b"no picture at all", "image.jpg")["errcode"] == 40137
    assert wechat.upload(picture(), "image.jpg", "text/plain")["errcode"] == 40005


def test_a_picture_cut_short_is_not_a_picture(wechat):
    data = picture(size=(400, 400), noise=True)
    assert wechat.upload(data[: len(data) // 2])["errcode"] == 40137


def test_a_body_picture_is_smaller_than_one_megabyte(wechat):
    data = picture(noise=True)
    padded = data + b"\0" * (1024 * 1024 - len(data))
    assert wechat.upload(padded)["errcode"] == 40009
    assert "url" in wechat.upload(padded[:-1])


def test_a_material_has_an_id_and_may_be_larger(wechat):
    data = picture(noise=True)
    told = wechat.upload(data + b"\0" * (2 * 1024 * 1024), kind="image")
    assert set(told) == {"media_id", "url"}
    over = wechat.upload(data + b"\0" * (10 * 1024 * 1024), kind="image")
    assert over["errcode"] == 40009


def test_a_thumb_is_a_small_jpg(wechat):
    assert set(wechat.upload(picture(), kind="thumb")) == {"media_id"}
    assert wechat.upload(picture("PNG"), "a.png", "image/png", "thumb")["errcode"] == 40005
    large = picture() + b"\0" * 64 * 1024
    assert wechat.upload(large, kind="thumb")["errcode"] == 40009


def test_an_unknown_type_and_missing_data(wechat, sandbox):
    assert wechat.upload(picture(), kind="hologram")["errcode"] == 40004
    url = f"{sandbox.url}/cgi-bin/media/uploadimg?access_token={wechat.token}"
    assert requests.post(url, files={"file": b"x"}, timeout=10).json()["errcode"] == 41005


def test_a_file_name_beyond_ascii_loses_the_data(wechat, sandbox):
    body = (
        b'--b\r\nContent-Disposition: form-data; name="media"; '
        b"filename*=utf-8''%E5%9B%BE.jpg\r\nContent-Type: image/jpeg\r\n\r\n"
        + picture()
        + b"\r\n--b--\r\n"
    )
    answer = requests.post(
        f"{sandbox.url}/cgi-bin/media/uploadimg?access_token={wechat.token}",
        data=body,
        headers={"Content-Type": "multipart/form-data; boundary=b"},
        timeout=10,
    ).json()
    assert answer["errcode"] == 41005


def test_a_cover_of_another_account_is_unknown(wechat, sandbox):
    foreign = WeChat(sandbox, "wx0002").cover()
    assert wechat.refusal(cover=foreign) == 40007


def test_a_fresh_cover_may_be_unknown_for_a_while(wechat, sandbox):
    wechat.set(replication_delay=5)
    cover = wechat.cover()
    assert wechat.refusal(cover=cover) == 40007
    sandbox.control("clock", advance=6)
    assert wechat.refusal(cover=cover) == 0
