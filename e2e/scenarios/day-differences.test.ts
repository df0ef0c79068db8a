import { describe, expect, it } from 'vitest';
import { instrumentId } from '#shared/domain/instrument';
import { istAt, SECOND } from '#shared/domain/time';
import { paise, qty } from '#shared/domain/units';
import type { PlayedDay, PlayedTrade } from './day';
import { comparedTo } from './day-differences';

const at = (clock: string) => istAt('2026-08-18', clock);
const trade = (openedAt: number, leftAt: number): PlayedTrade => ({
  strategy: 'orb',
  openedAt,
  closedAt: leftAt,
  exitReason: 'Target',
  legs: [
    {
      instrument: instrumentId('NFO', 'NIFTY26AUGFUT'),
      side: 'buy',
      qty: qty(65),
      entry: paise(100),
      enteredAt: openedAt,
      exit: paise(110),
      leftAt,
    },
  ],
  net: paise(650),
});
const day = (trades: readonly PlayedTrade[], rest: Partial<PlayedDay> = {}): PlayedDay => ({
  minutes: 1,
  trades,
  calls: [],
  said: new Map(),
  faults: new Map(),
  ...rest,
});

const CALM = trade(at('11:20'), at('11:30'));
const NAME = 'orb 11:20:00–11:30:00 (buy NFO:NIFTY26AUGFUT)';

describe('what the faults of a day made different', () => {
  it('is nothing where a trade is the same', () => {
    expect(comparedTo(day([CALM]), day([CALM]))).toEqual([`${NAME}: the same to the paisa`]);
  });

  it('is named part by part, with the faults around its beginning and its end', () => {
    const late = trade(at('11:20') + SECOND, at('11:30'));
    const faults = new Map([
      ['11:20', 'silence'],
      ['11:25', 'bad-prices'],
      ['11:29', 'drop-reply'],
    ]);
    expect(comparedTo(day([CALM]), day([late], { faults }))).toEqual([
      `${NAME}: entered at another second [11:20 silence; 11:29 drop-reply]`,
    ]);
  });

  it('tells of a trade that was not opened what became of its call', () => {
    const call = {
      strategy: 'orb',
      madeAt: CALM.openedAt,
      outcome: 'refused',
      result: 'Never reached the broker',
    } as const;
    expect(comparedTo(day([CALM]), day([], { calls: [call] }))).toEqual([
      `${NAME}: not opened, the call was refused: “Never reached the broker”`,
    ]);
  });

  it('tells of a trade without a call what the strategy said in that minute', () => {
    const said = new Map([['orb 11:20', 'Waiting for the first candle']]);
    expect(comparedTo(day([CALM]), day([], { said }))).toEqual([
      `${NAME}: not opened, the strategy said “Waiting for the first candle”`,
    ]);
  });

  it('tells of a trade that was there with faults alone', () => {
    expect(comparedTo(day([]), day([CALM]))).toEqual([`${NAME}: only with faults`]);
  });
});
