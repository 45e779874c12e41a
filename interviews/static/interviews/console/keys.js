/* What keys mean. Pure: an event in, a name out. */

/** Whether a key belongs to an input method: the Enter that takes over a Chinese word sends nothing. */
export function composing(event) {
    return event.isComposing || event.keyCode === 229 || event.key === 'Process';
}

/** The letter or digit on the key itself: with Alt, some systems put other signs on it. */
function letterOf(event) {
    const match = /^(?:Digit|Numpad|Key)([0-9A-Z])$/.exec(event.code);
    return (match ? match[1] : event.key).toLowerCase();
}

/** In the field of a turn: send, answer, turns, choose (with the shortcut), or null. */
export function inField(event, { isEmpty, shortcuts }) {
    if (composing(event)) return null;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
        return { does: event.ctrlKey || event.metaKey ? 'answer' : 'send' };
    }
    if (event.ctrlKey || event.metaKey) return null;
    if (event.altKey && event.key === 'ArrowUp') return { does: 'turns' };
    const key = event.altKey ? letterOf(event) : event.key;
    if ((event.altKey || (isEmpty && !event.shiftKey)) && shortcuts.includes(key)) {
        return { does: 'choose', key, plain: !event.altKey };
    }
    return null;
}

/** Whether a key writes something: pressed where nothing has the focus, it is meant for the field. */
export function writes(event) {
    if (event.ctrlKey || event.metaKey) return false;
    return composing(event) || event.key.length === 1;
}

const ON_A_TURN = { e: 'edit', Enter: 'edit', x: 'withdraw', c: 'correct', a: 'answer', h: 'history', Escape: 'field' };

/** On a turn: edit, withdraw, correct, answer, history, field, previous, next, up, down, or null. */
export function onTurn(event) {
    if (composing(event) || event.ctrlKey || event.metaKey) return null;
    if (event.key === 'ArrowUp') return event.altKey ? 'up' : 'previous';
    if (event.key === 'ArrowDown') return event.altKey ? 'down' : 'next';
    return event.altKey ? null : ON_A_TURN[event.key] ?? null;
}

/** In the form that edits a turn: save, cancel, or null. */
export function inEditor(event) {
    if (composing(event)) return null;
    if (event.key === 'Escape') return 'cancel';
    return event.key === 'Enter' && !event.shiftKey && !event.altKey ? 'save' : null;
}
