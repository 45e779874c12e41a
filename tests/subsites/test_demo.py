"""The demo's sub-sites: built once, and left alone after that."""

from subsites.demo.building import build
from subsites.models import Unit


def test_they_are_built_once(home, client):
    assert build() == 6
    assert build() == 0
    assert Unit.objects.count() == 6
    shown = client.get("/danwei/shuiwu/").content.decode()
    assert "市水务局完成汛后水闸检修" in shown
    assert "每日 9:00—20:30，周一闭馆" in client.get("/danwei/tushuguan/").content.decode()
