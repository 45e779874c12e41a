/* The field in which turns are typed, with who is speaking and which question is being answered. What stands in it is
   kept, letter by letter, until it has gone into the outbox. */

import { inField, writes } from './keys.js';
import { copyOf, filled, slot } from './shapes.js';
import { Tray } from './tray.js';

const DRAFT = 'draft';

export class Composer {
    #speakers = [];
    #before = null;
    question = null;

    /** `told` has: say(fields), toTurns(). */
    constructor(root, { wire, store, words, told }) {
        Object.assign(this, { root, store, words, told });
        this.field = root.querySelector('[data-field]');
        this.buttons = root.querySelector('[data-speakers]');
        this.tray = new Tray(root.querySelector('[data-tray]'), wire, words, () => this.#keep());
        this.tray.watch(this.field, root);
        this.#listen();
        this.#recall();
    }

    get chosen() {
        const button = this.buttons.querySelector('input:checked');
        return button ? Number(button.value) : null;
    }

    set speakers(speakers) {
        const chosen = this.chosen ?? this.#recalled;
        this.#speakers = speakers;
        this.buttons.replaceChildren(...speakers.map((speaker) => {
            const button = copyOf('speaker');
            Object.assign(button.querySelector('input'), { value: speaker.number, checked: speaker.number === chosen });
            slot(button, 'key').textContent = speaker.shortcut;
            slot(button, 'name').textContent = speaker.name;
            button.title = [speaker.role_label, speaker.post].filter(Boolean).join(' ');
            return button;
        }));
    }

    choose(number) {
        const button = this.buttons.querySelector(`input[value="${number}"]`);
        if (button) button.checked = true;
        this.#why('');
        this.#keep();
    }

    /** Say which question the next turns may answer; null for none. */
    ask(question) {
        this.question = question;
        this.root.querySelector('[data-asked]').hidden = question === null;
        this.root.querySelector('[data-send-answer]').hidden = question === null;
        if (question !== null) this.root.querySelector('[data-asked-words]').textContent = filled(this.words.answerTo, question);
        this.#keep();
    }

    /** Put back what was not taken; what is in the field already stays before it. */
    takeBack(fields) {
        this.field.value = [this.field.value, fields.text].filter(Boolean).join('\n');
        this.tray.show([...this.tray.pictures, ...(fields.pictures ?? [])]);
        this.choose(fields.speaker);
        this.field.focus();
    }

    #submit(answering) {
        const text = this.field.value;
        if (!text.trim() && this.tray.isEmpty) return;
        if (this.chosen === null) {
            this.#why(this.words.chooseSpeaker);
            return;
        }
        if (this.tray.trouble) {
            this.#why(this.tray.trouble);
            return;
        }
        const answers = answering && this.question !== null ? { answers: this.question } : {};
        const pictures = this.tray.pictures;
        // In the outbox first: whatever happens now, the words are kept somewhere.
        this.told.say({ speaker: this.chosen, text, ...(pictures.length && { pictures }), ...answers });
        this.field.value = '';
        this.tray.show([]);
        this.#why('');
        this.#keep();
        this.field.focus();
    }

    #listen() {
        this.root.addEventListener('submit', (event) => {
            event.preventDefault();
            this.#submit(false);
        });
        this.root.querySelector('[data-send-answer]').addEventListener('click', () => this.#submit(true));
        this.root.querySelector('[data-asked-off]').addEventListener('click', () => this.ask(null));
        this.buttons.addEventListener('change', () => this.#keep());
        // By keys one may still look round among the speakers; a finger wants to type next.
        this.buttons.addEventListener('pointerup', () => setTimeout(() => this.field.focus()));
        this.field.addEventListener('input', () => {
            this.#before = null;
            this.#keep();
        });
        this.field.addEventListener('keydown', (event) => this.#key(event));
        document.addEventListener('keydown', (event) => this.#keyBesides(event));
        const file = this.root.querySelector('[data-file-field]');
        this.root.querySelector('[data-file]').hidden = false;
        file.addEventListener('change', () => {
            this.tray.take(file.files);
            file.value = '';
        });
    }

    /** After a click beside everything nobody should type into nothing. */
    #keyBesides(event) {
        if (event.target !== document.body || !writes(event)) return;
        this.field.focus();
        if (document.activeElement === this.field) this.#key(event);
    }

    #key(event) {
        const isEmpty = this.field.value === '';
        const asked = inField(event, { isEmpty, shortcuts: this.#speakers.map((each) => each.shortcut).filter(Boolean) });
        if (!asked) return;
        if (asked.does === 'choose') {
            const speaker = this.#speakers.find((each) => each.shortcut === asked.key);
            if (asked.plain && this.#before?.key === asked.key) {
                // Pressed twice, it was meant as the first letter: it is typed, and who spoke before speaks.
                this.choose(this.#before.number);
                this.#before = null;
                return;
            }
            this.#before = { key: asked.key, number: this.chosen };
            this.choose(speaker.number);
        } else if (asked.does === 'turns') {
            this.told.toTurns();
        } else {
            this.#submit(asked.does === 'answer');
        }
        event.preventDefault();
    }

    #why(words) {
        this.root.querySelector('[data-why]').textContent = words;
    }

    #keep() {
        const draft = { text: this.field.value, pictures: this.tray.pictures, speaker: this.chosen ?? this.#recalled, question: this.question };
        this.store.set(DRAFT, draft);
    }

    #recalled = null;

    #recall() {
        const draft = this.store.get(DRAFT);
        this.#recalled = draft?.speaker ?? null;
        if (!draft) return;
        // What the page came with is what a plain form was refused.
        if (!this.field.value) this.field.value = draft.text;
        this.tray.show(draft.pictures ?? []);
        this.ask(draft.question ?? null);
    }
}
