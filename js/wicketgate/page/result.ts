/** The redacted text: to read, to copy and to keep. */

import { part } from './dom.js';

/** The part of the page that shows what is left. */
export class Result {
  readonly #copied = part('copied', HTMLParagraphElement);
  readonly #field = part('result', HTMLPreElement);
  readonly #note = part('result-note', HTMLParagraphElement);
  #name = 'text.txt';
  #text = '';

  constructor() {
    const copy = part('copy', HTMLButtonElement);
    // A page that came over plain HTTP from elsewhere has no clipboard.
    copy.hidden = !navigator.clipboard;
    copy.addEventListener('click', () => {
      navigator.clipboard.writeText(this.#text).then(
        () => this.#say('Copied.'),
        () => this.#say('The browser did not allow it: select the text and copy it.'),
      );
    });
    part('download', HTMLButtonElement).addEventListener('click', () => this.#download());
  }

  /** Shows a text; a long one by its beginning. */
  show(text: string, name: string): void {
    [this.#name, this.#text] = [name, text];
    const isLong = text.length > MOST;
    // A cut after half a character would show neither half.
    const end = isLong && /[\ud800-\udbff]/.test(text[MOST - 1] ?? '') ? MOST - 1 : MOST;
    this.#field.textContent = isLong ? text.slice(0, end) : text;
    this.#note.hidden = !isLong;
    this.#note.textContent = isLong
      ? `The first ${MOST.toLocaleString('en')} of ${text.length.toLocaleString('en')} characters. Copy and Download give all of them.`
      : '';
    this.#say('');
  }

  #say(text: string): void {
    this.#copied.textContent = text;
  }

  #download(): void {
    const url = URL.createObjectURL(new Blob([this.#text], { type: 'text/plain;charset=utf-8' }));
    const link = document.createElement('a');
    [link.href, link.download] = [url, `redacted-${this.#name}`];
    link.click();
    URL.revokeObjectURL(url);
    this.#say('Saved as a file.');
  }
}

/** Units of a result that are shown. */
const MOST = 10_000;
