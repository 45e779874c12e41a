/* Shows in the editor what a finding is about, and changes nothing there: rich text is marked by the browser. */

const NAME = 'checks-passage';

/* Return the innermost field on a content path that the form has; null if it has none of it. */
export function fieldOf(path) {
    let found = null;
    for (const name of path.split('.')) {
        const next = (found ?? document).querySelector(`[data-contentpath="${CSS.escape(name)}"]`);
        if (!next) break;
        found = next;
    }
    return found;
}

function reveal(field) {
    for (let around = field; around; around = around.parentElement) {
        if (!around.hasAttribute('hidden')) continue;
        const opener = around.getAttribute('role') === 'tabpanel'
            ? document.querySelector(`[role="tab"][href="#${around.id}"]`)
            : around.closest('[data-panel]')?.querySelector('[data-panel-toggle]');
        opener?.click();
    }
}

function nthIndex(text, passage, nth) {
    let at = -1;
    for (let count = 0; count < nth; count += 1) {
        const next = text.indexOf(passage, at + 1);
        if (next < 0) break;
        at = next;
    }
    return at;
}

function rangeIn(editable, passage, nth) {
    const walker = document.createTreeWalker(editable, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let text = '';
    while (walker.nextNode()) {
        nodes.push([text.length, walker.currentNode]);
        text += walker.currentNode.data;
    }
    const start = nthIndex(text, passage, nth);
    if (start < 0) return null;
    const end = start + passage.length;
    const [startsAt, first] = nodes.findLast(([at]) => at <= start);
    const [endsAt, last] = nodes.findLast(([at]) => at < end);
    const range = document.createRange();
    range.setStart(first, start - startsAt);
    range.setEnd(last, end - endsAt);
    return range;
}

export function show({ checksShow: path, checksPassage: passage, checksNth: nth }) {
    const field = fieldOf(path);
    if (!field) return;
    reveal(field);
    const editable = field.querySelector('[contenteditable="true"]');
    const input = field.querySelector('textarea, input:not([type="hidden"])');
    const range = editable && passage ? rangeIn(editable, passage, Number(nth)) : null;
    CSS.highlights?.delete(NAME);
    if (range) {
        CSS.highlights?.set(NAME, new Highlight(range));
        range.startContainer.parentElement.scrollIntoView({ block: 'center' });
        return;
    }
    field.scrollIntoView({ block: 'center' });
    if (editable || !input) return;
    input.focus({ preventScroll: true });
    const at = passage ? nthIndex(input.value, passage, Number(nth)) : -1;
    if (at >= 0) input.setSelectionRange(at, at + passage.length);
}
