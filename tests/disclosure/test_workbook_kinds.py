"""Lists of duties, of what is forbidden and of projects, read from workbooks as powers are."""

from tests.disclosure.sheets import one, told

# --- other kinds of lists -------------------------------------------------------------------


def test_a_list_of_duties_with_the_powers_that_they_belong_to():
    sheet = one(
        ["序号", "主要职责", "具体责任事项", "对应权力事项", "备注"],
        [1, "水资源管理", "取水许可审批和监管", "取水许可", None],
        [None, None, "水资源费征收", None, None],
        merges=["A2:A3", "B2:B3"],
        kind="duties",
    )

    assert told(sheet, "name", "sub_name", "powers") == [
        ("水资源管理", "取水许可审批和监管", "取水许可"),
        ("水资源管理", "水资源费征收", ""),
    ]


def test_the_national_list_keeps_each_measure_with_its_authority():
    sheet = one(
        ["市场准入负面清单（样本）"],
        [
            "项目号",
            "禁止或许可事项",
            "事项编码",
            "禁止或许可准入措施描述",
            "主管部门",
            "地方性许可措施",
        ],
        ["一、禁止准入类"],
        [1, "样本禁止事项", "100001", "不得开办", None, None],
        ["二、许可准入类"],
        ["（一）农、林、牧、渔业"],
        [2, "未获得许可，不得样本经营", "201001", "样本种子许可", "农业农村", None],
        [None, None, None, "样本苗木许可", "林草", "河道样本许可"],
        merges=["A3:F3", "A5:F5", "A6:F6", "A7:A8", "B7:B8", "C7:C8"],
        kind="negative",
    )

    assert told(sheet, "kind", "sector", "code", "measures", "body") == [
        ("禁止准入类", "", "100001", "不得开办", ""),
        (
            "许可准入类",
            "农、林、牧、渔业",
            "201001",
            "样本种子许可\n\n样本苗木许可",
            "农业农村\n\n林草",
        ),
    ]
    assert sheet.records[1].fields["local_measures"] == "—\n\n河道样本许可"


def test_the_list_for_foreign_investment():
    sheet = one(
        ["序号", "领域", "特别管理措施"],
        [1, "样本制造业", "样本须由中方控股"],
        [2, None, "禁止投资样本业"],
        merges=["B2:B3"],
        kind="negative",
    )

    assert told(sheet, "sector", "name") == [
        ("样本制造业", "样本须由中方控股"),
        ("样本制造业", "禁止投资样本业"),
    ]


def test_a_catalogue_of_projects():
    sheet = one(
        ["序号", "领域", "项目", "核准机关", "核准层级", "调整情况"],
        [1, "农业水利", "跨市河流上的水库", "市发展改革委", "市级", "下放"],
        kind="projects",
    )

    assert told(sheet, "kind", "name", "body", "level", "change") == [
        ("农业水利", "跨市河流上的水库", "市发展改革委", "市级", "下放")
    ]
