/** `wicketgate/form`: importing it defines `<wicketgate-password>`. */

import { WicketgatePassword } from './form/element.js';

export { type ReportDetail, WicketgatePassword } from './form/element.js';
export type { Words } from './form/words.js';

// A server that renders pages has no custom elements, and a page may import this twice.
if (globalThis.customElements && !customElements.get('wicketgate-password')) {
  customElements.define('wicketgate-password', WicketgatePassword);
}

declare global {
  interface HTMLElementTagNameMap {
    'wicketgate-password': WicketgatePassword;
  }
}
