/** The table of what was found: what, where, how sure, what was done, and why. */

import type { RedactedSpan } from 'wicketgate';
import type { Found } from './ask.js';
import { tag } from './counts.js';
import { make, part } from './dom.js';
import { places } from './parts.js';
import { kindOf, reason, surety } from './words.js';

/** The table; one of its rows is in the order of the tab key, the arrow keys go to the others. */
export class Findings {
  readonly #body = part('findings', HTMLTableSectionElement);
  readonly #select: (span: number) => void;

  /** `select` hears of the row that is chosen. */
  constructor(select: (span: number) => void) {
    this.#select = select;
    this.#body.addEventListener('click', ({ target }) => {
      const row = target instanceof Element ? target.closest('tr') : undefined;
      if (row) this.#select(row.sectionRowIndex);
    });
    this.#body.addEventListener('keydown', (event) => {
      const row = (event.target as Element).closest('tr');
      const to = row && STEPS[event.key]?.(row.sectionRowIndex, this.#body.rows.length);
      if (to === undefined || to === null) return;
      event.preventDefault();
      const near = Math.max(0, Math.min(to, this.#body.rows.length - 1));
      this.#select(near);
      this.#button(near)?.focus();
    });
  }

  /** Shows what was found in a part. */
  show(text: string, { part, spans }: Found, slots: ReadonlyMap<string, number>): void {
    const at = places(text, part, spans);
    const rows = spans.map((span, index) => {
      const place = at[index] ?? '';
      const go = make('button', {
        class: 'link',
        tabindex: index === 0 ? '0' : '-1',
        type: 'button',
      });
      go.setAttribute('aria-label', `${place}, ${span.label} at ${spoken(place)}`);
      go.append(place);
      const label = tag(span.label, slots.get(span.label) ?? 0);
      const cells = [label, go, surety(span), span.action, why(span)];
      return make(
        'tr',
        { role: 'row' },
        ...cells.map((cell) => make('td', { role: 'cell' }, cell)),
      );
    });
    this.#body.replaceChildren(...rows);
  }

  /** Marks the row of a match. */
  mark(span: number, isToBeSeen: boolean): void {
    for (const row of this.#body.querySelectorAll('[aria-current]'))
      row.removeAttribute('aria-current');
    for (const button of this.#body.querySelectorAll('button')) button.tabIndex = -1;
    const row = this.#body.rows[span];
    const button = this.#button(span);
    if (!row || !button) return;
    row.setAttribute('aria-current', 'true');
    button.tabIndex = 0;
    if (isToBeSeen) row.scrollIntoView({ block: 'nearest' });
  }

  #button(row: number): HTMLButtonElement | null | undefined {
    return this.#body.rows[row]?.querySelector('button');
  }
}

/** Where the keys go, from a row of so many. */
const STEPS: Readonly<Record<string, (row: number, count: number) => number>> = {
  ArrowDown: (row) => row + 1,
  ArrowUp: (row) => row - 1,
  End: (_, count) => count - 1,
  Home: () => 0,
};

function spoken(place: string): string {
  return `line ${place.replace(':', ', column ')}`;
}

/** Why something is a match, and what its kind is known by. */
function why(span: RedactedSpan): Node {
  const about = make('span', { class: 'about' }, kindOf(span.label)?.doc ?? '');
  return make('span', {}, `${reason(span)}. `, about);
}
