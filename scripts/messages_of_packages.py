"""Keep the Chinese that the installed packages lack: find the gaps, merge, report.

    python scripts/messages_of_packages.py            # after an upgrade: write the new gaps
    python scripts/messages_of_packages.py --check    # write nothing; exit 1 if anything is missing

What a package says is in its English catalogue, or in its source if it has none. What no package
has in Chinese is a gap, to be filled here. What a package has, but badly, is mended by an entry
written here by hand; it stays until the package drops the message or says the same.
"""

import functools
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.apps import apps

from messages import LOCALE, ROOT, extracted, finished, texts, write

FOLDER = ROOT / "site" / "locale_of_packages"
DOMAINS = ("django", "djangojs")

# Context, (singular) id, whether it has a plural.
Key = tuple[str | None, str, bool]


def key(message: Message) -> Key:
    context = message.context
    if isinstance(context, bytes):  # as read_mo gives it
        context = context.decode()
    return context, texts(message.id)[0], not isinstance(message.id, str)


def packages() -> dict[str, Path]:
    """Return the folder of Django and of every installed app that is not ours."""
    installed = {app.name: Path(app.path) for app in apps.get_app_configs()}
    theirs = {name: path for name, path in installed.items() if "site-packages" in path.parts}
    return {"django": Path(django.__file__).parent / "conf", **theirs}


@functools.cache
def english(package: Path, domain: str) -> tuple[Message, ...]:
    path = package / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, domain=domain)
    else:
        catalog = extracted(package) if domain == "django" else Catalog()
    return tuple(message for message in catalog if message.id)


@functools.cache
def chinese(package: Path, domain: str) -> dict[Key, list[str]]:
    path = package / "locale" / LOCALE / "LC_MESSAGES" / f"{domain}.mo"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {key(message): texts(message.string) for message in read_mo(file) if message.id}


def said(domain: str) -> Iterator[tuple[str, Message, list[str] | None]]:
    """Yield package, message and the Chinese the packages have for it, if they have.

    At run time the "django" catalogues of all are one, the first installed winning, while the
    view that gives an admin's JavaScript its "djangojs" catalogue reads that of its own package.
    """
    everyone: dict[Key, list[str]] = {}
    for path in reversed(packages().values()):
        everyone.update(chinese(path, domain))
    for name, path in packages().items():
        known = everyone if domain == "django" else chinese(path, domain)
        for message in english(path, domain):
            context, text, plural = key(message)
            # A message with a plural serves those who ask without a number as well.
            with_plural = known.get((context, text, True))
            yield name, message, with_plural if plural else known.get(key(message), with_plural)


def po_path(domain: str) -> Path:
    return FOLDER / LOCALE / "LC_MESSAGES" / f"{domain}.po"


def existing(domain: str) -> Catalog:
    path = po_path(domain)
    if not path.exists():
        return Catalog(locale=LOCALE, domain=domain)
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE, domain=domain)


def untranslated(domain: str) -> list[str]:
    """Return the message ids that neither the packages nor our catalogue have in Chinese."""
    ours = existing(domain)
    return [
        f"{name}: {texts(message.id)[0]}"
        for name, message, theirs in said(domain)
        if theirs is None and not finished(ours.get(message.id, message.context))
    ]


def needed(domain: str) -> Catalog:
    """Return our catalogue as it should be: the gaps, and the mends that still mend something."""
    ours = existing(domain)
    catalog = Catalog(locale=LOCALE, domain=domain, project="Fabuting", fuzzy=False)
    catalog.header_comment = "# The Chinese that the installed packages lack or have badly."
    for name, message, theirs in said(domain):
        known = ours.get(message.id, message.context)
        if theirs is None or (known and texts(known.string) != theirs):
            catalog.add(
                message.id,
                known.string if known else None,
                [(name, None)],
                context=message.context,
                flags=message.flags,
                auto_comments=message.auto_comments,
            )
    return catalog


def main() -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.embedded")
    django.setup()
    if "--check" not in sys.argv[1:]:
        for domain in DOMAINS:
            write(po_path(domain), needed(domain))
    missing = [text for domain in DOMAINS for text in untranslated(domain)]
    print("\n".join(missing) or "Every message is translated.")
    sys.exit(bool(missing))


if __name__ == "__main__":
    main()
