/* The list of turns: shown in their order, reached and changed by keys and by buttons. */

import { Editor } from './editor.js';
import { onTurn } from './keys.js';
import { copyOf, filled, paragraphs, put, shownPictures, slot } from './shapes.js';

const NEAR_THE_END = 120;
const DRAFT = 'edit:';

/** Seconds as people write them: 65 is 1:05. */
function written(second) {
    if (second === null) return '';
    const [hours, minutes, seconds] = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
    const two = (number) => String(number).padStart(2, '0');
    return hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** The reverse, with either colon; null for none, undefined for what is no time. */
function secondsOf(text) {
    if (!text.trim()) return null;
    const parts = text.trim().split(/[:：]/);
    if (parts.length > 3 || !parts.every((part) => /^\d{1,3}$/.test(part))) return undefined;
    return parts.reduce((sum, part) => sum * 60 + Number(part), 0);
}

export class List {
    #rows = new Map();
    #editors = new Map();

    /** `told` has: ask(act, fields), ahead(number), note(), toField(), question(). */
    constructor(place, scroll, { record, wire, store, words, told }) {
        Object.assign(this, { place, scroll, record, wire, store, words, told });
        place.addEventListener('click', (event) => this.#click(event));
        place.addEventListener('keydown', (event) => this.#key(event));
        place.addEventListener('change', (event) => this.#change(event));
        place.addEventListener('toggle', (event) => this.#toggle(event), true);
        document.addEventListener('pointerdown', (event) => this.#closeMenus(event.target.closest('.turn__more')));
    }

    /** Show what changed. */
    show({ turns, order, speakers }, unsentEdits) {
        const wasAtEnd = this.isAtEnd;
        const changed = speakers ? [...this.record.turns.keys()] : [...turns];
        changed.forEach((number) => this.#draw(this.record.turns.get(number)));
        this.mark(unsentEdits);
        if (order || turns.size) {
            const focused = document.activeElement;
            this.record.inOrder.forEach((turn, at) => {
                const row = this.#rows.get(turn.number);
                if (this.place.children[at] !== row) this.place.insertBefore(row, this.place.children[at] ?? null);
            });
            // A row that is moved loses the focus; whoever types in it must not notice.
            if (document.activeElement !== focused && this.place.contains(focused)) focused.focus({ preventScroll: true });
        }
        if (wasAtEnd) this.toEnd();
    }

    /** Open again what was being edited when the browser was closed. */
    recall() {
        for (const name of this.store.names(DRAFT)) {
            const turn = this.record.turns.get(Number(name.slice(DRAFT.length)));
            if (turn) this.edit(turn.number, this.store.get(name));
        }
    }

    /** Mark the turns with changes that are not confirmed. */
    mark(unsentEdits) {
        this.#rows.forEach((row, number) => put(row, 'unsent', unsentEdits.has(number) ? this.words.unsent : ''));
    }

    /** Offer to link turns to the question that is being answered. */
    offer(question) {
        for (const [number, row] of this.#rows) this.#drawLink(row, this.record.turns.get(number), question);
    }

    get isAtEnd() {
        return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < NEAR_THE_END;
    }

    toEnd() {
        this.scroll.scrollTop = this.scroll.scrollHeight;
    }

    toLast() {
        this.place.lastElementChild?.focus();
    }

    /** Edit a turn; with `draft` (text, pictures, version, theirs) go on from there. What is being typed in a turn
        stays: then there is no place for a draft, and false says so. */
    edit(number, draft = null) {
        const turn = this.record.turns.get(number);
        if (!turn) return false;
        const open = this.#editors.get(number);
        if (open) {
            if (!draft) open.focus();
            return !draft;
        }
        const editor = new Editor({ ...turn, ...this.told.ahead(number) }, draft, {
            wire: this.wire,
            words: this.words,
            keep: (kept) => this.store.set(DRAFT + number, kept),
            save: (fields) => {
                this.told.ask('edit', { turn: number, ...fields });
                this.#closed(number);
            },
            cancel: () => this.#closed(number),
        });
        this.#editors.set(number, editor);
        const row = this.#rows.get(number);
        row.classList.add('turn--editing');
        row.append(editor.form);
        editor.focus();
        return true;
    }

    /** A change has given its turn a version: what was begun while it was on its way is of that version. */
    versioned({ key, fields }, version) {
        const editor = this.#editors.get(fields.turn);
        if (editor?.after === key) editor.version = version;
        const draft = this.store.get(DRAFT + fields.turn);
        if (draft?.after === key) this.store.set(DRAFT + fields.turn, { ...draft, version });
    }

    #closed(number) {
        this.#editors.get(number)?.close();
        this.#editors.delete(number);
        this.store.remove(DRAFT + number);
        const row = this.#rows.get(number);
        row.classList.remove('turn--editing');
        row.focus({ preventScroll: true });
    }

    #draw(turn) {
        let row = this.#rows.get(turn.number);
        if (!row) {
            row = copyOf('turn');
            row.id = `t${turn.number}`;
            row.dataset.turn = turn.number;
            this.#rows.set(turn.number, row);
        }
        const speaker = this.record.speaker(turn.speaker);
        row.classList.toggle('turn--withdrawn', turn.withdrawn);
        row.classList.toggle('turn--asks', turn.part === 'asks');
        slot(row, 'speaker').textContent = speaker?.name ?? '';
        slot(row, 'time').textContent = turn.time;
        paragraphs(slot(row, 'words'), turn.text);
        shownPictures(slot(row, 'pictures'), turn.pictures);
        put(row, 'correction', turn.correction && filled(this.words.correction, turn.correction));
        put(row, 'withdrawn', turn.withdrawn ? this.words.withdrawn : '');
        put(row, 'badge', turn.question ? filled(this.words[turn.part], turn.question) : '');
        put(row, 'unlink', turn.question ? this.words.unlink : '');
        slot(row, 'withdraw').textContent = turn.withdrawn ? this.words.restore : this.words.withdraw;
        slot(row, 'history').href = turn.history;
        slot(row, 'second').value = written(turn.second);
        slot(row, 'attribute').replaceChildren(...this.record.speakers.map((each) => new Option(each.name, each.number, false, each.number === turn.speaker)));
        this.#drawLink(row, turn, this.told.question());
    }

    #drawLink(row, turn, question) {
        const offered = question !== null && !turn.withdrawn && !(turn.part === 'answers' && turn.question === question);
        put(row, 'answer', offered ? filled(this.words.answers, question) : '');
    }

    #click(event) {
        const button = event.target.closest('[data-do]');
        const row = event.target.closest('[data-turn]');
        if (!button || !row || button.closest('.editor')) return;
        this.#do(button.dataset.do, row);
        button.closest('details')?.removeAttribute('open');
    }

    #key(event) {
        if (!event.target.matches('[data-turn]')) return;
        const does = onTurn(event);
        if (!does) return;
        event.preventDefault();
        this.#do(does, event.target);
    }

    #change(event) {
        const turn = this.record.turns.get(Number(event.target.closest('[data-turn]').dataset.turn));
        if (event.target.matches('[data-slot="attribute"]')) {
            this.told.ask('attribute', { turn: turn.number, version: turn.version, after: this.told.ahead(turn.number).after, speaker: Number(event.target.value) });
        } else if (event.target.matches('[data-slot="second"]')) {
            const second = secondsOf(event.target.value);
            if (second === undefined) event.target.value = written(turn.second);
            else if (second !== turn.second) this.told.ask('set_time', { turn: turn.number, second });
        }
    }

    #toggle(event) {
        const menu = event.target.closest('.turn__more');
        if (!menu?.open) return;
        this.#closeMenus(menu);
        menu.querySelector('.turn__menu').scrollIntoView({ block: 'nearest' });
    }

    #closeMenus(except) {
        this.place.querySelectorAll('.turn__more[open]').forEach((menu) => {
            if (menu !== except) menu.open = false;
        });
    }

    async #do(does, row) {
        const turn = this.record.turns.get(Number(row.dataset.turn));
        const ask = (act, fields = {}) => this.told.ask(act, { turn: turn.number, ...fields });
        switch (does) {
        case 'edit': this.edit(turn.number); break;
        case 'withdraw': ask(turn.withdrawn ? 'restore' : 'withdraw'); break;
        case 'up': case 'down': {
            const after = this.record.afterMoving(turn.number, does === 'up' ? -1 : 1);
            if (after !== undefined) ask('move', { after });
            break;
        }
        case 'answer': if (this.told.question() !== null) ask('link', { answers: this.told.question() }); break;
        case 'unlink': ask('link'); break;
        case 'correct': {
            const note = await this.told.note();
            if (note) ask('correct', { note });
            row.focus();
            break;
        }
        case 'history': slot(row, 'history').click(); break;
        case 'previous': (row.previousElementSibling ?? row).focus(); break;
        case 'next': if (row.nextElementSibling) row.nextElementSibling.focus(); else this.told.toField(); break;
        case 'field': this.told.toField(); break;
        }
    }
}
