/* Speakers: entered on the fly, and corrected in all their turns at once. */

import { copyOf, slot } from './shapes.js';

const FIELDS = ['name', 'post', 'role', 'shortcut'];
const NEW = { name: '', post: '', role: 'guest', shortcut: '' };

export class People {
    /** `told` has: ask(act, fields). */
    constructor(dialog, opener, { record, told }) {
        Object.assign(this, { dialog, record, told });
        opener.hidden = false;
        opener.addEventListener('click', () => {
            this.show();
            dialog.showModal();
        });
    }

    show() {
        this.dialog.querySelector('[data-people]').replaceChildren(...this.record.speakers.map((speaker) => this.#row(speaker)));
        this.dialog.querySelector('[data-new-person]').replaceChildren(this.#row(null));
    }

    #row(speaker) {
        const row = copyOf('person');
        FIELDS.forEach((name) => { slot(row, name).value = (speaker ?? NEW)[name]; });
        row.querySelector('form').addEventListener('submit', (event) => {
            event.preventDefault();
            const said = Object.fromEntries(FIELDS.map((name) => [name, slot(row, name).value.trim()]));
            const changed = speaker
                ? Object.fromEntries(FIELDS.filter((name) => said[name] !== speaker[name]).map((name) => [name, said[name]]))
                : said;
            if (Object.keys(changed).length) this.told.ask('speaker', speaker ? { number: speaker.number, ...changed } : changed);
            if (!speaker) this.dialog.close();
        });
        return row;
    }
}
