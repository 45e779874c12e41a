"""A computed date explains itself, in Chinese."""

from datetime import date

from workdays.calendar import Calendar
from workdays.explaining import explain, warnings, why


def test_a_date_over_national_day_names_what_it_leaves_out_and_what_it_counts(calendar):
    said = explain(calendar.add(date(2026, 9, 24), 6))
    assert said == (
        "自2026年9月24日（星期四）的次日起，第6个工作日是2026年10月10日（星期六）。"
        "不计入：中秋节9月25日至9月27日；国庆节10月1日至10月7日。"
        "计入（调休上班）：国庆节调休上班10月10日。"
    )


def test_an_ordinary_week_leaves_out_its_weekend(calendar):
    said = explain(calendar.add(date(2026, 11, 5), 3))
    assert said == (
        "自2026年11月5日（星期四）的次日起，第3个工作日是2026年11月10日（星期二）。"
        "不计入：周末11月7日至11月8日。"
    )


def test_a_date_in_a_year_without_a_notice_warns(calendar):
    counted = calendar.add(date(2026, 12, 30), 3)
    assert counted.end == date(2027, 1, 4)
    assert warnings(counted) == ["注意：2027年的放假通知尚未录入，该年只扣除了周末，日期可能变动。"]
    assert explain(counted).endswith("日期可能变动。")
    assert warnings(Calendar().add(date(2026, 12, 30), 3))[0].startswith("注意：2026年")


def test_a_day_says_why_in_a_few_words(calendar):
    assert why(calendar.day(date(2026, 2, 17))) == "春节放假"
    assert why(calendar.day(date(2026, 2, 28))) == "春节调休上班"
    assert why(calendar.day(date(2026, 3, 1))) == "周末"
    assert why(calendar.day(date(2026, 3, 2))) == "工作日"
