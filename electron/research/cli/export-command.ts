import { mkdir } from 'node:fs/promises';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compactTicks } from '#electron/recording/compact';
import { exportTicks } from '#electron/recording/export';
import { diskFault } from '#electron/storage/disk-fault';
import { SourceError } from '../sources/source-error';
import { missing, parse, type Command } from './command';
import { usage } from './failure';

const FORMATS = ['csv', 'json', 'parquet'] as const;

const OPTIONS = {
  ticks: { type: 'string' },
  out: { type: 'string' },
  format: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export const exporting: Command = {
  summary: "a recorded day's ticks, for other programs",
  help: `Usage: kitedesk export --ticks FILE --out FOLDER [--format csv|json|parquet] [--json]

Writes the ticks that the desk recorded (data/live/yyyy-mm-dd/ticks.kdt): as CSV or JSON a file for each instrument, prices in
rupees and times Indian; as Parquet all of them in ticks.parquet, prices in paise and times UTC.

  --ticks FILE        the recording
  --out FOLDER        where the files go; those of the same names are replaced
  --format NAME       ${FORMATS.join(', ')} (usually csv)
  --json              what was written as one JSON document
  -h, --help          this text

Example:
  kitedesk export --ticks data/live/2026-08-18/ticks.kdt --out exported --format parquet`,
  async run(args, streams) {
    const { values } = parse(args, OPTIONS);
    const ticks = values.ticks ?? missing('--ticks FILE');
    const folder = resolve(values.out ?? missing('--out FOLDER'));
    const format = FORMATS.find((each) => each === (values.format ?? 'csv'));
    if (!format) throw usage(`--format expects one of ${FORMATS.join(', ')}, found "${values.format ?? ''}"`);
    if (!statSync(ticks, { throwIfNoEntry: false })?.isFile()) throw new SourceError(ticks, ['is no file']);
    await mkdir(folder, { recursive: true }).catch((error: unknown) => {
      throw diskFault('make the folder', folder, error);
    });
    const done =
      format === 'parquet'
        ? { files: 1, ...(await compactTicks(ticks, join(folder, 'ticks.parquet'))) }
        : await exportTicks(ticks, folder, format);
    for (const fault of done.faults) streams.say(fault);
    if (done.ticks === 0) throw new SourceError(ticks, ['holds no ticks that can be read']);
    streams.out(
      values.json
        ? `${JSON.stringify({ command: 'export', format, folder, ...done }, null, 2)}\n`
        : `${done.ticks} ticks in ${done.files} ${done.files === 1 ? 'file' : 'files'} in ${folder}\n`,
    );
  },
};
