/** What a screen reader hears: one polite sentence when typing pauses, and never the same one twice. */

/** The one live region of an element. */
export class Announcer {
  readonly #region: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Puts the region into the page empty, so that its first sentence is a change and is heard. */
  constructor(after: Element) {
    this.#region = document.createElement('p');
    this.#region.dataset.wicketgateProgress = '';
    this.#region.setAttribute('role', 'status');
    after.after(this.#region);
  }

  /** Says a text when nothing else has been asked for during a pause. */
  later(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(text), PAUSE);
  }

  /** Says a text, unless it was the last one said. */
  now(text: string): void {
    clearTimeout(this.#timer);
    if (this.#region.textContent !== text) this.#region.textContent = text;
  }

  /** Takes the region away again. */
  remove(): void {
    clearTimeout(this.#timer);
    this.#region.remove();
  }
}

/** Milliseconds without a key stroke: longer than between two, shorter than patience. */
const PAUSE = 600;
