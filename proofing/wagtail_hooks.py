from wagtail import hooks

from attachments.gate import CHECKS
from proofing.checks import findings

hooks.register(CHECKS, findings)
