import type { Funds, Requirement } from '../orders/account';
import { NO_CHARGES, type ChargesJson } from './charges-json';
import { inRupees } from './order-json';

/** One segment of /user/margins. */
export function segmentJson(funds: Funds) {
  return {
    enabled: true,
    net: inRupees(funds.available),
    available: {
      adhoc_margin: 0,
      cash: inRupees(funds.opening),
      opening_balance: inRupees(funds.opening),
      live_balance: inRupees(funds.available),
      collateral: 0,
      intraday_payin: 0,
    },
    utilised: {
      debits: inRupees(funds.opening - funds.available),
      exposure: inRupees(funds.margin.exposure),
      m2m_realised: inRupees(funds.realised),
      m2m_unrealised: inRupees(funds.unrealised),
      option_premium: inRupees(funds.premium),
      payout: 0,
      span: inRupees(funds.margin.span),
      holding_sales: 0,
      turnover: 0,
      liquid_collateral: 0,
      stock_collateral: 0,
      delivery: 0,
    },
  };
}

export interface MarginLabel {
  readonly type: string;
  readonly tradingsymbol: string;
  readonly exchange: string;
}

const NOTHING: MarginLabel = { type: '', tradingsymbol: '', exchange: '' };

/** A row of /margins/orders, and each part of /margins/basket. */
export function requirementJson(need: Requirement, label = NOTHING, charges: ChargesJson = NO_CHARGES) {
  return {
    ...label,
    span: inRupees(need.margin.span),
    exposure: inRupees(need.margin.exposure),
    option_premium: inRupees(need.premium),
    additional: 0,
    bo: 0,
    cash: 0,
    var: 0,
    pnl: { realised: 0, unrealised: 0 },
    leverage: label === NOTHING ? 0 : 1,
    charges,
    total: inRupees(need.total),
  };
}
