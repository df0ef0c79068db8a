import { beforeEach, describe, expect, it } from 'vitest';
import { instrumentId } from '#shared/domain/instrument';
import { chainSelection, isCharted, shownCharts } from './selection';
import { useUi } from './ui';

const nifty = {
  name: 'NIFTY',
  spot: instrumentId('NSE', 'NIFTY 50'),
  future: null,
  expiries: ['2026-08-18', '2026-08-25'],
};
const bank = { name: 'BANKNIFTY', spot: instrumentId('NSE', 'NIFTY BANK'), future: null, expiries: ['2026-08-25'] };
const day = { underlyings: [nifty, bank] };

describe('chainSelection', () => {
  it('begins with the first underlying and its nearest expiry', () => {
    expect(chainSelection(day, { underlying: null, expiry: null })).toEqual({
      underlying: nifty,
      expiry: '2026-08-18',
    });
  });

  it('keeps what was chosen while the day has it', () => {
    expect(chainSelection(day, { underlying: 'BANKNIFTY', expiry: '2026-08-25' })).toEqual({
      underlying: bank,
      expiry: '2026-08-25',
    });
  });

  it("falls back to the nearest expiry when yesterday's has gone", () => {
    expect(chainSelection(day, { underlying: 'NIFTY', expiry: '2026-08-11' })?.expiry).toBe('2026-08-18');
  });

  it('selects nothing before there are instruments', () => {
    expect(chainSelection({ underlyings: [] }, { underlying: 'NIFTY', expiry: null })).toBeNull();
  });
});

describe('the charts', () => {
  const future = instrumentId('NFO', 'NIFTY26AUGFUT');
  const charted = { underlyings: [{ ...nifty, future }, bank], watchlist: [] };
  const shown = () => shownCharts(charted, useUi.getState()).map(({ instrument }) => instrument);
  beforeEach(() => useUi.setState(useUi.getInitialState()));

  it('begin with something else in each place', () => {
    useUi.getState().setChartGrid('four');
    expect(shown()).toEqual([nifty.spot, bank.spot, future, nifty.spot]);
  });

  it('give what is chosen elsewhere to the active one and leave the others', () => {
    const { setChartGrid, selectChart, selectInstrument, selectInterval } = useUi.getState();
    setChartGrid('two');
    selectChart(1);
    selectInstrument(future);
    selectInterval('5m');
    expect(shownCharts(charted, useUi.getState())).toEqual([
      { instrument: nifty.spot, interval: '1m' },
      { instrument: future, interval: '5m' },
    ]);
    expect(isCharted(useUi.getState(), future)).toBe(true);
  });

  it('never give it to one that is out of sight', () => {
    const { setChartGrid, selectChart, selectInstrument } = useUi.getState();
    setChartGrid('four');
    selectChart(3);
    setChartGrid('one');
    selectInstrument(future);
    expect(shown()).toEqual([future]);
  });

  it('show nothing before there are instruments', () => {
    expect(shownCharts({ underlyings: [], watchlist: [] }, useUi.getState())).toEqual([
      { instrument: null, interval: '1m' },
    ]);
  });

  it('show what there is on a day without options: the index, or the shares that are watched', () => {
    const share = instrumentId('NSE', 'INFY');
    const bare = { underlyings: [{ ...nifty, expiries: [] }], watchlist: [share] };
    expect(shownCharts(bare, useUi.getState())[0]?.instrument).toBe(nifty.spot);
    expect(shownCharts({ ...bare, underlyings: [] }, useUi.getState())[0]?.instrument).toBe(share);
  });
});
