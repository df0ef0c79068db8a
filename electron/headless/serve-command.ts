import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { EXIT, Failure, usage } from '#electron/research/cli/failure';
import { messageOf } from '#shared/domain/result';
import { DESK_MODES, type DeskMode } from '#shared/ipc/settings';
import { openHeadlessDesk, type HeadlessDesk, type HeadlessTerms } from './headless-desk';

const OPTIONS = {
  mode: { type: 'string', default: 'demo' },
  data: { type: 'string', default: 'kitedesk-data' },
  port: { type: 'string', default: '5000' },
  host: { type: 'string', default: '127.0.0.1' },
  'token-file': { type: 'string' },
  day: { type: 'string' },
  speed: { type: 'string' },
  exchange: { type: 'string' },
} as const;

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

interface Streams {
  readonly out: (text: string) => void;
  readonly say: (text: string) => void;
}

/** Runs until the signal; resolves when everything is saved. */
export async function serve(args: readonly string[], streams: Streams, signal: AbortSignal): Promise<void> {
  const values = parsed(args);
  const terms = termsOf(values, streams);
  if (!LOOPBACK.has(terms.host))
    streams.say(`Warning: the API listens on ${terms.host}, so everybody in that network can try it.`);
  const desk = await opened(terms);
  const { url, tokenFile, waitsFor } = desk;
  const { mode } = terms;
  streams.out(`${JSON.stringify({ kind: 'ready', url, tokenFile, mode, waitsFor, pid: process.pid })}\n`);
  if (!signal.aborted) await new Promise((end) => signal.addEventListener('abort', end, { once: true }));
  streams.say('Closing the desk…');
  await desk.close();
}

/** A folder or a port that somebody else has is told in one sentence, with its own exit code. */
function opened(terms: HeadlessTerms): Promise<HeadlessDesk> {
  return openHeadlessDesk(terms).catch((error: unknown) => {
    throw new Failure(EXIT.unavailable, messageOf(error));
  });
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw usage(messageOf(error));
  }
}

function termsOf(values: ReturnType<typeof parsed>, { say }: Streams): HeadlessTerms {
  const { day } = values;
  if (day !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(day)) throw usage(`--day expects yyyy-mm-dd, found "${day}"`);
  return {
    mode: modeOf(values.mode),
    dataFolder: resolve(values.data),
    host: values.host,
    port: between('--port', values.port, 0, 65_535),
    day: day ?? null,
    speed: values.speed === undefined ? null : between('--speed', values.speed, 1, 60),
    exchangeUrl: values.exchange ?? null,
    tokenFile: values['token-file'] === undefined ? null : resolve(values['token-file']),
    environment: process.env,
    say,
  };
}

function modeOf(text: string): DeskMode {
  const mode = DESK_MODES.find((each) => each === text);
  if (!mode) throw usage(`--mode expects ${DESK_MODES.join(', ')}, found "${text}"`);
  return mode;
}

function between(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < least || value > most)
    throw usage(`${option} expects a whole number from ${least} to ${most}, found "${text}"`);
  return value;
}
