"""Numbers that belong to a person, found in text (个人信息保护法 art. 25, 28–29).

Plain functions of strings. `find` says where; `mask` says what may be shown.
"""

from attachments.personal.finding import Number, find
from attachments.personal.masking import mask, masked

__all__ = ["Number", "find", "mask", "masked"]
