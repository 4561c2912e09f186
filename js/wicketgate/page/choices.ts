/** The policy: composed of what is chosen, or a document of one's own. */

import { make, options, part, read } from './dom.js';
import { KINDS } from './generated/kinds.js';
import { POLICY } from './samples.js';
import { ACTIONS, CONFIDENCES } from './words.js';

/** What is said of one kind alone: an action, or that it is not looked for. */
export const OFF = 'off';

/** The part of the page that makes a policy. */
export class Choices {
  /** Actions of single kinds, by code; `off` where a kind is not looked for. */
  readonly kinds = new Map<string, string>();
  readonly #action = part('action', HTMLSelectElement);
  readonly #chosen = part('chosen', HTMLFieldSetElement);
  readonly #confidence = part('confidence', HTMLSelectElement);
  readonly #countries = part('countries', HTMLDivElement);
  readonly #countryCount = part('country-count', HTMLSpanElement);
  readonly #document = part('document', HTMLTextAreaElement);
  readonly #lookAlikes = part('look-alikes', HTMLInputElement);
  readonly #own = part('own', HTMLInputElement);
  readonly #changed: () => void;

  /** `changed` hears of every other policy, `fail` of a file that is none. */
  constructor(changed: () => void, fail: (message: string) => void) {
    this.#changed = changed;
    this.#action.append(...options(ACTIONS));
    this.#confidence.append(...options(CONFIDENCES));
    this.#confidence.value = 'likely';
    this.#countries.append(...countries());
    this.#chosen.addEventListener('change', () => this.compose());
    this.#document.addEventListener('input', () => changed());
    for (const [id, checked] of [
      ['all-countries', true],
      ['no-countries', false],
    ] as const) {
      part(id, HTMLButtonElement).addEventListener('click', () => {
        for (const box of this.#boxes()) box.checked = checked;
        this.compose();
      });
    }
    for (const id of ['own', 'chosen-policy']) {
      part(id, HTMLInputElement).addEventListener('change', () => this.#turn());
    }
    part('example', HTMLButtonElement).addEventListener('click', () => this.#take(POLICY));
    const file = part('policy-file', HTMLInputElement);
    file.addEventListener('change', async () => {
      const [given] = file.files ?? [];
      file.value = '';
      if (given)
        await read(given).then(
          (text) => this.#take(text),
          ({ message }) => fail(message),
        );
    });
    this.#turn();
  }

  /** The text of the policy. */
  get document(): string {
    return this.#document.value;
  }

  /** Whether the policy is composed, and kinds can be set one by one. */
  get isComposed(): boolean {
    return !this.#own.checked;
  }

  /** Makes the document of what is chosen. */
  compose(): void {
    const chosen = this.#boxes().filter(({ checked }) => checked);
    this.#countryCount.textContent = `${chosen.length} of ${this.#boxes().length}`;
    const kinds = Object.fromEntries(
      [...this.kinds].map(([code, own]) => [
        code,
        own === OFF ? { enabled: false } : { action: own },
      ]),
    );
    const redaction = {
      ...(this.#action.value !== 'replace' && { action: this.#action.value }),
      ...(this.#confidence.value !== 'likely' && { confidence: this.#confidence.value }),
      ...(chosen.length > 0 && { countries: chosen.map(({ value }) => value) }),
      ...(this.kinds.size > 0 && { kinds }),
      ...(this.#lookAlikes.checked && { look_alikes: true }),
    };
    this.#document.value = `${JSON.stringify({ version: 1, redaction }, null, 2)}\n`;
    this.#changed();
  }

  /** Shows the line that a problem stands in. */
  show(line: number): void {
    const lines = this.document.split('\n');
    const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    part('policy-text', HTMLDetailsElement).open = true;
    this.#document.focus();
    this.#document.setSelectionRange(start, start + (lines[line - 1] ?? '').length);
  }

  #boxes(): HTMLInputElement[] {
    return [...this.#countries.querySelectorAll('input')];
  }

  /** A document of one's own is written; a composed one follows from the choices. */
  #turn(): void {
    this.#chosen.hidden = !this.isComposed;
    this.#document.readOnly = this.isComposed;
    if (this.isComposed) this.compose();
    else {
      part('policy-text', HTMLDetailsElement).open = true;
      this.#changed();
    }
  }

  #take(text: string): void {
    this.#own.checked = true;
    this.#document.value = text;
    this.#turn();
  }
}

/** A box for each country that has kinds of its own. */
function countries(): HTMLElement[] {
  const codes = new Set(KINDS.flatMap(({ country }) => country ?? []));
  const names = new Intl.DisplayNames('en', { type: 'region' });
  const named = [...codes].map((code) => [code, names.of(code.toUpperCase()) ?? code] as const);
  named.sort(([, one], [, other]) => one.localeCompare(other, 'en'));
  return named.map(([code, name]) =>
    make('label', { class: 'box' }, make('input', { type: 'checkbox', value: code }), ` ${name}`),
  );
}
