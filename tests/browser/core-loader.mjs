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
  const lift = (name, ...given) => {
    const pair = named(name)(
      ...given.flatMap((one) => (typeof one === 'string' ? lower(one) : one)),
    );
    const view = new DataView(memory.buffer);
    const [address, length] = [view.getUint32(pair, true), view.getUint32(pair + 4, true)];
    const text = decoder.decode(new Uint8Array(memory.buffer, address, length));
    free(name)(pair);
    return text;
  };
  /** A text, or the answer of an error, which is thrown as such. */
  const output = (name, ...given) => {
    const result = named(name)(...given);
    const view = new DataView(memory.buffer);
    const [address, length] = [view.getUint32(result + 4, true), view.getUint32(result + 8, true)];
    const text = decoder.decode(new Uint8Array(memory.buffer, address, length));
    const failed = view.getUint8(result) !== 0;
    free(name)(result);
    if (!failed) return text;
    const { code, message } = JSON.parse(text).error;
    throw Object.assign(new Error(message), { code });
  };
  return {
    redact: (request, text) => output('redact', ...lower(request), ...lower(text)),
    redactOpen: (request) => lift('redact-open', request),
    redactPush: (stream, text) => output('redact-push', stream, ...lower(text)),
    redactClose: (stream) => lift('redact-close', stream),
    describe: () => lift('describe'),
    load: (document) => lift('load', document),
    unload: (policy) => named('unload')(policy),
    call: (request) => lift('call', request),
  };
}
