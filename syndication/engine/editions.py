"""From routes and editors' choices to a channel's options."""

from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from story import Moment, Picture
from syndication.channels.options import Options
from syndication.models import Edition, Route


def options_for(route: Route | None, edition: Edition | None) -> Options:
    """Return what a route asks of every page, overridden by what an editor asks of this one."""
    route = route or Route()
    edition = edition or Edition()
    return Options(
        title=edition.title.strip(),
        digest=edition.digest.strip(),
        author=edition.author.strip(),
        text=edition.text.strip(),
        template=route.text_template.strip(),
        closing=route.closing.strip(),
        cover=picture_of(edition.cover) if edition.cover_id else None,
        headline=edition.headline,
        dialogues=tuple(edition.dialogues),
    )


def editions_of(page_ref: int) -> dict[tuple[int, Moment], Edition]:
    """Return the editions of a page by account and moment."""
    editions = Edition.objects.filter(page_ref=page_ref).select_related("cover", "release")
    return {(edition.account_id, Moment(edition.moment)): edition for edition in editions}


def picture_of(image: AbstractImage) -> Picture:
    def read() -> bytes:
        with image.open_file() as file:
            return file.read()

    name = get_image_model()._meta.label_lower
    return Picture(f"{name}/{image.pk}/{image.get_file_hash()}", image.title, read)
