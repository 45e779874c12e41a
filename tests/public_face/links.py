"""Follows every link of a portal from its home page, as a reader or a search engine could."""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from tests.public_face.reading import Document, read

# Lists can be narrowed in more ways than anybody has time for: of each so many are followed.
OF_EACH_QUERY = 12
# What answers people's doings, and no reading.
NO_READING = ("/admin/",)


@dataclass(frozen=True)
class Answer:
    status: int
    content_type: str
    text: str
    # Where it leads, if it leads elsewhere.
    location: str = ""


@dataclass
class Crawl:
    """`get` asks for a path with its query, and follows nothing."""

    get: Callable[[str], Answer]
    origin: str
    answers: dict[str, Answer] = field(default_factory=dict)
    # Which page names an address first.
    named_by: dict[str, str] = field(default_factory=dict)
    ids: dict[str, set[str]] = field(default_factory=dict)
    anchors: list[tuple[str, str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _queries: Counter[str] = field(default_factory=Counter)

    def run(self, start: str = "/") -> None:
        waiting = deque([start])
        self.named_by[start] = ""
        while waiting:
            url = waiting.popleft()
            answer = self.answers[url] = self.get(url)
            if answer.location:
                named = [(answer.location, "location")]
            elif answer.status == 200 and answer.content_type.startswith("text/html"):
                page = read(answer.text)
                self.ids[url] = set(page.ids)
                named = list(named_in(page))
            else:
                named = []
            for said, _by in named:
                target = self._own(url, said)
                if target is not None and target not in self.named_by and self._is_wanted(target):
                    self.named_by[target] = url
                    waiting.append(target)
        self.faults += [*self._unanswered(), *self._dead_anchors()]

    def _own(self, url: str, said: str) -> str | None:
        """Return an address of this portal's that a page names, as path and query."""
        whole, anchor = urldefrag(urljoin(self.origin + url, said.strip()))
        parts = urlsplit(whole)
        if f"{parts.scheme}://{parts.netloc}" != self.origin:
            return None
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        if anchor:
            self.anchors.append((url, target, unquote(anchor)))
        return None if target.startswith(NO_READING) else target

    def _is_wanted(self, target: str) -> bool:
        path, _, query = target.partition("?")
        if query:
            self._queries[path] += 1
        return self._queries[path] <= OF_EACH_QUERY or not query

    def _unanswered(self) -> Iterator[str]:
        for url, answer in self.answers.items():
            if answer.status != 200 and not answer.location:
                yield f"{answer.status} at {url}, named by {self.named_by[url]}"

    def _dead_anchors(self) -> Iterator[str]:
        for url, target, anchor in self.anchors:
            if target in self.ids and anchor not in self.ids[target]:
                yield f"no #{anchor} in {target}, named by {url}"


def named_in(page: Document) -> Iterator[tuple[str, str]]:
    """Return what addresses a page names, and the elements that do."""
    for element in page.root.iter():
        for attribute in ("href", "src", "poster", "data-src"):
            if said := element.get(attribute):
                yield said, element.tag
        for said in (element.get("srcset") or "").split(","):
            if said.strip():
                yield said.split()[0], element.tag
    for form in page.all("form"):
        if form.get("method", "get").lower() == "get" and form.get("action"):
            yield form.get("action"), "form"
