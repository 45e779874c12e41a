"""What an editor or a route wishes for one channel's version of a story."""

from dataclasses import dataclass

from story import Picture


@dataclass(frozen=True, slots=True)
class Options:
    """Empty means: as the story has it.

    `text` is the whole text of a short post, `template` composes one from {title}, {digest},
    {source} and {url}; the address is added where either lacks it. `closing` is a line under
    an article. `headline` asks for the long form where a channel has two. `dialogues` are the keys
    of those to go out.
    """

    title: str = ""
    digest: str = ""
    author: str = ""
    text: str = ""
    template: str = ""
    closing: str = ""
    cover: Picture | None = None
    headline: bool = False
    dialogues: tuple[str, ...] = ()


PLAIN = Options()
