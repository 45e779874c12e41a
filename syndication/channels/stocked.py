"""Reading the bytes of stocked pictures."""

from syndication.models import StockedPicture


def stocked_bytes(sha256: str) -> bytes:
    """Return the bytes of a stocked picture. Raises StockedPicture.DoesNotExist."""
    row = StockedPicture.objects.filter(sha256=sha256).order_by("pk").first()
    if row is None:
        raise StockedPicture.DoesNotExist(f"No picture {sha256} in stock")
    with row.file.open("rb") as file:
        return file.read()
