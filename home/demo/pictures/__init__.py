"""The demo's pictures, drawn rather than shipped: every one by a name, a title and a painter."""

from collections.abc import Callable
from io import BytesIO

from home.demo.pictures import figures, land, town
from home.demo.pictures.canvas import Canvas

PICTURES: dict[str, tuple[str, Callable[[], Canvas]]] = {
    "river": ("汀江晨色", land.river_dawn),
    "terraces": ("青屿云雾茶园", land.terraces),
    "wetland": ("白鹭洲湿地", land.wetland),
    "fields": ("竹岭秋收", land.fields),
    "solar": ("云顶山风光电站", land.solar),
    "skyline": ("汀江北岸新区", town.skyline_day),
    "night": ("汀江两岸夜景", town.skyline_night),
    "bridge": ("望潮大桥", town.bridge),
    "old-town": ("临溪古街", town.old_town),
    "hall": ("市民中心", town.civic_hall),
    "school": ("滨江实验学校", town.school),
    "hospital": ("市第一人民医院", town.hospital),
    "street": ("公交专用道", town.street),
    "harbour": ("云汀港集装箱码头", town.harbour),
    "growth": ("增长走势示意图", figures.growth),
    "shares": ("构成比例示意图", figures.shares),
}


def draw(name: str) -> bytes:
    """Return one picture as a JPEG file."""
    _, paint = PICTURES[name]
    file = BytesIO()
    paint().finished().save(file, "JPEG", quality=86, optimize=True)
    return file.getvalue()
