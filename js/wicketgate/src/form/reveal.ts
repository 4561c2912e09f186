/** The button that shows and hides the password. */

/** Shows and hides one input's password, keeping the caret where it is. */
export class Reveal {
  readonly #button: HTMLButtonElement;
  readonly #input: HTMLInputElement;
  readonly #own: boolean;

  /** Takes the page's own `<button data-wicketgate-reveal>`, or puts one after the input. */
  constructor(input: HTMLInputElement, host: Element, label: string) {
    const given = host.querySelector<HTMLButtonElement>('button[data-wicketgate-reveal]');
    this.#own = given === null;
    this.#button = given ?? create(input, label);
    this.#input = input;
    // SECURITY: a shown password is a text, which a browser might send to its spelling service.
    input.spellcheck = false;
    input.autocapitalize = 'off';
    this.#button.hidden = false;
    this.#button.addEventListener('click', this.#toggle);
    this.hide();
  }

  /** Hides the password: before it is submitted, or a browser might keep it as an ordinary text. */
  hide(): void {
    this.#show(false);
  }

  /** Shows the password, so that whoever did not type it can read it. */
  show(): void {
    this.#show(true);
  }

  /** Follows the input's own state; writes only a change, since who calls this observes writes. */
  sync(): void {
    const { disabled } = this.#input;
    if (this.#button.disabled !== disabled) this.#button.disabled = disabled;
  }

  /** Takes the button away again. */
  remove(): void {
    this.hide();
    this.#button.removeEventListener('click', this.#toggle);
    if (this.#own) this.#button.remove();
    else this.#button.hidden = true;
  }

  readonly #toggle = (): void => this.#show(this.#input.type === 'password');

  #show(shown: boolean): void {
    const input = this.#input;
    this.#button.setAttribute('aria-pressed', String(shown));
    if (shown === (input.type === 'text')) return;
    const { selectionStart, selectionEnd, selectionDirection } = input;
    input.type = shown ? 'text' : 'password';
    input.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? 'none');
  }
}

function create(input: HTMLInputElement, label: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = label;
  button.setAttribute('aria-controls', input.id);
  button.dataset.wicketgateReveal = '';
  (input.closest('label') ?? input).after(button);
  return button;
}
