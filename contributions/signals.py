"""What other parts of the portal may want to know of.

`adopted` is sent in the transaction of an adoption with `adoption` and `user`; a receiver that
raises undoes it.
"""

from django.dispatch import Signal

adopted = Signal()
