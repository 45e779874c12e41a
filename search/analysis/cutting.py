"""A query cut into words, without those that only ask."""

import re
import threading

import rjieba

# What people say around what they are looking for; dropped unless nothing else is left.
STOP_WORDS = frozenset(
    """的 了 吗 呢 吧 啊 呀 么 和 与 及 或 在 是 有 我 你 他 她 我们 你们 咱们 自己 想 要 想要 需要 可以 能 能否 能不能
    可不可以 是否 是不是 有没有 怎么 怎么办 怎么样 怎样 如何 怎 什么 为什么 为何 哪 哪里 哪儿 哪些 哪个 谁 几 多少 多久 何时 什么时候
    请 请问 问 咨询 查询 办理 办 去 到 把 被 给 让 对 对于 关于 有关 相关 一下 一个 这个 那个 这 那 就 都 还 也 会 应该 应当 该
    得 着 过 上 下 里 中 为 以 从 向 等 之 其 并 不 没 太 很 最 才 又 要 找 管 用 行 不知道 知道 告诉 麻烦 谢谢 你好 您好 流程 手续 规定 地方 时候 问题 事 事情 情况 东西"""
    .split()
)  # fmt: skip
# What only asks, inside a run; it also keeps the words beside it from being cut wrongly.
_ASKING = re.compile(
    "怎么办|怎么样|怎么|怎样|如何|能不能|可不可以|可以不可以|要不要|是不是|有没有|能否|是否|可否|为什么|"
    "凭什么|有什么|是什么|什么时候|什么|多少钱|多少|多久|几岁|几天|谁来管|归谁管|谁管|找谁|找哪里|"
    "去哪里|去哪儿|在哪里|在哪儿|哪里|哪儿|哪些|哪个|我想要|我想|我要|想要|需要|请问|可以|应该|吗|呢|吧"
)
_lock = threading.Lock()


def words_of(run: str) -> list[str]:
    """Cut a folded run of Han characters into words; lone characters side by side stay together."""
    with _lock:  # the segmenter is one for the process
        cut = rjieba.cut(run, hmm=False)
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


def without_asking(run: str) -> list[str]:
    """Return what of a run is left when what only asks is taken out; the run if nothing is."""
    return _ASKING.sub(" ", run).split() or [run]
