/* The live console: puts its parts together and asks for news every second. */

import { Composer } from './composer.js';
import { List } from './list.js';
import { Outbox } from './outbox.js';
import { People } from './people.js';
import { Questions } from './questions.js';
import { Record } from './record.js';
import { filled } from './shapes.js';
import { Steps } from './steps.js';
import { Store } from './store.js';
import { Unsent } from './unsent.js';
import { Wire } from './wire.js';

const EVERY = 1000;
// Without a connection, and in a tab that nobody looks at, seldom is often enough.
const SELDOM = 4000;

function start(root) {
    const setup = JSON.parse(document.getElementById('console-setup').textContent);
    const { words } = setup;
    const find = (name) => root.querySelector(`[data-${name}]`);
    const store = new Store(setup.sitting, setup.user);
    const wire = new Wire(setup);
    const record = new Record();
    let isKnown = false;
    let timer = 0;

    const outbox = new Outbox(store, wire, {
        changed: () => showUnsent(),
        confirmed: (item, news) => apply(news),
        versioned: (item, version) => list.versioned(item, version),
        conflicting: (item, answer) => item.act === 'edit' && list.edit(item.fields.turn, { ...item.fields, theirs: answer.theirs, message: answer.message }),
        knownEntry: () => record.last,
    });
    const ask = (act, fields) => outbox.add(act, fields);
    const composer = new Composer(find('composer'), {
        wire, store, words, told: { say: (fields) => { ask('say', fields); list.toEnd(); }, toTurns: () => list.toLast() },
    });
    const list = new List(find('turns'), find('scroll'), {
        record, wire, store, words,
        told: { ask, ahead: (number) => outbox.ahead(number), note: () => askNote(find('note-dialog')), toField: () => composer.field.focus(), question: () => composer.question },
    });
    const unsent = new Unsent(find('unsent'), {
        record, words,
        told: { retry: (item) => outbox.retry(item), drop: (item) => outbox.drop(item), takeBack },
    });
    const people = new People(find('speakers-dialog'), find('open-speakers'), { record, told: { ask } });
    const settle = async (act, fields) => {
        const answer = await wire.act(act, { ...fields, known: record.last });
        if (answer.kind === 'ok') apply(answer.data);
        return answer;
    };
    const steps = new Steps(root, { record, words, told: { take: (fields) => settle('step', fields), isUnsent: () => outbox.items.length > 0, row: (question) => questions.row(question), done: () => composer.field.focus() } });
    const questions = new Questions(find('questions'), {
        record, words,
        told: { settle, choose: (number) => choose(number), put: (number) => { ask('put', { asks: number }); choose(number); list.toEnd(); } },
    });

    function choose(number) {
        composer.ask(number);
        list.offer(number);
        root.classList.remove('is-showing-questions');
        find('step-dialog').close();
        composer.field.focus();
    }

    function takeBack(item) {
        if (item.act === 'edit') {
            const isBack = list.edit(item.fields.turn, item.fields);
            // What is being typed in the turn goes first.
            if (!isBack) list.edit(item.fields.turn);
            return isBack;
        }
        composer.takeBack(item.fields);
        return true;
    }

    function unsentEdits() {
        return new Set(outbox.waiting.filter((item) => item.tries).map((item) => item.fields.turn));
    }

    function showUnsent() {
        unsent.show(outbox.items);
        list.mark(unsentEdits());
        find('waiting').textContent = outbox.items.length ? filled(words.waiting, outbox.items.length) : '';
        if (list.isAtEnd) list.toEnd();
    }

    function apply(news) {
        const changed = record.apply(news);
        if (!changed) return;
        if (changed.speakers) {
            composer.speakers = record.speakers;
            people.show();
        }
        list.show(changed, unsentEdits());
        if (changed.state) steps.show();
        if (changed.ledger || changed.state || changed.rights || !isKnown) {
            questions.show();
            steps.showLeft();
            find('left-count').textContent = record.ledger.blank;
        }
        outbox.settle(news.sent, news.versions);
        if (isKnown) return;
        isKnown = true;
        list.recall();
        list.toEnd();
        composer.field.focus();
    }

    function tell(kind, answer) {
        const place = find('connection');
        const told = { ok: 'connected', away: 'offline', loggedOut: 'loggedOut' }[kind];
        if (place.dataset.kind === kind) return;
        place.dataset.kind = kind;
        place.textContent = answer.message ?? words[told];
        const notice = find('notice');
        notice.hidden = kind !== 'loggedOut';
        if (kind === 'loggedOut') {
            const link = Object.assign(document.createElement('a'), { href: setup.login, target: '_blank', rel: 'noopener', textContent: words.logIn });
            notice.replaceChildren(`${answer.message ?? words.loggedOut} `, link);
        } else if (!store.keeps) {
            notice.hidden = false;
            notice.textContent = words.noStorage;
        }
    }

    async function poll() {
        clearTimeout(timer);
        const answer = await wire.news(record.last, record.ledger?.mark ?? '');
        if (answer.kind === 'ok') {
            apply(answer.data);
            outbox.paused = false;
            outbox.run();
        } else if (answer.kind === 'loggedOut') {
            outbox.paused = true;
        }
        tell(answer.kind === 'refused' ? 'loggedOut' : answer.kind, answer);
        clearTimeout(timer);
        timer = setTimeout(poll, answer.kind === 'ok' && !document.hidden ? EVERY : SELDOM);
    }

    window.addEventListener('online', poll);
    document.addEventListener('visibilitychange', () => { if (!document.hidden) poll(); });
    window.addEventListener('beforeunload', (event) => {
        // Everything is kept; but whoever closes the window should know that it has not gone out.
        if (outbox.waiting.length) event.preventDefault();
    });
    const toQuestions = find('to-questions');
    toQuestions.hidden = false;
    toQuestions.addEventListener('click', () => root.classList.toggle('is-showing-questions'));
    find('turns').replaceChildren();
    root.classList.add('is-live');
    showUnsent();
    poll();
}

/** Ask for the note that readers see; empty if it is given up. */
function askNote(dialog) {
    const field = dialog.querySelector('[data-note]');
    field.value = '';
    dialog.returnValue = '';
    dialog.showModal();
    return new Promise((resolve) => {
        dialog.addEventListener('close', () => resolve(dialog.returnValue === 'go' ? field.value.trim() : ''), { once: true });
    });
}

const root = document.querySelector('[data-console]');
if (root) start(root);
