"""What can be done about an item that is out: a partner lets us change it."""

from syndication.channels.remedies import Cost, Offer, Offers, Remedy

BY_HAND = Offer(Remedy.BY_HAND, (Cost.WORK,))
OFFERS = Offers(
    change=(Offer(Remedy.AMEND), BY_HAND, Offer(Remedy.LEAVE, (Cost.STAYS_WRONG,))),
    withdrawal=(Offer(Remedy.DELETE), BY_HAND),
)
