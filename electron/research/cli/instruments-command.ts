import { readDump } from '#electron/adapters/kite/dump';
import type { Catalogue } from '#shared/domain/catalogue';
import { createInstrumentSearch } from '#shared/domain/instrument-search';
import type { Instrument } from '#shared/domain/instrument';
import { messageOf } from '#shared/domain/result';
import { SourceError } from '../sources/source-error';
import { readBytes } from '../sources/table';
import { parse, type Command, type Streams } from './command';
import { KITE_HELP, KITE_OPTIONS, openKiteData, type KiteChoice } from './kite-options';

const OPTIONS = {
  ...KITE_OPTIONS,
  file: { type: 'string' },
  find: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const NEWLINE = 10;

export const instruments: Command = {
  summary: 'what is listed, and how to call it',
  help: `Usage: kitedesk instruments [--file DUMP] [--find TEXT] [--json]

Finds instruments in the day's dump as the desk's own search does: "nifty 26000ce", "NIFTY 25 NOV 26000 CE", "RELIANCE", "bank".
Without --find it says what the dump holds.

  --file DUMP         Kite's dump of instruments, plain or gzip; without it the day's is asked of Kite
  --find TEXT         what to look for
${KITE_HELP}
  --json              one JSON document; prices in rupees
  -h, --help          this text

Example:
  kitedesk instruments --file kite-instruments-2026-08-18.csv.gz --find "nifty 24500 ce"`,
  async run(args, streams) {
    const { values } = parse(args, OPTIONS);
    const catalogue = values.file === undefined ? await ofKite(values, streams) : ofDump(values.file, streams);
    const { find } = values;
    if (find === undefined) return tellSummary(catalogue, values.json === true, streams);
    const found = createInstrumentSearch(catalogue, () => null).find(find);
    streams.out(
      values.json
        ? `${JSON.stringify({ command: 'instruments', find, found: found.map(documentOf) }, null, 2)}\n`
        : found.map(lineOf).join(''),
    );
    if (found.length === 0) streams.say(`Nothing listed is called "${find}"`);
  },
};

async function ofKite(choice: KiteChoice, streams: Streams): Promise<Catalogue> {
  return (await openKiteData(choice, streams)).catalogue;
}

function ofDump(path: string, { say }: Streams): Catalogue {
  try {
    const { catalogue, faults } = readDump(withLineEnd(readBytes(path)));
    for (const fault of faults) say(fault);
    return catalogue;
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError(path, [messageOf(error)]);
  }
}

/** A file that a person saved may end without one. */
function withLineEnd(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === NEWLINE ? bytes : Buffer.concat([bytes, Uint8Array.of(NEWLINE)]);
}

function documentOf(instrument: Instrument) {
  const { tickSize, ...rest } = instrument;
  const strike = instrument.kind === 'option' ? { strike: instrument.strike / 100 } : {};
  return { ...rest, ...strike, tickSize: tickSize / 100 };
}

function lineOf({ id, token, kind, lotSize, tickSize }: Instrument): string {
  return `${id.padEnd(32)}${kind.padEnd(8)}${`lot ${lotSize}`.padStart(10)}${`tick ${(tickSize / 100).toFixed(2)}`.padStart(12)}${String(token).padStart(12)}\n`;
}

function tellSummary(catalogue: Catalogue, asJson: boolean, { out }: Streams): void {
  const counts: Record<string, number> = {};
  for (const { exchange, kind } of catalogue.all()) {
    const name = `${exchange} ${kind}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  out(
    asJson
      ? `${JSON.stringify({ command: 'instruments', listed: catalogue.size, counts }, null, 2)}\n`
      : `${catalogue.size} instruments\n${Object.entries(counts)
          .map(([name, count]) => `  ${name.padEnd(12)}${String(count).padStart(8)}\n`)
          .join('')}`,
  );
}
