/* The form that changes one turn in its place. It remembers which version it began from; if somebody else was
   quicker, it shows theirs beside one's own words, which stay in the field. */

import { inEditor } from './keys.js';
import { copyOf, paragraphs, put, slot } from './shapes.js';
import { Tray } from './tray.js';

export class Editor {
    constructor(turn, draft, { wire, words, keep, save, cancel }) {
        this.form = copyOf('editor');
        this.version = draft?.theirs?.version ?? draft?.version ?? turn.version;
        // The change that was on its way when this was begun: what it makes of the turn is what is changed here.
        this.after = draft ? draft.after : turn.after;
        const field = slot(this.form, 'field');
        const note = slot(this.form, 'note');
        const kept = () => keep({ text: field.value, pictures: this.tray.pictures, note: note.value, version: this.version, after: this.after });
        this.field = field;
        this.tray = new Tray(slot(this.form, 'tray'), wire, words, kept);
        this.tray.watch(field, this.form);
        field.value = draft?.text ?? turn.text;
        note.value = draft?.note ?? '';
        this.tray.show(draft?.pictures ?? turn.pictures);
        if (draft?.theirs) this.#conflict(draft);
        field.rows = Math.min(12, Math.max(3, Math.ceil(field.value.length / 40)));
        if (draft) kept();

        const submit = () => {
            if (this.tray.trouble) {
                slot(this.form, 'why').textContent = this.tray.trouble;
                return;
            }
            save({ version: this.version, after: this.after, text: field.value, pictures: this.tray.pictures, note: note.value });
        };
        this.form.addEventListener('submit', (event) => {
            event.preventDefault();
            submit();
        });
        this.form.addEventListener('input', kept);
        this.form.addEventListener('keydown', (event) => {
            if (event.target.matches('button')) return;
            const does = inEditor(event);
            if (!does) return;
            event.preventDefault();
            event.stopPropagation();
            if (does === 'save') submit(); else cancel();
        });
        this.form.querySelector('[data-do="cancel"]').addEventListener('click', cancel);
        const file = slot(this.form, 'file');
        file.addEventListener('change', () => {
            this.tray.take(file.files);
            file.value = '';
        });
    }

    focus() {
        this.field.focus();
    }

    close() {
        this.form.remove();
    }

    #conflict(draft) {
        slot(this.form, 'conflict').hidden = false;
        put(this.form, 'conflict-words', draft.message ?? '');
        paragraphs(slot(this.form, 'theirs'), draft.theirs.text);
    }
}
