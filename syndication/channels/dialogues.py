"""Which dialogues of a story go out: those its editor chose, or as many as there is room for."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from story import Block, Dialogue, Paragraph, Run, Story, plain
from syndication.channels.options import Options

# Of several measures at once, each with its own limit.
Size = Sequence[int]


def dialogues_of(story: Story) -> tuple[Dialogue, ...]:
    return tuple(block for block in story.body if isinstance(block, Dialogue))


def chosen(story: Story, options: Options) -> Story:
    """Return the story with the dialogues that its editor chose; all where none was chosen."""
    keys = {each.key for each in dialogues_of(story)} & set(options.dialogues)
    return abridged(story, keys) if keys else story


def fitted(story: Story, options: Options, room: Size, size: Callable[[Block], Size]) -> Story:
    """Return the story with as many dialogues as fit into `room`, by their rank.

    What an editor chose is left as it is, even where there is no room for it. `size` measures a
    block in the units of `room`.
    """
    picked = chosen(story, options)
    if picked is not story or not dialogues_of(story):
        return picked
    note = _note(story, len(dialogues_of(story)))
    others = [block for block in story.body if not isinstance(block, Dialogue)]
    ranked = sorted(dialogues_of(story), key=lambda each: each.rank)
    sizes = {each.key: size(each) for each in ranked}
    left = _less(room, [size(block) for block in others])
    if _holds(_less(left, sizes.values())):
        return story
    left = _less(left, [size(note)])
    keys: set[str] = set()
    for each in ranked:
        rest = _less(left, [sizes[each.key]])
        if _holds(rest):
            left = rest
            keys.add(each.key)
    return abridged(story, keys)


def abridged(story: Story, keys: Collection[str]) -> Story:
    """Return the story with these dialogues only, and a word on where all can be read."""
    every = dialogues_of(story)
    kept = [each for each in every if each.key in keys]
    if len(kept) == len(every):
        return story
    end = max(n for n, block in enumerate(story.body, 1) if isinstance(block, Dialogue))
    body = [
        block for block in story.body[:end] if not isinstance(block, Dialogue) or block.key in keys
    ]
    note = _note(story, len(kept))
    return replace(story, body=(*body, note, *story.body[end:]))


def best(story: Story, options: Options) -> Dialogue | None:
    """Return the dialogue to quote where there is room for one: of the lowest rank, and asked."""
    some = [each for each in dialogues_of(chosen(story, options)) if question_in(each)]
    return min(some, key=lambda each: each.rank, default=None)


def question_in(dialogue: Dialogue) -> str:
    """Return the words of what is asked in a dialogue, if anything is."""
    asked = (plain(turn.runs) for turn in dialogue.turns if turn.asks)
    return next(asked, "").strip()


def answer_in(dialogue: Dialogue) -> tuple[str, str]:
    """Return who answers first in a dialogue, and their words; empty if nobody does."""
    answers = (turn for turn in dialogue.turns if not turn.asks and plain(turn.runs).strip())
    first = next(answers, None)
    return (first.speaker, plain(first.runs).strip()) if first else ("", "")


def _note(story: Story, kept: int) -> Paragraph:
    # Not for translation: what is published is Chinese whatever the interface.
    every = len(dialogues_of(story))
    words = f"本文选登全部 {every} 段问答中的 {kept} 段。全部实录见：\n"
    return Paragraph((Run(words), Run(story.url, href=story.url)))


def _less(room: Size, sizes: Collection[Size]) -> tuple[int, ...]:
    return tuple(limit - sum(size[n] for size in sizes) for n, limit in enumerate(room))


def _holds(room: Size) -> bool:
    return all(left >= 0 for left in room)
