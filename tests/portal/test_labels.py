"""Where Wagtail shows the names of its fields, the admin shows words."""

import pytest
from django.urls import reverse


def test_the_list_of_sites_has_chinese_headings(admin_client):
    response = admin_client.get(reverse("wagtailsites:index"))

    assert [str(column.label) for column in response.context["table"].columns.values()] == [
        "站点",
        "端口号",
        "站点名称",
        "根页面",
        "默认？",
    ]


@pytest.mark.parametrize(
    ("chooser", "labels"),
    [
        ("external_link", ["URL", "链接文字"]),
        ("email_link", ["电子邮件地址", "链接文字", "邮件主题", "邮件正文"]),
        ("phone_link", ["电话号码", "链接文字"]),
        ("anchor_link", ["#", "链接文字"]),
    ],
)
def test_the_forms_for_links_have_chinese_labels(admin_client, chooser, labels):
    response = admin_client.get(reverse(f"wagtailadmin_choose_page_{chooser}"))

    assert [str(field.label) for field in response.context["form"]] == labels


def test_every_page_of_the_admin_is_titled_with_our_name(admin_client):
    assert "- 发布厅</title>" in admin_client.get(reverse("wagtailadmin_home")).content.decode()
