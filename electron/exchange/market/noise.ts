/** A small seeded generator (mulberry32): the same words give the same numbers, on every machine and at every speed. */
export type Random = () => number;

export function seeded(...words: readonly number[]): Random {
  let state = 0x9e3779b9;
  for (const word of words) {
    state = Math.imul(state ^ (word | 0), 0x85ebca6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35) ^ (state >>> 16);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A random walk of `steps` steps that is forced back to zero at its end; `deviation` is that of one step. */
export function bridge(random: Random, steps: number, deviation: number): Float64Array {
  const walk = new Float64Array(steps + 1);
  // The sum of two uniforms, scaled to deviation 1: near enough to normal over many steps, and no invented spikes.
  const scale = deviation * Math.sqrt(6);
  let at = 0;
  for (let step = 1; step <= steps; step++) {
    at += scale * (random() + random() - 1);
    walk[step] = at;
  }
  for (let step = 0; step <= steps; step++) walk[step] = (walk[step] ?? 0) - (at * step) / steps;
  return walk;
}
