/* Moderating with the keyboard: j and k go, a m d h p decide, x selects, u undoes. */

const form = document.querySelector('[data-queue]');
const questions = [...form.querySelectorAll('[data-question]')];
const keys = document.querySelector('[data-keys]');
keys.hidden = questions.length === 0;

let here = null;

function go(question, isFirst = false) {
    if (!question) return;
    here = question;
    here.focus({ preventScroll: true });
    if (!isFirst) here.scrollIntoView({ block: 'nearest' });
}

form.addEventListener('focusin', (event) => {
    const question = event.target.closest('[data-question]');
    if (question) here = question;
});

// After a decision the page comes back at the question that was next.
form.addEventListener('submit', (event) => {
    const around = event.submitter?.closest('[data-question]');
    if (!around) return;
    const at = questions.indexOf(around);
    const line = around.closest('.queue__line');
    const isWhole = event.submitter.value.startsWith('merge_group');
    const next = questions.slice(at + 1).find((each) => !isWhole || !line.contains(each));
    form.elements.following.value = (next ?? questions[at - 1])?.dataset.question ?? '';
});

document.querySelector('[data-all]')?.addEventListener('change', (event) => {
    form.querySelectorAll('input[name="question"]').forEach((box) => { box.checked = event.target.checked; });
});

function press(selector) {
    here?.querySelector(selector)?.click();
}

document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches('input:not([type="checkbox"]), textarea, select, [contenteditable="true"]')) return;
    const { key } = event;
    const menu = here?.querySelector('[data-decline]');
    if (key === 'j') go(here ? questions[questions.indexOf(here) + 1] : questions[0]);
    else if (key === 'k') go(questions[questions.indexOf(here) - 1]);
    else if (key === 'd' && menu) menu.open = !menu.open;
    else if (key === 'Escape' && menu?.open) menu.open = false;
    else if (menu?.open && /^[1-9]$/.test(key)) press(`[data-reason="${key}"]`);
    else if ('amhp'.includes(key) && key.length === 1) press(`[data-key="${key}"]`);
    else if (key === 'x') press('input[name="question"]');
    else if (key === 'u') document.querySelector('button.undo')?.click();
    else return;
    event.preventDefault();
});

const named = location.hash && document.getElementById(location.hash.slice(1));
if (questions.includes(named)) go(named);
else go(questions[0], true);
