import type { Random } from './random';

/** One of the program's inputs. `once` makes an input, hands it to the real parser, and throws when anything but a refusal comes of it. */
export interface FuzzTarget {
  once(random: Random): void | Promise<void>;
  /** How many runs may be under way at once; one where none is said. */
  readonly lanes?: number;
  close(): void | Promise<void>;
  /** What else it measured, for the last line. */
  note?(): string;
}

/** What each file of `targets/` exports. */
export interface TargetFile {
  readonly open: () => FuzzTarget | Promise<FuzzTarget>;
}

/** Throws with the words when a promise of the parser is broken. */
export function must(holds: boolean, promise: () => string): void {
  if (!holds) throw new Error(promise());
}

/** Nothing parsed from outside may reach what all objects inherit from. */
export function mustBeClean(): void {
  must(Object.keys(Object.prototype).length === 0, () => `Object.prototype has ${Object.keys(Object.prototype)}`);
}
