/* Counts the bytes of UTF-8 in an input while somebody types, beside the platform's limit. */

const encoder = new TextEncoder();

class ByteCount extends window.StimulusModule.Controller {
    static values = { limit: Number, text: String };

    connect() {
        this.counter = document.createElement('p');
        this.counter.className = 'byte-count';
        this.counter.setAttribute('aria-live', 'polite');
        this.element.after(this.counter);
        this.show();
    }

    disconnect() {
        this.counter.remove();
    }

    show() {
        const used = encoder.encode(this.element.value.trim()).length;
        this.counter.textContent = this.textValue
            .replace('{used}', used)
            .replace('{limit}', this.limitValue);
        this.counter.classList.toggle('byte-count--over', used > this.limitValue);
    }
}

window.wagtail.app.register('byte-count', ByteCount);
