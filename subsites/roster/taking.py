"""A roster held against what the installation has already."""

from wagtail.models import Site

from subsites.models import Unit
from subsites.roster.reading import Roster, Taken, read_roster


def roster_of(data: bytes) -> Roster:
    """Read a roster whose units must not take what belongs to others."""
    main = Site.objects.filter(is_default_site=True).first()
    units = Unit.objects.values_list("name", "host", "slug", "credit_code")
    hosts = dict.fromkeys(Site.objects.values_list("hostname", flat=True), "")
    hosts |= {host: name for name, host, _slug, _code in units if host}
    slugs = {slug: name for name, _host, slug, _code in units}
    return read_roster(data, Taken(main.hostname if main else "", hosts, slugs))
