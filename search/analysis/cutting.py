"""A query cut into words, without those that only ask."""

import threading

import rjieba

# What people say around what they are looking for; dropped unless nothing else is left.
STOP_WORDS = frozenset(
    """的 了 吗 呢 吧 啊 呀 么 和 与 及 或 在 是 有 我 你 他 她 我们 你们 咱们 自己 想 要 想要 需要 可以 能 能否 能不能
    可不可以 是否 是不是 有没有 怎么 怎么办 怎么样 怎样 如何 怎 什么 为什么 为何 哪 哪里 哪儿 哪些 哪个 谁 几 多少 多久 何时 什么时候
    请 请问 问 咨询 查询 办理 办 去 到 把 被 给 让 对 对于 关于 有关 相关 一下 一个 这个 那个 这 那 就 都 还 也 会 应该 应当 该
    得 着 过 上 下 里 中 为 以 从 向 等 之 其 并 不知道 知道 告诉 麻烦 谢谢 你好 您好 流程 手续 规定 地方 时候 问题 事 事情 情况 东西"""
    .split()
)  # fmt: skip
_lock = threading.Lock()


def words_of(run: str) -> list[str]:
    """Cut a folded run of Han characters into words; lone characters side by side stay together."""
    with _lock:  # the segmenter is one for the process
        cut = rjieba.cut(run)
    joined: list[str] = []
    alone = False
    for word in cut:
        lone = len(word) == 1 and word not in STOP_WORDS
        if lone and alone:
            joined[-1] += word
        else:
            joined.append(word)
        alone = lone
    return joined


def telling(words: list[str]) -> list[str]:
    """Return the words that say what is looked for; all if none would be left."""
    return [word for word in words if word not in STOP_WORDS] or words
