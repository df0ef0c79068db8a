import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { messageOf } from '#shared/domain/result';
import { usage } from './failure';

export interface Streams {
  readonly out: (text: string) => void;
  /** Progress and notes: never data. */
  readonly say: (text: string) => void;
}

const TELL_EVERY_MS = 500;

/** Tells how far something has come, now and then. */
export function teller({ say }: Streams): (words: () => string) => void {
  let toldAt = performance.now();
  return (words) => {
    if (performance.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = performance.now();
    say(words());
  };
}

export interface Command {
  readonly summary: string;
  readonly help: string;
  readonly run: (args: readonly string[], streams: Streams, signal: AbortSignal) => Promise<void>;
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

/** Reads options strictly; throws a usage Failure. Words that are no options are taken only where a command has a use for them. */
export function parse<const T extends Options>(args: readonly string[], options: T, allowPositionals = false) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals });
  } catch (error) {
    throw usage(messageOf(error));
  }
}

export function missing(option: string): never {
  throw usage(`${option} is missing`);
}
