"""A column of the main site under a review in stages: what it adopts by reference passes them."""

from contributions.deciding import adopt_by_reference
from reviews.borrowed import decide, next_stage, waits
from reviews.models import Verdict
from tests.reviews.desk import Newsroom, again, is_live


def test_a_reference_is_public_when_the_columns_stages_have_approved_it(
    offer_of_item, headlines, editor
):
    newsroom = Newsroom(headlines)
    [adoption] = adopt_by_reference(offer_of_item, [headlines], editor)
    assert not is_live(adoption.page) and waits(adoption.page)
    for user in newsroom.people:
        decide(adoption.page, next_stage(adoption.page), user, Verdict.APPROVED)
    assert is_live(adoption.page)
    assert again(adoption.page).alias_of_id == offer_of_item.page_id
