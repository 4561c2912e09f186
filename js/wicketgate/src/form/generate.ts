/** The button that fills in a password which the policy accepts. */

/** Fills in a generated password wherever the form asks for the new one. */
export class Generate {
  readonly #button: HTMLButtonElement;
  readonly #own: boolean;
  readonly #make: () => void;

  /** Takes the page's own `<button data-wicketgate-generate>`, or puts one before an element. */
  constructor(host: Element, before: Element, label: string, make: () => void) {
    const given = host.querySelector<HTMLButtonElement>('button[data-wicketgate-generate]');
    this.#own = given === null;
    this.#button = given ?? document.createElement('button');
    if (this.#own) {
      this.#button.type = 'button';
      this.#button.textContent = label;
      this.#button.dataset.wicketgateGenerate = '';
      before.before(this.#button);
    }
    this.#make = make;
    this.#button.hidden = false;
    this.#button.addEventListener('click', this.#make);
  }

  /** Takes the button away again. */
  remove(): void {
    this.#button.removeEventListener('click', this.#make);
    if (this.#own) this.#button.remove();
    else this.#button.hidden = true;
  }
}

/** Puts a password into the input and into every other one of its form that asks for a new one. */
export function fill(input: HTMLInputElement, password: string): void {
  const others = [...(input.form?.elements ?? [])].filter(
    (field): field is HTMLInputElement =>
      field instanceof HTMLInputElement && /\bnew-password\b/.test(field.autocomplete),
  );
  for (const field of new Set([input, ...others])) {
    field.value = password;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
