import { parseArgs } from 'node:util';
import { usage } from './failure';

export interface Streams {
  readonly out: (text: string) => void;
  /** Progress and notes: never data. */
  readonly say: (text: string) => void;
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
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

export function missing(option: string): never {
  throw usage(`${option} is missing`);
}
