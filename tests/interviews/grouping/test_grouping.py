"""Groups of questions: what is the same, what is not, and that order does not matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import question_grouping
from interviews.grouping import Grouping, labelled

TEXTS = [each.text for each in labelled()]


def groups(texts: dict[int, str]) -> set[frozenset[int]]:
    grouping = Grouping()
    for key, text in texts.items():
        grouping.add(key, text)
    return {frozenset(group) for group in grouping.groups()}


def are_grouped(*texts: str) -> bool:
    return len(groups(dict(enumerate(texts)))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("身份证丢了去哪里补办？", "请问身份证遗失，到什么地方补？谢谢！"),
        ("今年什么时候开始供暖？", "今年的集中供热是几号開始？"),
        ("６５岁以上老人坐公交免费吗", "请问65岁以上老人乘公交车是不是免费？"),
        ("路边停车怎么收费？", "您好，想咨询一下路内停车多少钱"),
        ("东湖区小学学区怎么划分？", "请问東湖區小學學區怎麼劃分"),
        ("三年级怎么转学？", "3年级如何转学"),
    ],
)
def test_the_same_in_other_words_is_grouped(one, other):
    assert are_grouped(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("65岁以上老人坐公交免费吗？", "60岁以上老人坐公交免费吗？"),
        ("12路公交末班车几点？", "21路公交末班车几点？"),
        ("东湖区老旧小区什么时候供暖？", "西岭区老旧小区什么时候供暖？"),
        ("今年居民医保交多少钱？", "去年居民医保交多少钱？"),
        ("2025年居民医保交多少钱？", "2026年居民医保交多少钱？"),
        ("办居住证需要什么材料？", "办居住证多久能拿到？"),
        ("小区能装充电桩吗？", "小区不能装充电桩吗？"),
        ("居住证怎么办理？", "居住证怎么续签？"),
        ("二套房公积金贷款首付多少？", "首套房公积金贷款首付多少？"),
        ("高血压门诊慢性病怎么申请？", "糖尿病门诊慢性病怎么申请？"),
        ("你好", "？？"),
        ("<b></b>", "😀"),
    ],
)
def test_another_number_place_year_kind_or_negation_is_another_question(one, other):
    assert not are_grouped(one, other)


def test_suggestions_name_earlier_questions_the_most_alike_first():
    grouping = Grouping()

    assert grouping.add("a", "身份证丢了去哪里补办？") == []
    assert grouping.add("b", "低保怎么申请？") == []
    grouping.add("c", "请问身份证遗失，本人急用，到什么地方补办？")
    found = grouping.add("d", "请问身份证丢了去哪里补办")

    assert [each.key for each in found] == ["a", "c"]
    assert found[0].similarity == 1.0 > found[1].similarity
    assert grouping.group_of("d") == ["a", "c", "d"]


def test_a_flood_of_one_question_is_one_group_and_few_suggestions():
    grouping = Grouping()
    for at in range(300):
        found = grouping.add(at, f"{'请问' * (at % 3)}低保怎么申请？{'！' * (at % 5)}")

    assert len(found) == 10
    assert len(grouping) == 300
    assert [len(group) for group in grouping.groups()] == [300]


def test_a_question_is_added_once():
    grouping = Grouping()
    grouping.add(1, "低保怎么申请？")

    with pytest.raises(ValueError, match="was added before"):
        grouping.add(1, "低保怎么申请？")


def test_a_question_of_ten_thousand_characters_and_pure_markup_are_questions_too():
    assert groups({1: "低保怎么申请？" * 1500, 2: "<script>" * 1000, 3: "", 4: "　"}) == {
        frozenset({1}),
        frozenset({2}),
        frozenset({3}),
        frozenset({4}),
    }


SOME = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=40)


@given(SOME, st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order(texts, random):
    numbered = list(enumerate(texts))
    shuffled = random.sample(numbered, len(numbered))

    assert groups(dict(numbered)) == groups(dict(shuffled))


@given(SOME)
def test_every_question_is_in_one_group(texts):
    found = groups(dict(enumerate(texts)))

    assert sorted(key for group in found for key in group) == list(range(len(texts)))


@given(SOME)
def test_equal_texts_are_in_one_group_and_suggestions_are_in_the_group(texts):
    grouping = Grouping()
    for key, text in enumerate(texts):
        suggested = grouping.add(key, text)
        group = grouping.group_of(key)
        assert {each.key for each in suggested} <= set(group)
        assert all(other in group for other in range(key) if texts[other] == text)


@given(st.lists(st.text(max_size=60), max_size=10, unique_by=lambda text: text))
def test_any_text_is_taken(texts):
    groups(dict(enumerate(texts)))


def test_the_labelled_questions_are_many_and_whole_groups_are_held_out():
    questions = labelled()

    assert len(questions) >= 300
    assert len({each.text for each in questions}) == len(questions)
    held_out = {each.group for each in questions if each.is_held_out}
    assert held_out.isdisjoint({each.group for each in questions if not each.is_held_out})
    assert 80 <= sum(each.is_held_out for each in questions) <= len(questions) / 2


def test_the_aims_are_reached_on_what_is_held_out():
    part = [each for each in labelled() if each.is_held_out]

    precision, recall = question_grouping.scores(part, question_grouping.grouped(part))

    assert precision >= 0.90
    assert recall >= 0.80


def test_the_benchmark_prints_its_figures(capsys):
    question_grouping.main(["--questions", "40"])

    printed = capsys.readouterr().out
    assert "held out: " in printed
    assert "bigrams" in printed
    assert "40 questions" in printed
