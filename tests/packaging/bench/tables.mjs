/** Tables of the figures, each beside what it is compared with. */

/** A check in every host; ratios to the first row. */
export function checks(hosts) {
  const names = [...new Set(Object.values(hosts).flatMap(Object.keys))];
  const rows = names.map((name) => [
    name,
    ...Object.values(hosts).flatMap((times) => {
      const [first] = Object.values(times);
      return name in times ? [times[name].toFixed(2), ratio(times[name], first)] : ['', ''];
    }),
  ]);
  return table(['', ...Object.keys(hosts).flatMap((host) => [`${host}, µs`, 'x'])], rows);
}

/** Strength by length in every host; ratios to the first contender, whose budget is one length's. */
export function strengths(hosts, sizes, { size: judged, milliseconds }, slowest) {
  const names = [...new Set(Object.values(hosts).flatMap(([shortest]) => Object.keys(shortest)))];
  const rows = sizes.map((size, index) => {
    const times = Object.values(hosts).map((lengths) => lengths[index]);
    const worst = Math.max(...times.map((time) => time[names[0]] / 1000));
    return [
      String(size),
      ...times.flatMap((time) =>
        names.map((name) => {
          if (!(name in time)) return `over ${slowest / 1000} s`;
          const told = (time[name] / 1000).toFixed(3);
          return name === names[0] ? told : `${told} (${ratio(time[name], time[names[0]])})`;
        }),
      ),
      size === judged ? `${milliseconds} ms: ${worst <= milliseconds ? 'met' : 'MISSED'}` : '',
    ];
  });
  const heads = Object.keys(hosts).flatMap((host) => names.map((name) => `${host}, ${name}`));
  return table(['characters', ...heads, 'budget'], rows);
}

/** Bytes; ratios to the first row. */
export function sizes(rows) {
  const sum = (list) => list.reduce((all, bytes) => all + bytes, 0);
  const first = sum(rows[0].brotli);
  return table(
    ['', 'script', 'wasm', 'script, brotli', 'wasm, brotli', 'together', 'x'],
    rows.map(({ name, plain, brotli }) => {
      const cells = [plain[0], plain[1], brotli[0], brotli[1], sum(brotli)];
      return [name, ...cells.map((bytes) => bytes ?? ''), ratio(sum(brotli), first)].map(String);
    }),
  );
}

/** Rows of a table that `cargo xtask bench` joins with those of other programs. */
export function rows(table, columns, where = '') {
  const [first] = columns;
  const row = (name) => [
    'row',
    table,
    name + where,
    ...columns.map((times) => times[name].toFixed(3)),
  ];
  return Object.keys(first)
    .map((name) => row(name).join('\t'))
    .join('\n');
}

function ratio(figure, beside) {
  const quotient = figure / beside;
  return quotient.toFixed(quotient < 10 ? 2 : 0);
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), `${'|---'.repeat(head.length)}|`, ...rows.map(line)].join('\n');
}
