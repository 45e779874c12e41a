/* The pictures of a turn that is being written: pasted, dropped or chosen, uploaded at once, described by a person. */

import { copyOf, put, slot } from './shapes.js';

export class Tray {
    #pictures = [];

    constructor(place, wire, words, changed) {
        Object.assign(this, { place, wire, words, changed });
    }

    /** What is there now: image, alt and what is needed to show it; those still on their way are left out. */
    get pictures() {
        return this.#pictures.filter((each) => each.told).map((each) => ({ ...each.told, alt: each.alt.value }));
    }

    get isEmpty() {
        return this.#pictures.length === 0;
    }

    /** Why the turn cannot be sent yet, or nothing. */
    get trouble() {
        if (this.#pictures.some((each) => each.busy)) return this.words.uploading;
        if (this.#pictures.some((each) => !each.told)) return this.words.uploadFailed;
        const blank = this.#pictures.find((each) => !each.alt.value.trim());
        blank?.alt.focus();
        return blank ? this.words.needsAlt : '';
    }

    show(pictures) {
        this.#pictures = [];
        this.place.replaceChildren();
        pictures.forEach((picture) => this.#hang(this.#row(), picture));
    }

    /** Take the images among some files; return whether there were any. */
    take(files) {
        const images = [...files].filter((file) => file.type.startsWith('image/'));
        images.forEach((file) => this.#upload(this.#row(), file));
        return images.length > 0;
    }

    /** Take pictures that are pasted into a field or dropped on a place. */
    watch(field, place) {
        field.addEventListener('paste', (event) => {
            if (this.take(event.clipboardData?.files ?? [])) event.preventDefault();
        });
        place.addEventListener('dragover', (event) => {
            if (!event.dataTransfer?.types.includes('Files')) return;
            event.preventDefault();
            place.classList.add('is-dropping');
        });
        place.addEventListener('dragleave', () => place.classList.remove('is-dropping'));
        place.addEventListener('drop', (event) => {
            place.classList.remove('is-dropping');
            if (this.take(event.dataTransfer?.files ?? [])) event.preventDefault();
        });
    }

    #row() {
        const element = copyOf('picture');
        const picture = { element, alt: slot(element, 'alt'), told: null, busy: false };
        this.#pictures.push(picture);
        this.place.append(element);
        element.querySelector('[data-do="remove"]').addEventListener('click', () => {
            this.#pictures = this.#pictures.filter((other) => other !== picture);
            element.remove();
            this.changed();
        });
        picture.alt.addEventListener('input', () => this.changed());
        return picture;
    }

    #hang(picture, told) {
        picture.told = told;
        picture.alt.value = told.alt;
        slot(picture.element, 'image').src = told.url;
    }

    async #upload(picture, file) {
        const again = picture.element.querySelector('[data-do="again"]');
        picture.busy = true;
        again.hidden = true;
        put(picture.element, 'state', this.words.uploading);
        const alt = picture.alt.value;
        const answer = await this.wire.picture(file);
        picture.busy = false;
        if (answer.kind === 'ok') {
            put(picture.element, 'state', '');
            this.#hang(picture, { ...answer.data, alt: picture.alt.value || alt });
        } else {
            put(picture.element, 'state', answer.message ?? this.words.uploadFailed);
            again.hidden = false;
            again.onclick = () => this.#upload(picture, file);
        }
        this.changed();
    }
}
