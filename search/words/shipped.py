"""What people call things, and what rules and pages call them. Departments add their own."""

SHIPPED: dict[str, tuple[str, ...]] = {
    "放鞭炮": ("烟花爆竹",),
    "养狗": ("养犬",),
    "噪音": ("噪声",),
}
