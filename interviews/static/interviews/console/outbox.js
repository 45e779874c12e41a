/* What was asked for and is not confirmed yet. Each item has a key of its own, kept with it: sent again under the
   same key it is one entry. Items go one after the other, in the order in which they were typed; one that is refused
   waits for a person and holds up no other. A change of a turn that was made before the last one had gone out names that
   one's key as `after`: it begins with the version that the turn gets by it. */

import { newKey } from './store.js';

const WAITS = [500, 1000, 2000, 4000, 8000];
// What the portal breaks at so often lets the next one pass, and is tried again after it.
const BREAKS = 3;
const BEGINNING = 'outbox:';

/** Whether the portal broke at an item so often that a person should know. */
export function isStuck(item) {
    return item.breaks >= BREAKS;
}

export class Outbox {
    #items = [];
    #running = false;
    #timer = 0;
    #count = 0;

    /** `told` has: changed(), confirmed(item, news), conflicting(item, answer), versioned(item, version), knownEntry(). */
    constructor(store, wire, told) {
        this.store = store;
        this.wire = wire;
        this.told = told;
        this.paused = false;
        this.#items = store.names(BEGINNING).map((name) => store.get(name)).filter(Boolean);
    }

    get items() {
        return this.#items;
    }

    get waiting() {
        return this.#items.filter((item) => !item.why);
    }

    add(act, fields) {
        const typed = Date.now();
        this.#count += 1;
        const name = `${BEGINNING}${String(typed).padStart(15, '0')}-${String(this.#count).padStart(6, '0')}-${newKey().slice(0, 6)}`;
        const item = { name, key: newKey(), act, fields, typed, tries: 0, breaks: 0, why: '' };
        this.#items.push(item);
        this.store.set(name, item);
        this.told.changed();
        this.run();
        return item;
    }

    retry(item) {
        this.#keep(item, { why: '', tries: 0, breaks: 0 });
        this.run();
    }

    drop(item) {
        this.store.remove(item.name);
        this.#items = this.#items.filter((other) => other !== item);
        this.told.changed();
    }

    /** The record has entries under these keys, though their answers may have been lost; `versions` are what turns got by them. */
    settle(keys, versions) {
        const known = new Set(keys);
        this.#items.filter((item) => known.has(item.key)).forEach((item) => {
            if (item.key in versions) this.#pass(item, versions[item.key]);
            this.drop(item);
        });
    }

    /** What is on its way to a turn: the words that it will have, the version that whoever wrote them saw, and the key of
        the last change. */
    ahead(number) {
        const changes = this.waiting.filter((item) => item.fields.turn === number && 'version' in item.fields);
        const edited = changes.filter((item) => item.act === 'edit').pop()?.fields;
        return { ...(edited && { text: edited.text, pictures: edited.pictures, version: edited.version }), after: changes.pop()?.key };
    }

    #pass(item, version) {
        this.#items.filter((next) => next.fields.after === item.key).forEach((next) => {
            this.#keep(next, { fields: { ...next.fields, version } });
        });
        this.told.versioned(item, version);
    }

    /** Send what waits; called again whenever there is hope. */
    async run() {
        if (this.#running || this.paused) return;
        this.#running = true;
        clearTimeout(this.#timer);
        const passed = new Set();
        try {
            let item;
            while (!this.paused && (item = this.waiting.find((each) => !passed.has(each)))) {
                const answer = await this.#send(item);
                if (answer.kind !== 'away') continue;
                if (!answer.isTrouble || !isStuck(item)) break;
                passed.add(item);
            }
        } finally {
            this.#running = false;
        }
        const [first] = this.waiting;
        if (first && !this.paused) this.#timer = setTimeout(() => this.run(), WAITS[Math.min(Math.max(first.tries, 1), WAITS.length) - 1]);
    }

    async #send(item) {
        const waited = Math.max(0, Math.floor((Date.now() - item.typed) / 1000));
        const fields = { ...item.fields, client_key: item.key, known: this.told.knownEntry(), ...(waited > 5 && { waited }) };
        const answer = await this.wire.act(item.act, fields);
        if (!this.#items.includes(item)) return { kind: 'ok' };
        if (answer.kind === 'ok') {
            this.told.confirmed(item, answer.data);
            this.drop(item);
        } else if (answer.kind === 'refused') {
            if (answer.code === 'conflict' && this.told.conflicting(item, answer)) this.drop(item);
            else this.#keep(item, { why: answer.message, code: answer.code });
        } else {
            this.paused = answer.kind === 'loggedOut';
            this.#keep(item, { tries: item.tries + 1, breaks: item.breaks + (answer.isTrouble ? 1 : 0) });
        }
        return answer;
    }

    #keep(item, changes) {
        Object.assign(item, changes);
        this.store.set(item.name, item);
        this.told.changed();
    }
}
