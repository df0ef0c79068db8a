import type { BarInterval } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import type { IstDate } from '#shared/domain/time';
import type { DeskView, UnderlyingView } from '#shared/ipc/views';
import { useDeskValue } from './desk';
import { useUi, type UiState } from './ui';

export interface ChainSelection {
  readonly underlying: UnderlyingView;
  readonly expiry: IstDate;
}

/** The chain to show: what was chosen if the day has it, else the first underlying's nearest expiry. Null before instruments came. */
export function chainSelection(
  view: Pick<DeskView, 'underlyings'>,
  ui: Pick<UiState, 'underlying' | 'expiry'>,
): ChainSelection | null {
  const underlying = view.underlyings.find(({ name }) => name === ui.underlying) ?? view.underlyings[0];
  if (!underlying) return null;
  const expiry = underlying.expiries.find((each) => each === ui.expiry) ?? underlying.expiries[0];
  return expiry === undefined ? null : { underlying, expiry };
}

export function useChainSelection(): ChainSelection | null {
  const underlying = useUi((ui) => ui.underlying);
  const expiry = useUi((ui) => ui.expiry);
  return useDeskValue((desk) => chainSelection(desk.desk.desk, { underlying, expiry }));
}

/** What the chart shows: the chosen instrument, else the chosen underlying's spot. */
export function useChartSelection(): { readonly instrument: InstrumentId | null; readonly interval: BarInterval } {
  const instrument = useUi((ui) => ui.instrument);
  const interval = useUi((ui) => ui.interval);
  const spot = useChainSelection()?.underlying.spot ?? null;
  return { instrument: instrument ?? spot, interval };
}
