export interface Run {
  readonly from: number;
  readonly length: number;
}

/** Where `sign` stands without a break. */
export function runsOf(text: string, sign: string): readonly Run[] {
  return [...text.matchAll(new RegExp(`${sign}+`, 'g'))].map(({ index, 0: found }) => ({
    from: index,
    length: found.length,
  }));
}
