import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { shiftedStrike, type Contract } from '#shared/domain/basket';
import type { InstrumentId, Right, Side } from '#shared/domain/instrument';
import type { Fraction, Qty } from '#shared/domain/units';
import { chainKey, type Tables } from '#shared/ipc/views';
import { contractName } from '../format/contract';
import { ask } from './ask';
import { listingOf } from './contract-market';
import { deskNow } from './desk';
import { chainSelection } from './selection';
import { tell } from './toasts';
import { useUi } from './ui';

/** One option, one side, some lots: what a hand in a hurry sends. */
export interface QuickOrder {
  /** Names the click, so that it is one trade however often it is sent. */
  readonly key: string;
  readonly contract: Contract;
  readonly instrument: InstrumentId;
  readonly lotSize: Qty;
  readonly side: Side;
  readonly lots: number;
}

interface QuickTradeState {
  readonly lots: number;
  /** Stop of each order, a fraction of its entry price; null without. */
  readonly legStop: Fraction | null;
  /** Strikes out of the money that the hotkeys aim at; into it when negative. */
  readonly aim: number;
  /** Sends without asking. It ends when the panel goes out of sight, and never begins switched on. */
  readonly isOneClick: boolean;
  /** The panel is in sight: only then do the hotkeys do something. */
  readonly isSeen: boolean;
  /** Waits for a yes. */
  readonly asked: QuickOrder | null;
}

/** Most that the hotkeys aim away from the money. */
export const FARTHEST_AIM = 5;

export const useQuickTrade = create<QuickTradeState>()(
  persist((): QuickTradeState => ({ lots: 1, legStop: null, aim: 0, isOneClick: false, isSeen: false, asked: null }), {
    name: 'kitedesk.quick-trade',
    version: 1,
    partialize: ({ lots, legStop, aim }) => ({ lots, legStop, aim }),
  }),
);

/** Tells whether the panel is in sight. */
export function seeQuickTrade(isSeen: boolean): void {
  useQuickTrade.setState(isSeen ? { isSeen } : { isSeen, isOneClick: false });
}

/** The option `steps` strikes out of the money in the chain on the screen; null where that ends. */
function aimedContract(desk: Tables, right: Right, steps: number): (Contract & { kind: 'option' }) | null {
  const selection = chainSelection(desk.desk.desk, useUi.getState());
  if (selection === null) return null;
  const { underlying, expiry } = selection;
  const chain = desk.chains[chainKey(underlying.name, expiry)];
  const atm = chain?.atmStrike ?? null;
  if (!chain || atm === null) return null;
  const strike = shiftedStrike(chain.strikes, atm, right === 'CE' ? steps : -steps);
  return strike === null ? null : { kind: 'option', underlying: underlying.name, expiry, strike, right };
}

/** Sends an order, or asks first. */
export function quickTrade(contract: Contract | null, side: Side): Promise<unknown> | undefined {
  const listing = contract && listingOf(deskNow(), contract);
  if (!contract || !listing) {
    tell({ tone: 'warn', title: 'Not sent', detail: 'The chain on the screen has no such strike' });
    return undefined;
  }
  const { lots, isOneClick } = useQuickTrade.getState();
  const order: QuickOrder = { key: crypto.randomUUID(), ...listing, contract, side, lots };
  if (isOneClick) return sendQuickOrder(order);
  useQuickTrade.setState({ asked: order });
  return undefined;
}

/** What the hotkeys do. */
export function quickTradeAimed(right: Right, side: Side): Promise<unknown> | undefined {
  return quickTrade(aimedContract(deskNow(), right, useQuickTrade.getState().aim), side);
}

export async function sendQuickOrder({ key, contract, instrument, side, lots }: QuickOrder): Promise<void> {
  const { legStop } = useQuickTrade.getState();
  const name = contractName(contract);
  const reply = await ask('trade.open', {
    key,
    name,
    legs: [{ instrument, side, lots, limit: null, stop: null, target: null }],
    product: 'intraday',
    exits: { legStop },
  });
  if (reply?.ok === true) tell({ tone: 'good', title: 'Sent', detail: `${side === 'buy' ? 'Buy' : 'Sell'} ${name}` });
}

export function aimQuickTrade(steps: number): void {
  useQuickTrade.setState(({ aim }) => ({ aim: Math.max(-FARTHEST_AIM, Math.min(FARTHEST_AIM, aim + steps)) }));
}
