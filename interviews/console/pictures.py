"""Pictures pasted into the console go into the library, by Wagtail's form and permissions."""

from pathlib import PurePath

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.images.models import AbstractImage
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from interviews import renditions
from interviews.models import Sitting
from interviews.refusals import NotAllowed, Refused

LONGEST_TITLE = 80


def store(sitting: Sitting, file: UploadedFile | None, by: AbstractBaseUser) -> AbstractImage:
    """Store one picture, and what readers see of it, and return it.

    Raises Refused for what the library does not take.
    """
    if file is None:
        raise Refused(_("No picture came with this."), code="no_file")
    model = get_image_model()
    collection = collection_for(by)
    form = get_image_form(model)(
        {
            "title": title_of(sitting, file),
            "collection": collection.pk,
            "tags": "",
            "description": "",
        },
        {"file": file},
        instance=model(uploaded_by_user=by),
        user=by,
    )
    if not form.is_valid():
        told = [message for messages in form.errors.values() for message in messages]
        raise Refused("".join(told), code="picture")
    image = form.save()
    renditions.make(image, renditions.IN_A_TURN)
    return image


def collection_for(user: AbstractBaseUser) -> Collection:
    """Return where somebody's pictures of interviews go.

    That is the collection 在线访谈 if they may add to it, else the first to which they may.
    """
    policy = policy_registry.get_by_type(get_image_model())
    open_to = policy.collections_user_has_permission_for(user, "add")
    found = open_to.filter(name=_("Interviews")).first() or open_to.order_by("path").first()
    if found is None:
        raise NotAllowed(_("You may not add pictures to the library."))
    return found


def title_of(sitting: Sitting, file: UploadedFile) -> str:
    name = PurePath(file.name or "").stem
    return f"{sitting.page.title[:LONGEST_TITLE]} {name[:LONGEST_TITLE]}".strip()
