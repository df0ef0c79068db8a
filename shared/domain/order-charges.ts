import type { Catalogue } from './catalogue';
import { chargesOnTurnover, exerciseTax, type ChargeSegment } from './charges';
import type { Fill } from './fill';
import type { Instrument, Side } from './instrument';
import type { Order } from './order';
import { istDate, type IstDate } from './time';
import { paise, type Paise } from './units';

/** What one executed order costs in charges, over all its fills; zero until something filled. */
export function orderCharges(order: Order, fills: readonly Fill[], catalogue: Catalogue, date: IstDate): Paise {
  const instrument = catalogue.get(order.instrument);
  const turnover = fills.reduce((sum, fill) => sum + fill.price * fill.qty, 0);
  // What was entered on an earlier day was charged there.
  const isCarried = order.isOutside === true && istDate(order.times.approvedAt) < date;
  if (!instrument || isCarried) return paise(0);
  if (order.isExpiry) return settlementCharges(order.side, chargeSegment(instrument), fills, date);
  return turnoverCharges({ instrument, date, side: order.side, orders: 1 }, paise(turnover));
}

/** At expiry only the holder of a long option that is worth something pays, and only the tax on its exercise. */
export function settlementCharges(side: Side, segment: ChargeSegment, fills: readonly Fill[], date: IstDate): Paise {
  if (segment !== 'index-option' || side !== 'sell') return paise(0);
  return paise(fills.reduce((sum, { price, qty }) => sum + exerciseTax(date, price, qty), 0));
}

/** Whose turnover is charged: `orders` is how many orders executed it, each with a brokerage of its own. */
export interface TurnoverTerms {
  readonly instrument: Instrument;
  readonly date: IstDate;
  readonly side: Side;
  readonly orders: number;
}

/** Charges on a turnover of one instrument and side; none on none. */
export function turnoverCharges({ instrument, date, side, orders }: TurnoverTerms, turnover: Paise): Paise {
  if (turnover === 0) return paise(0);
  const { exchange } = instrument;
  return chargesOnTurnover({ segment: chargeSegment(instrument), exchange, date, side, orders }, turnover).total;
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
