/** What a screen reader hears: one polite sentence when typing pauses, and never the same one twice. */

/** The one live region of an element. */
export class Announcer {
  readonly #region: HTMLElement;
  #due = 0;
  #next: (() => string) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Puts the region into the page empty, so that its first sentence is a change and is heard. */
  constructor(after: Element) {
    this.#region = document.createElement('p');
    this.#region.dataset.wicketgateProgress = '';
    this.#region.setAttribute('role', 'status');
    after.after(this.#region);
  }

  /** Says a text when nothing else has been asked for during a pause, and makes it only then. */
  later(text: () => string): void {
    this.#next = text;
    this.#due = performance.now() + PAUSE;
    // One timer for many key strokes: setting one costs as much as judging a password.
    this.#timer ??= setTimeout(this.#wake, PAUSE);
  }

  /** Says a text, unless it was the last one said. */
  now(text: string): void {
    this.#next = undefined;
    if (this.#region.textContent !== text) this.#region.textContent = text;
  }

  readonly #wake = (): void => {
    const left = this.#due - performance.now();
    this.#timer = this.#next && left > 0 ? setTimeout(this.#wake, left) : undefined;
    if (this.#next && !this.#timer) this.now(this.#next());
  };

  /** Takes the region away again. */
  remove(): void {
    clearTimeout(this.#timer);
    this.#region.remove();
  }
}

/** Milliseconds without a key stroke: longer than between two, shorter than patience. */
const PAUSE = 600;
