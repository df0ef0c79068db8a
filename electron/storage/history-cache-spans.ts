import type { Span } from './history-cache-file';

/** The parts of `wanted` that no span covers, ascending. */
export function gapsIn(wanted: Span, covered: readonly Span[]): readonly Span[] {
  const gaps: Span[] = [];
  let from = wanted.from;
  for (const span of covered) {
    if (span.to < from) continue;
    if (span.from > wanted.to) break;
    if (span.from > from) gaps.push({ from, to: span.from - 1 });
    from = span.to + 1;
  }
  return from <= wanted.to ? [...gaps, { from, to: wanted.to }] : gaps;
}

/** The same stretches with another one, ascending and with neighbours joined. */
export function withSpan(covered: readonly Span[], added: Span): readonly Span[] {
  const joined: Span[] = [];
  for (const span of [...covered, added].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && span.from <= last.to + 1)
      joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else joined.push(span);
  }
  return joined;
}
