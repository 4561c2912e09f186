/** The text: typed, pasted, dropped or from a file. It stays in the page. */

import type { Format } from './ask.js';
import { part, read } from './dom.js';

/** The part of the page that a text is given in. */
export class Source {
  /** What a file was called. */
  name = 'text.txt';
  readonly #changed: () => void;
  readonly #fail: (message: string) => void;
  readonly #field = part('text', HTMLTextAreaElement);
  readonly #note = part('text-note', HTMLParagraphElement);
  /** The text as it was given, until it is edited: a field changes the ends of lines, and shows a part of a long one. */
  #given: string | undefined;

  /** `changed` hears of every other text, with the format that a file's name tells; `fail` of a file that is none. */
  constructor(changed: (format?: Format) => void, fail: (message: string) => void) {
    [this.#changed, this.#fail] = [changed, fail];
    this.#field.addEventListener('input', () => {
      this.#given = undefined;
      changed();
    });
    this.#field.addEventListener('paste', (event) => {
      const pasted = event.clipboardData?.getData('text/plain') ?? '';
      // A field lays out all that it holds: a page with a long text in one stands still.
      if (pasted.length <= MOST) return;
      event.preventDefault();
      this.take(pasted);
    });
    const file = part('file', HTMLInputElement);
    file.addEventListener('change', () => {
      const [given] = file.files ?? [];
      if (given) this.#open(given, changed);
      file.value = '';
    });
    const zone = part('source', HTMLElement);
    zone.addEventListener('dragover', (event) => {
      event.preventDefault();
      zone.dataset.over = '';
    });
    zone.addEventListener('dragleave', () => delete zone.dataset.over);
    zone.addEventListener('drop', (event) => {
      delete zone.dataset.over;
      const [given] = event.dataTransfer?.files ?? [];
      const text = event.dataTransfer?.getData('text/plain') ?? '';
      if (!given && text.length <= MOST) return;
      event.preventDefault();
      if (given) this.#open(given, changed);
      else this.take(text);
    });
    part('clear', HTMLButtonElement).addEventListener('click', () => {
      this.take('');
      this.#field.focus();
    });
  }

  /** The whole text. */
  get text(): string {
    return this.#given ?? this.#field.value;
  }

  /** Puts a text in the place of the one that is there. */
  take(text: string, name = 'text.txt'): void {
    this.name = name;
    this.#hold(text);
    this.#changed();
  }

  async #open(file: File, changed: (format?: Format) => void): Promise<void> {
    try {
      this.#hold(await read(file));
      this.name = file.name;
      changed(FORMATS[file.name.split('.').pop()?.toLowerCase() ?? ''] ?? 'auto');
    } catch (error) {
      this.#fail((error as Error).message);
    }
  }

  #hold(text: string): void {
    const isLong = text.length > MOST;
    this.#given = text;
    this.#field.value = isLong ? text.slice(0, SHOWN) : text;
    this.#field.readOnly = isLong;
    this.#note.hidden = !isLong;
    this.#note.textContent = isLong
      ? `${text.length.toLocaleString('en')} characters, of which the first ${SHOWN.toLocaleString('en')} stand here. All of them are redacted; Clear takes another text.`
      : '';
  }
}

const FORMATS: Readonly<Record<string, Format>> = {
  csv: 'csv',
  json: 'json',
  jsonl: 'json',
  log: 'text',
  ndjson: 'json',
  tsv: 'tsv',
  txt: 'text',
};

/** Units of the longest text that a field holds whole. */
const MOST = 100_000;
/** Units of a longer one that it shows. */
const SHOWN = 5_000;
