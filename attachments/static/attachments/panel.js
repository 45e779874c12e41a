/* Keeps the findings beside the editor as the draft is: looked at when the panel opens and after each autosave. */

import { fieldOf, show } from './showing.js';

const TOGGLE = '[data-side-panel-toggle="attachments-checks"]';

function isBusy(panel) {
    return panel.contains(document.activeElement) || panel.querySelector('details[open]');
}

function offerToShow(panel) {
    panel.querySelectorAll('[data-checks-show]').forEach((button) => {
        button.hidden = !fieldOf(button.dataset.checksShow);
    });
}

let asked = 0;

async function look(panel) {
    if (isBusy(panel) || !panel.checkVisibility()) return;
    asked += 1;
    const mine = asked;
    const response = await fetch(panel.dataset.checks, { credentials: 'same-origin' });
    if (!response.ok || response.redirected) return;
    const html = await response.text();
    // An answer that a later one has overtaken is older than what is shown.
    if (mine !== asked || isBusy(panel)) return;
    panel.innerHTML = html;
    offerToShow(panel);
    const number = Number(panel.querySelector('[data-checks-open]').dataset.checksOpen);
    const counter = document.querySelector(`${TOGGLE} [data-side-panel-toggle-counter]`);
    counter.textContent = number;
    counter.hidden = number === 0;
}

document.querySelectorAll('[data-checks]').forEach((panel) => {
    offerToShow(panel);
    panel.addEventListener('click', ({ target }) => {
        const button = target.closest('[data-checks-show]');
        if (button) show(button.dataset);
    });
    document.addEventListener('w-autosave:success', () => look(panel));
    panel.closest('[data-side-panel]').addEventListener('show', () => look(panel));
});
