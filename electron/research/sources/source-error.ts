const MOST_SHOWN = 20;

/** A file that cannot be used, with what is wrong in which line, for the person who has to mend it. */
export class SourceError extends Error {
  constructor(file: string, faults: readonly string[]) {
    const more = faults.length - MOST_SHOWN;
    const shown = [...faults.slice(0, MOST_SHOWN), ...(more > 0 ? [`and ${more} more`] : [])];
    super(`${file}: ${shown.join('\n  ')}`);
    this.name = 'SourceError';
  }
}

/** Said where nobody chose among the instruments of a file; nothing where there is one. */
export function firstOf(names: readonly string[]): readonly string[] {
  const [first, ...others] = names;
  return others.length === 0
    ? []
    : [`of ${names.join(', ')} the first, ${first}, is played; the symbol chooses another`];
}
