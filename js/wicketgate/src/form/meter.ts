/** The strength meter: a `<meter>`, and a sentence that says what it shows and what would help. */

import type { Strength } from '../generated/types.js';
import type { Words } from './words.js';

/** Shows how hard a password is to guess. */
export class Meter {
  readonly #meter: HTMLMeterElement;
  readonly #hint = document.createElement('p');
  readonly #own: boolean;

  /** Takes the page's own `<meter data-wicketgate-strength>`, or puts one before an element. */
  constructor(host: Element, before: Element, words: Words) {
    const given = host.querySelector<HTMLMeterElement>('meter[data-wicketgate-strength]');
    this.#own = given === null;
    this.#meter = given ?? document.createElement('meter');
    if (this.#own) {
      this.#meter.dataset.wicketgateStrength = '';
      before.before(this.#meter);
    }
    Object.assign(this.#meter, { min: 0, max: 4, low: 2, high: 3, optimum: 4 });
    if (!this.#meter.labels?.length) this.#meter.setAttribute('aria-label', words.strength);
    this.#hint.dataset.wicketgateHint = '';
    this.#meter.after(this.#hint);
    this.show(undefined, words);
  }

  /** Shows a strength, or that there is none yet; answers what it says of it. */
  show(strength: Strength | undefined, words: Words): string {
    const said = strength ? words.meter(strength) : '';
    this.#meter.value = strength?.score ?? 0;
    this.#meter.textContent = said;
    this.#meter.dataset.score = strength ? String(strength.score) : '';
    if (this.#hint.textContent !== said) this.#hint.textContent = said;
    return said;
  }

  /** Takes away what was added. */
  remove(): void {
    this.#hint.remove();
    if (this.#own) this.#meter.remove();
  }
}
