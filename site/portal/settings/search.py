"""Search: of the public (`search`), and of the admin, which Wagtail asks for."""

from portal.settings.environment import env

WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.desk.backend"}}
# Who answers the public: "own", or "wagtail" for a server past one machine (docs/operating.md).
SEARCH_ENGINE = env.str("SEARCH_ENGINE", default="own")
# Whether we cut words for that server, or it knows Chinese itself.
SEARCH_CUTS = env.bool("SEARCH_CUTS", default=True)
if SEARCH_ENGINE == "wagtail":
    WAGTAILSEARCH_BACKENDS["public"] = {
        "BACKEND": "search.through_wagtail.opensearch",
        "AUTO_UPDATE": False,
        **env.json("SEARCH_SERVER", default={}),
    }

# Whose address a request has: one address's searches count as one person's. None is kept.
SEARCH_VISITOR = env.str("SEARCH_VISITOR", default="interviews.asking.visitors.address_of")
# Which departments somebody answers for, by the names that entries have.
SEARCH_DEPARTMENTS = env.str("SEARCH_DEPARTMENTS", default="portal.departments.departments_of")
# JSON; see search.log.limits for the names and the usual values.
SEARCH_LOG = env.json("SEARCH_LOG", default={})

# Whether the index follows within the request that publishes, as it should; without, the worker's
# next sweep does it.
SEARCH_LOOKS_AT_ONCE = env.bool("SEARCH_LOOKS_AT_ONCE", default=True)
