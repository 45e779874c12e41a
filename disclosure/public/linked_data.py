"""What machines read of official documents and of powers (schema.org)."""

from typing import TYPE_CHECKING, Any

from disclosure.documents.validity import Validity
from home.linked_data import LANGUAGE, Node, article_nodes, id_of, known, moment

if TYPE_CHECKING:
    from disclosure.models import PolicyDocumentPage
    from disclosure.public.about import AboutPower
    from home.frame import Frame

# schema.org's LegalForceStatus; what is not in force yet has none of these words for it.
FORCE = {
    Validity.IN_FORCE: "https://schema.org/InForce",
    Validity.AMENDED: "https://schema.org/PartiallyInForce",
    Validity.NOT_YET: "https://schema.org/NotInForce",
    Validity.REPEALED: "https://schema.org/NotInForce",
    Validity.LAPSED: "https://schema.org/NotInForce",
}


def legislation_nodes(document: "PolicyDocumentPage", frame: "Frame") -> list[Node]:
    """Return what an official document is, with the facts at its head."""
    [as_article] = article_nodes(document, frame, "Legislation")
    # These say something of news; `headline` and dates hold for any text.
    for name in ("articleSection", "sourceOrganization", "mainEntityOfPage", "author"):
        del as_article[name]
    organs = [organ_of(each) for each in document.organs]
    facts = {
        "name": document.title,
        "legislationIdentifier": document.number,
        "identifier": document.index_number,
        "legislationType": document.genre_in_words,
        "legislationDate": moment(document.written_on),
        "legislationDateOfApplicability": moment(document.effective_on),
        "expires": moment(document.expires_on),
        "legislationPassedBy": organs,
        "legislationLegalForce": FORCE[document.validity],
        "about": str(document.topic) if document.topic_id else "",
        "keywords": document.keywords.split(),
    }
    return [as_article | facts]


def service_of(power: "AboutPower", frame: "Frame") -> Node:
    """Return a power as the service that citizens and businesses get."""
    item, organ = power.item, power.power_list.organ
    return {
        "@type": "GovernmentService",
        "@id": power.full_url,
        "url": power.full_url,
        "name": power.title,
        "description": power.description,
        "serviceType": item.kind,
        "identifier": item.code,
        "provider": organ_of(organ),
        "audience": known({"@type": "Audience", "audienceType": item.fields.get("subjects", "")}),
        "inLanguage": LANGUAGE,
        "isPartOf": {"@id": id_of(frame, "website")},
    }


def organ_of(organ: Any) -> Node:
    return known({"@type": "GovernmentOrganization", "name": organ.name, "identifier": organ.code})
