/* Keeps the syndication panel up to date and sends its buttons and forms, apart from the page's form. */

import { measure } from './counting.js';

const EVERY = 2000;
const RARELY = 15000;

function csrfToken() {
    const config = document.getElementById('wagtail-config');
    return config ? JSON.parse(config.textContent).CSRF_TOKEN : '';
}

async function ask(url, method = 'GET', body = undefined) {
    const response = await fetch(url, {
        method,
        body,
        credentials: 'same-origin',
        headers: { 'X-CSRFToken': csrfToken(), 'X-Requested-With': 'XMLHttpRequest' },
    });
    if (response.redirected || !(response.ok || response.status === 422)) throw new Error(response.status);
    return response.text();
}

/* Takes the new state in without losing what somebody has typed, or where they are. */
function refresh(panel, html) {
    const focused = panel.contains(document.activeElement) ? document.activeElement : null;
    const place = focused?.closest('[data-place]')?.dataset.place;
    const fresh = document.createElement('template');
    fresh.innerHTML = html;
    panel.querySelectorAll('details[open]').forEach((details) => {
        const own = details.closest('[data-place]')?.dataset.place;
        const again = fresh.content.querySelector(`[data-place="${own}"] details`);
        if (!again) return;
        const form = '[data-syndication-form]';
        again.querySelector(form).replaceWith(details.querySelector(form));
        again.open = true;
    });
    panel.replaceChildren(fresh.content);
    showTrouble(panel);
    if (!focused) return;
    const alike = [...panel.querySelectorAll(`[data-place="${place}"] :is(a, button, summary)`)];
    const same = alike.find((element) => element.textContent === focused.textContent);
    (focused.isConnected ? focused : same ?? alike[0])?.focus({ preventScroll: true });
}

/* The number beside the panel's button is there without the panel, too. */
function showTrouble(panel) {
    const counter = document.querySelector(
        '[data-side-panel-toggle="syndication"] [data-side-panel-toggle-counter]',
    );
    if (!counter) return;
    const bad = panel.querySelector('[data-bad]')?.dataset.bad ?? '0';
    counter.textContent = bad;
    counter.hidden = bad === '0';
}

function count(field) {
    const output = field.parentElement.querySelector('[data-syndication-count]');
    if (!output) return;
    const length = measure(field.value || field.placeholder, field.dataset.counting);
    const limit = Number(field.dataset.limit);
    output.textContent = `${length} / ${limit}`;
    output.classList.toggle('syndication__failed', length > limit);
}

function show(holder, html) {
    holder.innerHTML = html;
    holder.querySelectorAll('[data-limit]').forEach(count);
}

function start(panel) {
    let timer;

    function plan() {
        window.clearTimeout(timer);
        const moving = panel.querySelector('[data-moving="yes"]');
        timer = window.setTimeout(() => {
            // Nobody's input method is interrupted in the middle of a word.
            if (document.hidden || panel.querySelector('form:focus-within')) plan();
            else load(panel.dataset.url);
        }, moving ? EVERY : RARELY);
    }

    async function load(url, method) {
        window.clearTimeout(timer);
        try {
            refresh(panel, await ask(url, method));
            return true;
        } catch {
            return false;
        } finally {
            plan();
        }
    }

    panel.addEventListener('click', async (event) => {
        const button = event.target.closest('[data-syndication-post]');
        if (!button) return;
        const question = button.dataset.confirm;
        if (question && !window.confirm(question)) return;
        button.disabled = true;
        button.disabled = await load(button.dataset.syndicationPost, 'POST');
    });

    panel.addEventListener('toggle', async (event) => {
        const details = event.target;
        const holder = details.querySelector('[data-syndication-form]');
        if (details.open && holder && !holder.querySelector('form')) {
            show(holder, await ask(details.dataset.syndicationEdition));
        }
    }, true);

    panel.addEventListener('input', (event) => {
        if (event.target.dataset.limit) count(event.target);
    });

    panel.addEventListener('submit', async (event) => {
        const form = event.target;
        event.preventDefault();
        const body = new FormData(form, event.submitter);
        event.submitter.disabled = true;
        try {
            const holder = form.closest('[data-syndication-form]');
            show(holder, await ask(form.action, 'POST', body));
            const wrong = holder.querySelector('.syndication__field:has([role="alert"])');
            const next = wrong?.querySelector('input, textarea, select');
            (next ?? holder.querySelector('[type="submit"]')).focus();
            load(panel.dataset.url);
        } catch {
            event.submitter.disabled = false;
        }
    });

    if (panel.dataset.url) plan();
}

document.querySelectorAll('[data-syndication]').forEach(start);
