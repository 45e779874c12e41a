"""What the console's browser asks and sends."""

from io import BytesIO

from django.urls import reverse
from PIL import Image as PillowImage

KEY = "key-0123456789"


def url(name, sitting, *more):
    return reverse(f"interview_console:{name}", args=[sitting.pk, *more])


def do(client, sitting, act, **fields):
    body = {"user": client.user.pk, "known": 0, "client_key": KEY, **fields}
    return client.post(url("act", sitting, act), body, content_type="application/json")


def news(client, sitting, after=0, **query):
    return client.get(url("entries", sitting), {"after": after, **query})


def picture_file(form: str = "PNG", size: tuple[int, int] = (40, 30)):
    file = BytesIO()
    PillowImage.new("RGB", size, "red").save(file, form)
    file.seek(0)
    file.name = f"image.{form.lower()}"
    return file
