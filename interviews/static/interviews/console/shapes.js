/* Copies of the page's templates. Words only ever go in as text, so nothing typed can become markup. */

export function copyOf(name) {
    return document.getElementById(`shape-${name}`).content.firstElementChild.cloneNode(true);
}

export function slot(element, name) {
    return element.querySelector(`[data-slot="${name}"]`);
}

/** Put words into a slot; without words it is hidden. */
export function put(element, name, words) {
    const place = slot(element, name);
    place.textContent = words;
    place.hidden = !words;
}

export function paragraphs(place, text) {
    place.replaceChildren(...text.split('\n').filter(Boolean).map((words) => {
        const paragraph = copyOf('words');
        paragraph.textContent = words;
        return paragraph;
    }));
}

export function shownPictures(place, pictures) {
    place.replaceChildren(...pictures.map((picture) => {
        const shown = copyOf('shown-picture');
        Object.assign(slot(shown, 'image'), { src: picture.url, alt: picture.alt, width: picture.width, height: picture.height });
        slot(shown, 'alt').textContent = picture.alt;
        return shown;
    }));
}

/** Words of the catalogue, with what stands for %s. */
export function filled(words, value) {
    return words.replace('%s', value);
}
