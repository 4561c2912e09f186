/** A part of the text, with what was found in it marked. */

import type { Found } from './ask.js';
import { tag } from './counts.js';
import { make, part } from './dom.js';

/** The marked text. */
export class View {
  readonly #field = part('marked', HTMLPreElement);
  #selected: HTMLElement | undefined;

  /** `select` hears of a match that is pointed at. */
  constructor(select: (span: number) => void) {
    this.#field.addEventListener('click', ({ target }) => {
      const mark = target instanceof Element ? target.closest('mark') : undefined;
      if (mark?.dataset.span) select(Number(mark.dataset.span));
    });
  }

  /** Shows a part; `slots` says which colour a label has. */
  show(text: string, { part, spans }: Found, slots: ReadonlyMap<string, number>): void {
    this.#selected = undefined;
    const pieces = document.createDocumentFragment();
    let at = part.start;
    for (const [index, span] of spans.entries()) {
      const label = tag(span.label, slots.get(span.label) ?? 0);
      const mark = make('mark', { 'data-slot': label.dataset.slot ?? '', 'data-span': `${index}` });
      mark.append(text.slice(span.start, span.end), label);
      pieces.append(text.slice(at, span.start), mark);
      at = span.end;
    }
    pieces.append(text.slice(at, part.end));
    this.#field.replaceChildren(pieces);
    this.#field.scrollTop = 0;
  }

  /** Shows one match among the others. */
  select(span: number): void {
    delete this.#selected?.dataset.selected;
    const mark = this.#field.querySelector<HTMLElement>(`[data-span="${span}"]`);
    this.#selected = mark ?? undefined;
    if (!mark) return;
    mark.dataset.selected = '';
    this.#field.scrollIntoView({ block: 'nearest' });
    const [inner, outer] = [mark.getBoundingClientRect(), this.#field.getBoundingClientRect()];
    this.#field.scrollTop += inner.top - outer.top - outer.height / 2 + inner.height / 2;
    this.#field.scrollLeft +=
      Math.min(0, inner.left - outer.left) + Math.max(0, inner.right - outer.right);
  }
}
