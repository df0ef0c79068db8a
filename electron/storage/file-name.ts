import type { InstrumentId } from '#shared/domain/instrument';

/** A name for people that every file system takes: 'NIFTY26AUGFUT', and 'BSE-RELIANCE' where the National exchange has the same. */
export function instrumentFileName(id: InstrumentId): string {
  const [exchange = '', symbol = ''] = id.split(/:(.*)/s);
  const name = exchange.startsWith('B') ? `${exchange}-${symbol}` : symbol;
  // eslint-disable-next-line no-control-regex -- control characters are what has to go
  return name.replaceAll(/[<>:"/\\|?*\u0000-\u001F]/g, '_').replace(/^\./, '_');
}
