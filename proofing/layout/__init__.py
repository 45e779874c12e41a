"""One-click layout (一键排版): a text set as Chinese text is set. Nothing is said otherwise.

`edits` tells which letters of a text, as readers see it, are put as others; `without_blanks` takes
what is only room out of rich text. Both leave what is right as it is, and done twice they change
nothing. What a page looks like is the style sheet's business, so indents are taken out.
"""

from proofing.layout.blanks import without_blanks
from proofing.layout.letters import edits, laid_out

__all__ = ["edits", "laid_out", "without_blanks"]
