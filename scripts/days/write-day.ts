import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { DayManifest, HistoryRecord, MarketRecord } from '#electron/exchange/market/day-format';

export interface DayFiles {
  readonly manifest: DayManifest;
  readonly market: MarketRecord;
  readonly history: HistoryRecord;
  /** Rows in Kite's own column order, without the header. */
  readonly instruments: readonly string[];
}

const HEADER =
  'instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange';

/** Indices as Kite lists them: no tick, no lot. Tokens are the exchange's fixed ones. */
export const INDEX_ROWS = [
  [256265, 'NIFTY 50'],
  [260105, 'NIFTY BANK'],
  [257801, 'NIFTY FIN SERVICE'],
  [264969, 'INDIA VIX'],
].map(([token, name]) => `${token},${Math.floor(Number(token) / 256)},${name},"${name}",0,,0,0,0,EQ,INDICES,NSE`);

function brotli(value: unknown): Buffer {
  return brotliCompressSync(JSON.stringify(value), { params: { [constants.BROTLI_PARAM_LGWIN]: 22 } });
}

export function writeDay(directory: string, files: DayFiles): void {
  const at = join(directory, files.manifest.id);
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, 'day.json'), `${JSON.stringify(files.manifest, null, 2)}\n`);
  writeFileSync(join(at, 'market.json.br'), brotli(files.market));
  writeFileSync(join(at, 'history.json.br'), brotli(files.history));
  // CRLF and a final line end, as Kite writes it.
  writeFileSync(
    join(at, 'instruments.csv.gz'),
    gzipSync([HEADER, ...files.instruments, ''].join('\r\n'), { level: 9 }),
  );
}
