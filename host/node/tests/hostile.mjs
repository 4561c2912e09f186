/** Modules that look like an engine and misbehave, assembled byte by byte. */

const INTERFACE = 'wicketgate:policy/engine@1.0.0#';
const LOADED = '{"ok":{"digest":"a","form_digest":"b","policy":7}}';
const BAKED = '{"policies":[{"digest":"a","form_digest":"b","policy":7}]}';
const ANSWER = '{"ok":{"ok":false,"undecided":[],"verdict":"refuse","violated":[]}}';

/** What a long request may set off, as the body of a function of its address and its length. */
export const BODIES = {
  trap: [0x00],
  'endless recursion': [0x20, 0, 0x20, 1, 0x10, 2, 0x1a],
  'too much memory': [0x41, ...signed(2000), 0x40, 0, 0x1a],
  'an answer outside the memory': [0x41, ...signed(24), 0x0f],
  'an answer that is no text': [0x41, ...signed(32), 0x0f],
  'an address outside the memory': [0x41, 0x7c, 0x0f],
};

/** An engine that answers requests up to 200 bytes and does `body` on longer ones. */
export function hostile(body, { imports = false } = {}) {
  const call = [0x20, 1, 0x41, ...signed(200), 0x4b, 0x04, 0x40, ...body, 0x0b, 0x41, 8];
  const functions = [
    ['cabi_realloc', 3, [0x41, ...signed(1024)]],
    [`${INTERFACE}load`, 1, [0x41, 0]],
    [`${INTERFACE}call`, 1, call],
    [`${INTERFACE}describe`, 0, [0x41, 40]],
    [`${INTERFACE}unload`, 2, []],
    ...['load', 'call', 'describe'].map((name) => [`cabi_post_${INTERFACE}${name}`, 2, []]),
  ];
  const types = [
    [[], [I32]],
    [[I32, I32], [I32]],
    [[I32], []],
    [[I32, I32, I32, I32], [I32]],
  ];
  const first = imports ? 1 : 0;
  const exports = functions.map(([name], index) => [...text(name), 0, index + first]);
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(
      1,
      types.map(([takes, gives]) => [0x60, ...vector(takes), ...vector(gives)]),
    ),
    ...(imports ? section(2, [[...text('host'), ...text('clock'), 0, 0]]) : []),
    ...section(
      3,
      functions.map(([, type]) => [type]),
    ),
    ...section(5, [[0, 1]]),
    ...section(7, [[...text('memory'), 2, 0], ...exports]),
    ...section(
      10,
      functions.map(([, , code]) => vector([0, ...code, 0x0b])),
    ),
    ...section(11, [[0, 0x41, 0, 0x0b, ...vector(memory())]]),
  ]);
}

/** Pairs of address and length: `load`, `call`, two answers that are none, `describe`; the texts. */
function memory() {
  const bytes = Buffer.alloc(256);
  const known = [64, LOADED.length, 120, ANSWER.length];
  const pairs = [...known, 0, 0, 65_000, 1000, 250, 2, 190, BAKED.length];
  pairs.forEach((value, index) => {
    bytes.writeUInt32LE(value, index * 4);
  });
  bytes.write(LOADED, 64);
  bytes.write(ANSWER, 120);
  bytes.write(BAKED, 190);
  bytes.set([0xed, 0xa0], 250);
  return [...bytes];
}

function section(id, items) {
  const content = [...unsigned(items.length), ...items.flat()];
  return [id, ...unsigned(content.length), ...content];
}

function vector(bytes) {
  return [...unsigned(bytes.length), ...bytes];
}

function text(string) {
  return vector([...Buffer.from(string)]);
}

function unsigned(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >> 7)];
}

function signed(value) {
  return value < 64 ? [value] : [(value & 127) | 128, ...signed(value >> 7)];
}

const I32 = 0x7f;
