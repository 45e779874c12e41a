/* Keeps the findings beside the editor as the draft is: looked at when the panel opens and after each autosave. */

const TOGGLE = '[data-side-panel-toggle="attachments-checks"]';

function isBusy(panel) {
    return panel.contains(document.activeElement) || panel.querySelector('details[open]');
}

async function look(panel) {
    if (isBusy(panel) || !panel.checkVisibility()) return;
    const response = await fetch(panel.dataset.checks, { credentials: 'same-origin' });
    if (!response.ok || response.redirected) return;
    const html = await response.text();
    if (isBusy(panel)) return;
    panel.innerHTML = html;
    const number = Number(panel.querySelector('[data-checks-open]').dataset.checksOpen);
    const counter = document.querySelector(`${TOGGLE} [data-side-panel-toggle-counter]`);
    counter.textContent = number;
    counter.hidden = number === 0;
}

document.querySelectorAll('[data-checks]').forEach((panel) => {
    const again = () => look(panel);
    document.addEventListener('w-autosave:success', again);
    document.querySelector(TOGGLE)?.addEventListener('click', () => {
        window.requestAnimationFrame(again);
    });
});
