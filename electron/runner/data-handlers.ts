import type { Instrument } from '#shared/domain/instrument';
import { instrumentName } from '#shared/domain/instrument-name';
import { err, ok } from '#shared/domain/result';
import type { Handlers } from '#shared/ipc/contract';
import type { InstrumentView } from '#shared/ipc/views';
import type { Surround } from './handlers';

const NO_DESK = { message: 'There are no instruments yet: the desk is being opened, or waits for a login' };

/** Answers what is asked of the market's data beside prices. */
export function dataHandlers({ session }: Pick<Surround, 'session'>): Pick<Handlers, 'instruments.search'> {
  return {
    'instruments.search': ({ typed }) => {
      const desk = session();
      return desk ? ok(desk.market.search.find(typed).map(instrumentView)) : err(NO_DESK);
    },
  };
}

function instrumentView(instrument: Instrument): InstrumentView {
  const { id, symbol, exchange, kind, lotSize } = instrument;
  const expiry = 'expiry' in instrument ? instrument.expiry : null;
  return { id, symbol, name: instrumentName(instrument), exchange, kind, lotSize, expiry };
}
