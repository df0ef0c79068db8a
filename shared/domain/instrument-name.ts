import type { Catalogue } from './catalogue';
import type { Instrument, InstrumentId } from './instrument';
import type { IstDate } from './time';
import { symbolOf } from './words';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** As a trader says it: 'NIFTY 24500 CE 18 Aug', 'NIFTY 25 Aug future'; indices and shares keep their symbol. */
export function instrumentName(instrument: Instrument): string {
  switch (instrument.kind) {
    case 'index':
    case 'equity':
      return instrument.symbol;
    case 'future':
      return `${instrument.underlying} ${dayName(instrument.expiry)} future`;
    case 'option':
      return `${instrument.underlying} ${instrument.strike / 100} ${instrument.right} ${dayName(instrument.expiry)}`;
  }
}

/** The same of an id, for a sentence; its symbol where the day's instruments do not have it. */
export function nameOf(id: InstrumentId, catalogue: Pick<Catalogue, 'get'>): string {
  const instrument = catalogue.get(id);
  return instrument ? instrumentName(instrument) : symbolOf(id);
}

/** '18 Aug'. */
export function dayName(date: IstDate): string {
  return `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''}`;
}
