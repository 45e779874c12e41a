"""tantivy, a search engine in Rust, fed with the very terms of our index: the limit of speed."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy

from findable import Entry
from search.analysis.terms import terms_of, title_terms
from search.query.plan import Plan


class Tantivy:
    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("key", stored=True, tokenizer_name="raw")
        for field in ("title", "everything"):
            # Terms come ready; what stands between them is no term.
            builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
        self._index = tantivy.Index(builder.build(), path=str(folder))
        self._writer = self._index.writer(heap_size=200_000_000, num_threads=1)

    def add(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            title = terms_of(entry.title)
            document = tantivy.Document()
            document.add_text("key", entry.key)
            document.add_text("title", " ".join(title_terms(entry.title)))
            document.add_text("everything", " ".join(title | terms_of(entry.text)))
            self._writer.add_document(document)

    def commit(self) -> None:
        self._writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, plan: Plan, most: int = 10) -> Sequence[str]:
        """Return the keys of the best: any of the groups' terms, titles counting double."""
        terms = {
            term for group in plan.groups for way in group.alternatives for term in way.terms()
        }
        if not terms:
            return []
        schema = self._index.schema
        parts = []
        for term in sorted(terms):
            for field, boost in (("title", 2.0), ("everything", 1.0)):
                query = tantivy.Query.term_query(schema, field, term, index_option="freq")
                parts.append((tantivy.Occur.Should, tantivy.Query.boost_query(query, boost)))
        found = self._searcher.search(tantivy.Query.boolean_query(parts), most)
        return [self._searcher.doc(address)["key"][0] for _score, address in found.hits]
