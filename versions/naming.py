"""Which versions of the site there are, and at which addresses.

A version's address is the plain one with the version's names before it: `/zh-hant/`, `/elder/`, or
`/zh-hant/elder/`, in this order only, so that every page has one address in each version.
"""

from dataclasses import dataclass

from django.conf import settings

TRADITIONAL = "zh-hant"
ELDER = "elder"
# No page may be called so: it would stand where a version begins.
RESERVED = frozenset((TRADITIONAL, ELDER))


@dataclass(frozen=True, slots=True)
class Version:
    """In traditional script or in simplified; made for elders (长者模式) or for everybody."""

    is_traditional: bool = False
    is_elder: bool = False

    @property
    def prefix(self) -> str:
        """Return what stands before a path, without a slash at its end; nothing for the plain."""
        names = [TRADITIONAL] * self.is_traditional + [ELDER] * self.is_elder
        return "".join(f"/{name}" for name in names)

    @property
    def language(self) -> str:
        """Return the tag of the language (BCP 47)."""
        return "zh-Hant" if self.is_traditional else "zh-Hans"


PLAIN = Version()


def split(path: str) -> tuple[Version, str]:
    """Return the version that a path asks for, and the plain path.

    What has no versions, such as a file or the admin, is left as it came, and found nowhere.
    """
    rest = path
    found = {}
    for name in (TRADITIONAL, ELDER):
        found[name] = rest.startswith(f"/{name}/")
        if found[name]:
            rest = rest[len(name) + 1 :]
    version = Version(found[TRADITIONAL], found[ELDER])
    return (version, rest) if has_versions(rest) else (PLAIN, path)


def has_versions(path: str) -> bool:
    """Tell whether what stands at a plain path can be asked for in other versions."""
    if path.startswith(tuple(settings.VERSIONS_NOT)):
        return False
    return not path.startswith(tuple(f"/{name}/" for name in RESERVED))


def address(version: Version, path: str) -> str:
    """Return the path of a version of what stands at a plain path."""
    return f"{version.prefix}{path}" if has_versions(path) else path
