/**
 * The core module in a browser without bindings: texts in, texts out, by the canonical ABI.
 *
 * A text goes in as pointer and length in memory that `cabi_realloc` gives; an answer comes back as the
 * address of such a pair, and `cabi_post_*` frees it. The module imports nothing.
 */

export async function instantiate(source) {
  const { instance } = await WebAssembly.instantiateStreaming(source, {});
  const { memory, cabi_realloc, ...functions } = instance.exports;
  const named = (name) => functions[`wicketgate:policy/engine@1.0.0#${name}`];
  const free = (name) => functions[`cabi_post_wicketgate:policy/engine@1.0.0#${name}`];
  const encoder = new TextEncoder();
  const decoder = new TextDecoder('utf-8', { fatal: true });

  const lower = (text) => {
    // `encode` would replace a lone surrogate: the engine is handed a text that it refuses instead.
    const bytes = encoder.encode(/\p{Surrogate}/u.test(text) ? '"\\ud800"' : text);
    const address = cabi_realloc(0, 0, 1, bytes.length);
    new Uint8Array(memory.buffer, address, bytes.length).set(bytes);
    return [address, bytes.length];
  };
  const lift = (name, ...texts) => {
    const pair = named(name)(...texts.flatMap(lower));
    const view = new DataView(memory.buffer);
    const [address, length] = [view.getUint32(pair, true), view.getUint32(pair + 4, true)];
    const text = decoder.decode(new Uint8Array(memory.buffer, address, length));
    free(name)(pair);
    return text;
  };
  return {
    describe: () => lift('describe'),
    load: (document) => lift('load', document),
    unload: (policy) => named('unload')(policy),
    call: (request) => lift('call', request),
  };
}
