import { chargesOnTurnover, type Charges } from '#shared/domain/charges';
import type { Side } from '#shared/domain/instrument';
import type { IstDate } from '#shared/domain/time';
import { paise } from '#shared/domain/units';
import type { Listing } from '../market/listings';
import { inRupees } from './order-json';

/** Charges of one order as Kite itemises them, in rupees. */
export interface ChargesJson {
  readonly transaction_tax: number;
  readonly transaction_tax_type: string;
  readonly exchange_turnover_charge: number;
  readonly sebi_turnover_charge: number;
  readonly brokerage: number;
  readonly stamp_duty: number;
  readonly gst: { readonly igst: number; readonly cgst: number; readonly sgst: number; readonly total: number };
  readonly total: number;
}

export const NO_CHARGES: ChargesJson = {
  transaction_tax: 0,
  transaction_tax_type: '',
  exchange_turnover_charge: 0,
  sebi_turnover_charge: 0,
  brokerage: 0,
  stamp_duty: 0,
  gst: { igst: 0, cgst: 0, sgst: 0, total: 0 },
  total: 0,
};

function itemised(charges: Charges): ChargesJson {
  const gst = inRupees(charges.gst);
  return {
    transaction_tax: inRupees(charges.stt),
    transaction_tax_type: 'stt',
    exchange_turnover_charge: inRupees(charges.exchange),
    sebi_turnover_charge: inRupees(charges.sebi),
    brokerage: inRupees(charges.brokerage),
    stamp_duty: inRupees(charges.stamp),
    gst: { igst: gst, cgst: 0, sgst: 0, total: gst },
    total: inRupees(charges.total),
  };
}

/** What one executed order of that turnover (paise × units) costs. Kite's own figures are not rounded to the paisa. */
export function chargesJson(listing: Listing, trade: { side: Side; turnover: number; date: IstDate }): ChargesJson {
  const segment = listing.type === 'FUT' ? 'index-future' : 'index-option';
  const terms = { segment, exchange: 'NFO', date: trade.date, side: trade.side, orders: 1 } as const;
  return itemised(chargesOnTurnover(terms, paise(trade.turnover)));
}

export function sumOfCharges(each: readonly ChargesJson[]): ChargesJson {
  const sum = (part: (charges: ChargesJson) => number) =>
    Math.round(100 * each.reduce((total, charges) => total + part(charges), 0)) / 100;
  const gst = sum((one) => one.gst.total);
  return {
    transaction_tax: sum((one) => one.transaction_tax),
    transaction_tax_type: 'stt',
    exchange_turnover_charge: sum((one) => one.exchange_turnover_charge),
    sebi_turnover_charge: sum((one) => one.sebi_turnover_charge),
    brokerage: sum((one) => one.brokerage),
    stamp_duty: sum((one) => one.stamp_duty),
    gst: { igst: gst, cgst: 0, sgst: 0, total: gst },
    total: sum((one) => one.total),
  };
}
