/* What is not confirmed yet, at the end of the record, each with a clear mark; what was refused with the reason. */

import { isStuck } from './outbox.js';
import { copyOf, filled, paragraphs, put, shownPictures, slot } from './shapes.js';

export class Unsent {
    /** `told` has: retry(item), drop(item), takeBack(fields). */
    constructor(place, { record, words, told }) {
        Object.assign(this, { place, record, words, told });
    }

    show(items) {
        // A change of a turn that is only on its way is marked at the turn itself.
        const shown = items.filter((item) => item.why || isStuck(item) || item.act === 'say' || item.act === 'put');
        this.place.replaceChildren(...shown.map((item) => this.#row(item)));
    }

    #row(item) {
        const row = copyOf('unsent');
        const { fields } = item;
        const isTurn = item.act === 'say';
        slot(row, 'what').textContent = isTurn
            ? this.record.speaker(fields.speaker)?.name ?? ''
            : filled(this.words[`act_${item.act}`], fields.turn ?? '');
        slot(row, 'mark').textContent = item.why ? this.words.refused : item.tries ? this.words.unsent : this.words.sending;
        paragraphs(slot(row, 'words'), fields.text ?? fields.note ?? fields.name ?? '');
        shownPictures(slot(row, 'pictures'), fields.pictures ?? []);
        row.classList.toggle('turn--refused', Boolean(item.why));
        put(row, 'why', item.why || (isStuck(item) ? this.words.breaks : ''));
        slot(row, 'buttons').hidden = !item.why && !isStuck(item);
        const button = (name) => row.querySelector(`[data-do="${name}"]`);
        // What the portal broke at is tried again by itself.
        button('retry').hidden = !item.why;
        button('retry').addEventListener('click', () => this.told.retry(item));
        button('drop').addEventListener('click', () => {
            if (window.confirm(this.words.dropTurn)) this.told.drop(item);
        });
        button('take-back').hidden = !isTurn && item.act !== 'edit';
        button('take-back').addEventListener('click', () => {
            if (this.told.takeBack(item)) this.told.drop(item);
        });
        return row;
    }
}
