/* Speakers: entered on the fly, and corrected in all their turns at once. */

import { copyOf, slot } from './shapes.js';

const FIELDS = ['name', 'post', 'role', 'shortcut'];
const NEW = { name: '', post: '', role: 'guest', shortcut: '' };

export class People {
    // The speakers as the rows show them, in the rows' order.
    #shown = [];

    /** `told` has: ask(act, fields). */
    constructor(dialog, opener, { record, told }) {
        Object.assign(this, { dialog, record, told });
        this.place = dialog.querySelector('[data-people]');
        opener.hidden = false;
        opener.addEventListener('click', () => {
            this.#shown = [];
            this.place.replaceChildren();
            this.#fill();
            dialog.querySelector('[data-new-person]').replaceChildren(this.#row(NEW, (said) => {
                this.told.ask('speaker', said);
                dialog.close();
            }));
            dialog.showModal();
        });
    }

    /** Show what is new of the speakers. What somebody is typing stays. */
    show() {
        if (this.dialog.open) this.#fill();
    }

    #fill() {
        this.record.speakers.forEach((speaker, at) => {
            const row = this.place.children[at];
            const shown = this.#shown[at];
            this.#shown[at] = speaker;
            if (row) this.#refresh(row, shown, speaker);
            else this.place.append(this.#row(speaker, (said) => this.#correct(at, said)));
        });
    }

    #refresh(row, shown, speaker) {
        FIELDS.forEach((name) => {
            const field = slot(row, name);
            if (field.value === shown[name]) field.value = speaker[name];
        });
    }

    #correct(at, said) {
        const shown = this.#shown[at];
        const changed = FIELDS.filter((name) => said[name] !== shown[name]).map((name) => [name, said[name]]);
        if (changed.length) this.told.ask('speaker', { number: shown.number, ...Object.fromEntries(changed) });
    }

    #row(person, save) {
        const row = copyOf('person');
        FIELDS.forEach((name) => { slot(row, name).value = person[name]; });
        row.querySelector('form').addEventListener('submit', (event) => {
            event.preventDefault();
            save(Object.fromEntries(FIELDS.map((name) => [name, slot(row, name).value.trim()])));
        });
        return row;
    }
}
