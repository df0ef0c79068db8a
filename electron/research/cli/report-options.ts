import { dirname, resolve } from 'node:path';
import { diskFault } from '#electron/storage/disk-fault';
import { writeDurably } from '#electron/storage/durable-file';
import { openVix, type Vix } from '../modelled/vix';
import { csvReport } from '../report/csv-report';
import { htmlReport, type ReportedRun } from '../report/html-report';
import { statSync } from 'node:fs';
import type { Streams } from './command';
import { usage } from './failure';

export const REPORT_OPTIONS = {
  html: { type: 'string' },
  csv: { type: 'string' },
  vix: { type: 'string' },
  seed: { type: 'string' },
} as const;

export const REPORT_HELP = `  --html FILE         a report that opens in any browser, without a network
  --csv FILE          the trades as a table, a row for each leg
  --vix FILE          candles of India VIX by day, or a level such as 14.2: the report tells days apart by it
  --seed N            of the thousand other orders that the trades are put in (usually 1)`;

export interface ReportChoice {
  readonly html?: string | undefined;
  readonly csv?: string | undefined;
  readonly vix?: string | undefined;
  readonly seed?: string | undefined;
}

/** What a report is made with. Checks where reports are to be written, so that nobody waits for one that cannot be kept. */
export async function reportTermsOf(
  choice: ReportChoice,
): Promise<{ readonly vix: Vix | null; readonly seed: number }> {
  for (const path of [choice.html, choice.csv]) {
    if (path !== undefined && !statSync(dirname(resolve(path)), { throwIfNoEntry: false })?.isDirectory())
      throw usage(`${path}: there is no folder ${dirname(resolve(path))}`);
  }
  const seed = Number(choice.seed ?? '1');
  if (!Number.isInteger(seed) || seed < 0) throw usage(`--seed expects a whole number, found "${choice.seed ?? ''}"`);
  return { vix: choice.vix === undefined ? null : await openVix(choice.vix), seed };
}

export async function writeReports(choice: ReportChoice, run: ReportedRun, { say }: Streams): Promise<void> {
  if (choice.html !== undefined) await write(choice.html, htmlReport(run), say);
  if (choice.csv !== undefined) await write(choice.csv, csvReport(run.result.trades), say);
}

async function write(path: string, text: string, say: Streams['say']): Promise<void> {
  try {
    await writeDurably(path, text);
  } catch (error) {
    throw diskFault('write the report', path, error);
  }
  say(`Wrote ${path}`);
}
