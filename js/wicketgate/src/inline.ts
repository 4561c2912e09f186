/**
 * `wicketgate/inline`: the base build inside the script, for a bundler that cannot ship a file.
 *
 * A third larger than the file, and not compiled while it arrives. Import it anywhere, once: every other
 * entry point then uses it. It reads form documents; a whole policy still needs the file of the full build.
 */

import base64 from './bytes.js';
import { provide } from './engine.js';

export * from './index.js';

provide('base', () => Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)));
