"""Who works on the demo's sub-sites: their names, and the groups they are in."""

# Name, unit, groups.
PEOPLE = (
    ("shuiwu", "云汀市水务局", ("编辑",)),
    ("shuiwu-shenhe", "云汀市水务局", ("审核",)),
    ("wenlv", "云汀市文化和旅游局", ("编辑", "审核")),
    ("shengtai", "云汀市生态环境局", ("编辑",)),
    ("linxi", "临溪区人民政府", ("编辑",)),
)
PASSWORD = "fabuting-demo"  # noqa: S105
