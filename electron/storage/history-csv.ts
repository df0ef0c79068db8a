import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bar } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import { istStamp, type IstDate } from '#shared/domain/time';
import { diskFault } from './disk-fault';
import { writeDurably } from './durable-file';
import { instrumentFileName } from './file-name';

export interface HistoryExport {
  readonly folder: string;
  readonly instrument: InstrumentId;
  readonly from: IstDate;
  readonly to: IstDate;
  readonly bars: readonly Bar[];
}

/**
 * Writes candles as `{symbol}_{from}_{to}.csv`, in rupees and Indian time, as the Python projects name and fill it. Returns the
 * path; rejects with an Error for the trader when the disk refuses.
 */
export async function exportHistory({ folder, instrument, from, to, bars }: HistoryExport): Promise<string> {
  const path = join(folder, `${instrumentFileName(instrument)}_${from}_${to}.csv`);
  const hasOi = bars.some(({ oi }) => oi !== null);
  const head = `date,open,high,low,close,volume${hasOi ? ',oi' : ''}\n`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeDurably(path, head + bars.map((bar) => lineOf(bar, hasOi)).join(''));
  } catch (error) {
    throw diskFault('export candles', path, error);
  }
  return path;
}

function lineOf({ startAt, open, high, low, close, volume, oi }: Bar, hasOi: boolean): string {
  const prices = [open, high, low, close].map((price) => (price / 100).toFixed(2));
  return `${istStamp(startAt)}+05:30,${prices.join()},${volume}${hasOi ? `,${oi ?? 0}` : ''}\n`;
}
