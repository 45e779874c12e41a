"""What is looked at before a page is published, and what holds it back.

A check is a function that takes a page, as it would be published, and yields `Finding`s. Apps
register theirs under the hook `CHECKS`; findings that hold and are not waived, or cannot be, stop
publication by every door (`door.py`), and are shown beside the editor.
"""

from attachments.gate.findings import CHECKS, Finding, Held
from attachments.gate.signals import going_live, held_back, went_live

__all__ = ["CHECKS", "Finding", "Held", "going_live", "held_back", "went_live"]
