"""Making an article of a draft: all of it, or nothing."""

import hashlib
import io
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image as PillowImage
from PIL import UnidentifiedImageError
from wagtail.images import get_image_model
from wagtail.log_actions import log

from attachments.metadata.pictures import clean_picture
from home.importing.draft import Block, Draft, Unreadable
from home.importing.models import ImportedFile
from home.models import ArticlePage, ColumnPage
from home.slugs import free_slug
from lifecycle.first_publication import carry_over, is_too_early

SUFFIXES = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp"}
CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"


def store(
    draft: Draft,
    column: ColumnPage,
    name: str,
    digest: str,
    *,
    publish: bool,
    user: AbstractBaseUser | None = None,
) -> tuple[ArticlePage, str]:
    """Write a draft below a column; return the article and what was done.

    `name` is what the file is known by: the same name in the same column is the same article.
    `digest` changes with whatever would make another article of it. `user` is who did it, if it
    was done in the admin. Only without one, by whoever runs the portal, does an article keep the
    time at which it was public elsewhere; the file is the evidence. Raises Unreadable.
    """
    suffixes = {key: _checked(key, data) for key, data in draft.pictures.items()}
    saved: list[Any] = []
    try:
        with transaction.atomic():
            return _store(draft, column, name, digest, suffixes, saved, publish, user)
    except ValidationError as error:
        _remove(saved)
        raise Unreadable("; ".join(error.messages)) from error
    except BaseException:
        _remove(saved)
        raise


def _store(
    draft: Draft,
    column: ColumnPage,
    name: str,
    digest: str,
    suffixes: dict[str, str],
    saved: list[Any],
    publish: bool,
    user: AbstractBaseUser | None,
) -> tuple[ArticlePage, str]:
    record = ImportedFile.objects.select_for_update().filter(column=column, name=name).first()
    article = record.article if record else ArticlePage(live=False)
    if record and record.sha256 == digest and (article.live or not publish):
        return article, UNCHANGED
    done = UPDATED if record else CREATED
    pictures = {key: _picture(draft, key, suffixes[key], saved) for key in draft.pictures}
    article.title = draft.title
    article.source, article.author = draft.source, draft.author
    article.body = [_block(block, pictures, draft) for block in draft.blocks]
    if record is None:
        article.slug, article.owner = free_slug(draft.title, column), user
        column.add_child(instance=article)
        log(instance=article, action="wagtail.create", user=user, content_changed=True)
    else:
        article.full_clean()
    _date(article, draft, f"{name}, SHA-256 {digest}", carries=user is None)
    revision = article.save_revision(user=user)
    if publish:
        revision.publish(user=user)
    ImportedFile.objects.update_or_create(
        column=column, name=name, defaults={"sha256": digest, "article": article}
    )
    return ArticlePage.objects.get(pk=article.pk), done


def _date(article: ArticlePage, draft: Draft, evidence: str, *, carries: bool) -> None:
    """Take over the time that a file says it was published at, as far as that may be shown."""
    if draft.moment is None:
        return
    is_new = article.first_published_at is None
    if carries and is_new and is_too_early(article, draft.moment):
        carry_over(article, draft.moment, evidence)
    if not is_too_early(article, draft.moment):
        article.displayed_at = draft.moment


def _checked(key: str, data: bytes) -> str:
    """Return the suffix of a picture's format. Raises Unreadable."""
    number, limit = key.removeprefix("picture-"), settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if len(data) > limit:
        size, most = len(data) / 1024**2, limit / 1024**2
        raise Unreadable(
            _("picture %(number)s has %(size).1f MB; at most %(most)d MB are taken")
            % {"number": number, "size": size, "most": most}
        )
    try:
        with PillowImage.open(io.BytesIO(data)) as image:
            if image.width * image.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise Unreadable(
                    _("picture %(number)s has too many pixels: %(width)d × %(height)d")
                    % {"number": number, "width": image.width, "height": image.height}
                )
            image.load()
            suffix = SUFFIXES.get(image.format or "")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Unreadable(
            _("picture %(number)s is not a picture, or a damaged one") % {"number": number}
        ) from error
    if suffix is None:
        raise Unreadable(
            _("picture %(number)s is a picture of a kind that browsers do not show")
            % {"number": number}
        )
    return suffix


def _picture(draft: Draft, key: str, suffix: str, saved: list[Any]) -> Any:
    """Return the stored picture of these bytes, storing it if there is none."""
    # A stored picture is known by the bytes that were stored, not by those that came.
    data = clean_picture(draft.pictures[key]).data
    images = get_image_model().objects
    stored = images.filter(file_hash=hashlib.sha1(data, usedforsecurity=False).hexdigest()).first()
    if stored is None:
        stored = images.model(title=f"{draft.title[:80]} {key}")
        stored.file = ImageFile(io.BytesIO(data), name=f"{key}.{suffix}")
        stored._set_image_file_metadata()
        stored.save()
        saved.append(stored.file)
    return stored


def _remove(saved: list[Any]) -> None:
    for file in saved:
        file.storage.delete(file.name)


def _block(block: Block, pictures: dict[str, Any], draft: Draft) -> Block:
    kind, value = block
    if kind == "image":
        value = {
            "image": pictures[value["picture"]],
            "alt_text": (value["alt"] or value["caption"] or f"{draft.title}配图")[:120],
            "caption": value["caption"],
        }
    elif kind == "table":
        value = {
            "data": value,
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_header_choice": "row",
        }
    return kind, value
