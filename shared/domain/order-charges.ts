import type { Catalogue } from './catalogue';
import { chargesOnTurnover, type ChargeSegment } from './charges';
import type { Fill } from './fill';
import type { Instrument } from './instrument';
import type { Order } from './order';
import type { IstDate } from './time';
import { paise, type Paise } from './units';

/** What one executed order costs in charges, over all its fills; zero until something filled. */
export function orderCharges(order: Order, fills: readonly Fill[], catalogue: Catalogue, date: IstDate): Paise {
  const instrument = catalogue.get(order.instrument);
  const turnover = fills.reduce((sum, fill) => sum + fill.price * fill.qty, 0);
  if (!instrument || turnover === 0) return paise(0);
  const terms = {
    segment: chargeSegment(instrument),
    exchange: instrument.exchange,
    date,
    side: order.side,
    orders: 1,
  };
  return chargesOnTurnover(terms, paise(turnover)).total;
}

function chargeSegment(instrument: Instrument): ChargeSegment {
  switch (instrument.kind) {
    case 'option':
      return 'index-option';
    case 'future':
      return 'index-future';
    case 'equity':
      return 'equity-intraday';
    case 'index':
      throw new Error(`${instrument.id} is an index: it cannot have been traded`);
  }
}
