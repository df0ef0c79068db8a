import { readDump } from '#electron/adapters/kite/dump';
import { candlesOf } from '#electron/research/sources/candles';
import { SourceError } from '#electron/research/sources/source-error';
import { textTable } from '#electron/research/sources/table';
import { mutateBytes } from '../mutate';
import { must, type FuzzTarget } from '../target';

const DUMP =
  'instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange\r\n' +
  '256265,1001,NIFTY 50,NIFTY 50,0,,0,0,0,EQ,INDICES,NSE\r\n' +
  '738561,2885,RELIANCE,"RELIANCE, INDUSTRIES",0,,0,0.1,1,EQ,NSE,NSE\r\n' +
  '11545090,45098,NIFTY2681824200CE,"NIFTY",0,2026-08-18,24200,0.05,65,CE,NFO-OPT,NFO\r\n' +
  '13627906,53234,NIFTY26AUGFUT,"NIFTY",0,2026-08-25,0,0.1,65,FUT,NFO-FUT,NFO\r\n';

const CANDLES = [
  'timestamp,open,high,low,close,volume',
  ...Array.from(
    { length: 12 },
    (_, minute) => `2026-08-18 09:${15 + minute}:00,${100 + minute},${101 + minute},99.5,${100.25 + minute},1500`,
  ),
].join('\n');

/** Instrument dumps, and tables of candles as people bring them. */
export function open(): FuzzTarget {
  return {
    once(random) {
      try {
        const { catalogue } = readDump(mutateBytes(random, Buffer.from(DUMP)));
        for (const { id, kind, lotSize, tickSize, token } of catalogue.all()) {
          must(catalogue.get(id) !== undefined, () => `${id} is not found`);
          must(
            (lotSize > 0 || kind === 'index') && tickSize >= 0 && Number.isSafeInteger(token),
            () => `A lot of ${lotSize}, a tick of ${tickSize}`,
          );
        }
      } catch (error) {
        // A dump that breaks off or is none is refused whole, in words.
        if (!(error instanceof Error) || !error.message.includes('dump of instruments')) throw error;
      }
      try {
        candlesOf(textTable('NIFTY.csv', mutateBytes(random, Buffer.from(CANDLES))), 'NIFTY');
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
      }
    },
    close: () => undefined,
  };
}
