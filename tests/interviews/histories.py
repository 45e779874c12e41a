"""Random histories of a record: whatever recorders may do, in whatever order."""

from hypothesis import strategies as st

from interviews.record import acts, speakers
from tests.interviews.factories import guest, host

WORDS = st.text(alphabet="市民网友电梯加装 \n", max_size=12)
NUMBERS = st.integers(min_value=0, max_value=9)
OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.just("say"), WORDS, st.none() | NUMBERS, st.sampled_from("saq")),
        st.tuples(st.just("edit"), NUMBERS, WORDS),
        st.tuples(st.just("withdraw"), NUMBERS),
        st.tuples(st.just("restore"), NUMBERS),
        st.tuples(st.just("move"), NUMBERS, st.none() | NUMBERS),
        st.tuples(st.just("correct"), NUMBERS, WORDS),
        st.tuples(st.just("attribute"), NUMBERS),
        st.tuples(st.just("link"), NUMBERS, st.sampled_from("saq")),
        st.tuples(st.just("time"), NUMBERS, st.none() | st.integers(0, 7200)),
        st.tuples(st.just("rename"), st.integers(1, 3), WORDS),
    ),
    max_size=25,
)


def do(sitting, question, operation) -> None:
    """Do one thing, however little sense it makes; what is refused leaves no trace."""
    match operation:
        case ("say", text, after, part):
            acts.say(sitting, guest(sitting), text, None, after=after, **_link(part, question))
        case ("edit", number, text):
            turn = sitting.turns.filter(number=number).first()
            acts.edit(sitting, number, turn.version if turn else 0, text, None)
        case ("withdraw", number):
            acts.withdraw(sitting, number, None)
        case ("restore", number):
            acts.restore(sitting, number, None)
        case ("move", number, after):
            acts.move(sitting, number, after, None)
        case ("correct", number, note):
            acts.mark_correction(sitting, number, note, None)
        case ("attribute", number):
            turn = sitting.turns.filter(number=number).first()
            acts.attribute(sitting, number, turn.version if turn else 0, host(sitting), None)
        case ("link", number, part):
            acts.link(sitting, number, None, **_link(part, question))
        case ("time", number, second):
            acts.set_time(sitting, number, second, None)
        case ("rename", number, name):
            speakers.rename_speaker(sitting, number, None, name=name or "无名")


def _link(part, question):
    return {"s": {}, "a": {"answers": question}, "q": {"asks": question}}[part]
