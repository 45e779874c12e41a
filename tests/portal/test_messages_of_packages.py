"""Whatever an installed package says, it says in Chinese."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override

import messages_of_packages as packages

PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w+\}")
TAG = re.compile(r"<[^>]+>")

every_domain = pytest.mark.parametrize("domain", packages.DOMAINS)


def ours(domain):
    return [message for message in packages.existing(domain) if message.id]


@every_domain
def test_nothing_an_installed_package_says_lacks_its_chinese(domain):
    assert packages.untranslated(domain) == []


@every_domain
def test_the_catalogue_holds_gaps_and_mends_and_nothing_else(domain):
    needed = packages.needed(domain)
    superfluous = [m.id for m in ours(domain) if needed.get(m.id, m.context) is None]
    assert superfluous == []


@every_domain
def test_every_translation_has_the_one_form_chinese_has(domain):
    several = [m.id for m in ours(domain) if len(packages.texts(m.string)) != 1]
    assert several == []


@every_domain
@pytest.mark.parametrize("pattern", [PLACEHOLDER, TAG], ids=["placeholders", "tags"])
def test_translations_keep_what_is_not_words(domain, pattern):
    """As in the singular or the plural, unless that form says its number in words."""
    for message in ours(domain):
        (translation,) = packages.texts(message.string)
        forms = [sorted(pattern.findall(form)) for form in packages.texts(message.id)]
        assert sorted(pattern.findall(translation)) in ([f for f in forms if f] or [[]]), message.id


def test_the_settings_put_the_catalogue_before_those_of_the_packages():
    with override("zh-hans"):
        assert gettext("Saved") == "已保存"  # a gap
        assert gettext("Toggle section") == "展开或收起"  # a mend
        assert ngettext("%(num_parent_objects)d page has been deleted", "", 2) % {
            "num_parent_objects": 2
        } == ("已删除 2 个页面")


def test_the_admins_javascript_is_told_the_same(client):
    catalogue = client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    words = dict(re.findall(r'"((?:[^"\\]|\\.)*)": "((?:[^"\\]|\\.)*)"', catalogue))
    heard = {text.encode().decode("unicode_escape") for text in words.values()}
    assert {"插入区块", "展开或收起", "更改已自动保存。"} <= heard
