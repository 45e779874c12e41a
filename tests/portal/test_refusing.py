"""What cannot be read is refused with words, and in Chinese."""

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db


def test_too_much_text_is_refused_with_what_to_do(client):
    answer = client.post("/admin/login/", {"q": "字" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE})
    assert answer.status_code == 413
    assert "一次提交的内容过多" in answer.content.decode()
    assert "字字" not in answer.content.decode()


def test_too_many_fields_are_refused_with_what_to_do(client):
    body = "&".join(["a=1"] * (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    answer = client.post("/admin/login/", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413


def test_what_cannot_be_understood_is_refused_in_chinese(client):
    answer = client.get("/search/?q=%00")
    assert answer.status_code == 400
    assert "无法识别的请求" in answer.content.decode()
