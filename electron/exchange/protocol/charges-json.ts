/** Charges of one order as Kite itemises them, in unrounded rupees. */
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
