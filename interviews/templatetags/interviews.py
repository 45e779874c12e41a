from django import template
from django.utils.safestring import SafeString
from wagtail.images.models import AbstractImage
from wagtail.images.shortcuts import get_rendition_or_not_found

from home.linked_data import script_of
from interviews import renditions
from interviews.naming import name_in
from interviews.public.watching import Video, on_the_clock

register = template.Library()
register.filter("name_in", name_in)
register.filter("on_the_clock", on_the_clock)

register.simple_tag(script_of, name="linked_data")


@register.simple_tag
def in_a_turn(image: AbstractImage, alt: str) -> SafeString:
    """Return a picture as readers see it in a turn."""
    return _shown(image, renditions.IN_A_TURN, alt=alt)


@register.simple_tag
def beside_a_name(photo: AbstractImage) -> SafeString:
    """Return the photo of a speaker. The name stands beside it and says the same."""
    return _shown(photo, renditions.BESIDE_A_NAME, alt="", **{"class": "turn__photo"})


def _shown(image: AbstractImage, size: str, **attributes: str) -> SafeString:
    rendition = get_rendition_or_not_found(image, size)
    return rendition.img_tag({**attributes, "loading": "lazy"})


@register.simple_tag
def moment(video: Video | None, second: int | None) -> str:
    """Return a link to a second of the video, or "" without a video or a known second."""
    return video.at(second) if video and second is not None else ""
