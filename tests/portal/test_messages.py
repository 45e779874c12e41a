"""Every message has its Chinese, and what every test run installs is what the lock says."""

import re
from pathlib import Path

import pytest
import wagtail
from babel.messages.mofile import read_mo

import messages
import messages_of_packages as packages

ROOT = Path(__file__).resolve().parents[2]

# Where either word is as good.
SYNONYMS = {"name"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


@pytest.mark.parametrize("app", messages.APPS)
def test_every_message_is_translated(app):
    assert messages.untranslated(app) == []


@pytest.mark.parametrize("app", messages.APPS)
def test_translations_keep_the_placeholders_of_their_messages(app):
    for message in messages.existing(app):
        # Chinese has one form where English has two; the second names everything.
        id_ = message.id if isinstance(message.id, str) else message.id[-1]
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in texts if id_ else ():
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(id_)), id_


@pytest.mark.parametrize("app", messages.APPS)
def test_the_catalogue_holds_nothing_that_the_source_has_not(app):
    known = {message.id for message in messages.extracted(ROOT / app)}
    assert [message.id for message in messages.existing(app) if message.id not in known] == []


def test_no_message_means_something_else_in_another_catalogue():
    """All catalogues are one at run time: the first translation found serves everybody."""
    ours: dict[str, set[str]] = {}
    for app in messages.APPS:
        for message in messages.existing(app):
            if message.id and isinstance(message.id, str) and not message.context:
                ours.setdefault(message.id, set()).add(message.string)
    mended = {m.id: m.string for m in packages.existing("django") if m.id and not m.context}
    theirs = Path(wagtail.__file__).parent.glob("**/locale/zh_Hans/LC_MESSAGES/django.mo")
    for path in theirs:
        with path.open("rb") as file:
            for message in read_mo(file):
                if isinstance(message.id, str) and message.id in ours and not message.context:
                    ours[message.id].add(mended.get(message.id, message.string))
    for text in ours.keys() & mended.keys():
        ours[text].add(mended[text])
    contradictory = {key for key, texts in ours.items() if len(texts) > 1}
    assert contradictory <= SYNONYMS


def test_the_lock_and_the_requirements_made_from_it_agree():
    uv = dict(
        re.findall(r'^name = "([^"]+)"\nversion = "([^"]+)"', (ROOT / "uv.lock").read_text(), re.M)
    )
    exported = dict(
        re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", (ROOT / "requirements.lock").read_text(), re.M)
    )
    assert exported
    assert {name: uv[name] for name in exported} == exported
    assert "http" not in (ROOT / "uv.lock").read_text()
