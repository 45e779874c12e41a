"""What the gate tells others: all are sent with `page` and `user` (who may be unknown).

`going_live` comes right before a revision goes live, in the same transaction, with `revision`; not
when it is put on the schedule. `held_back` comes with `findings`, perhaps twice for one refusal:
what is written in a transaction that ends with it is lost, so it is told again behind that.
`went_live` comes once it is live, in the same transaction still, with `revision`.
"""

from django.dispatch import Signal

going_live = Signal()
held_back = Signal()
went_live = Signal()
