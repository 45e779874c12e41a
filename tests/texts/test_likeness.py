"""How like two texts are, told by samples."""

from hypothesis import given
from hypothesis import strategies as st

from texts.likeness import SAMPLE, likeness, packed, runs_in, said_in, sample_of, unpacked

LETTERS = "".join(chr(0x4E00 + 37 * number) for number in range(300))
texts = st.text(LETTERS, max_size=120)


def sampled(text: str) -> tuple[int, ...]:
    return sample_of(runs_in(said_in(text)))


@given(texts)
def test_a_text_is_like_itself(text):
    assert likeness(sampled(text), sampled(text)) == (1.0 if said_in(text) else 0.0)


@given(texts, texts)
def test_likeness_is_the_same_from_both_sides_and_never_more_than_all(one, other):
    there, back = likeness(sampled(one), sampled(other)), likeness(sampled(other), sampled(one))
    assert there == back
    assert 0 <= there <= 1


@given(st.text(LETTERS, max_size=30), st.text(LETTERS, max_size=30))
def test_of_short_texts_the_share_is_exact(one, other):
    a, b = runs_in(one), runs_in(other)
    if a | b:
        exact = len(a & b) / len(a | b) if a and b else 0.0
        assert likeness(sampled(one), sampled(other)) == exact


@given(texts)
def test_punctuation_width_and_case_say_nothing(text):
    assert said_in(f"　{text}，。 Ａ b") == said_in(f"{text}aB")


@given(st.lists(st.integers(0, (1 << 63) - 1), max_size=80))
def test_a_sample_is_kept_as_it_is(numbers):
    sample = sample_of(numbers)
    assert unpacked(packed(sample)) == sample
    assert len(sample) <= SAMPLE


def test_an_edited_text_is_like_what_it_was_and_another_is_not():
    paragraphs = [LETTERS[at : at + 60] for at in range(0, 300, 60)]
    text = "".join(paragraphs)
    assert likeness(sampled(text), sampled("".join(paragraphs[:-1]))) > 0.6
    assert likeness(sampled(text), sampled(text[::-1])) < 0.1


def test_titles_and_texts_are_not_taken_for_one_another():
    assert not runs_in("一二三四五六七八", 2, "title") & runs_in("一二三四五六七八", 2)
