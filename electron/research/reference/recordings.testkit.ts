import type { Recording } from '../recording';
import { candleRecording, readCandles } from '../sources/candles';
import { readChain } from '../sources/chain';
import { optionCandlesOf } from '../sources/option-candles';
import { textTable } from '../sources/table';
import { candleMarkets, chainMarkets, optionMarket, type Market } from './market.testkit';
import { fixture } from './plain.testkit';

/** A recording as the program reads it, and as the independent computation does. */
export interface Recorded {
  readonly name: string;
  readonly recording: () => Recording;
  readonly markets: () => readonly Market[];
}

function chain(name: string, file: string): Recorded {
  return { name, recording: () => readChain(fixture(file), null), markets: () => chainMarkets(file) };
}

function candles(name: string, file: string, symbol: string): Recorded {
  return {
    name,
    recording: () => candleRecording(readCandles(fixture(file), null)),
    markets: () => candleMarkets(file, symbol),
  };
}

function options(name: string, file: string, spot: string): Recorded {
  return {
    name,
    recording: () => optionCandlesOf([textTable(fixture(file))], readCandles(fixture(spot), null)),
    markets: () => [optionMarket(file, spot)],
  };
}

export const RECORDED = {
  options: options(
    'NIFTY options minute by minute of 11 June 2021',
    '2021-06-11-NIFTY-options-minute.csv.gz',
    'NIFTY50-minute-2021-06-11.csv.gz',
  ),
  august2025: chain('NIFTY chain of 29 August 2025', '2025-08-29-NIFTY-chain.csv.gz'),
  week: chain('NIFTY chain of 7 to 13 January 2026', '2026-01-07_13-NIFTY-chain.csv.gz'),
  weekOfBanks: chain('BANKNIFTY chain of 7 to 13 January 2026', '2026-01-07_13-BANKNIFTY-chain.csv.gz'),
  january: chain('NIFTY chain of 30 January 2026', '2026-01-30-NIFTY-chain.csv.gz'),
  januaryOfBanks: chain('BANKNIFTY chain of 30 January 2026', '2026-01-30-BANKNIFTY-chain.csv.gz'),
  february: chain('NIFTY chain of 3 February 2026, an expiry', '2026-02-03-NIFTY-chain.csv.gz'),
  februaryOfBanks: chain('BANKNIFTY chain of 3 February 2026', '2026-02-03-BANKNIFTY-chain.csv.gz'),
  expiry: chain('NIFTY chain of 18 August 2026, an expiry', '2026-08-18-NIFTY-chain.csv.gz'),
  minutes2024: candles('NIFTY minutes of January 2024', 'NIFTY50-minute-2024-01.csv.gz', 'NIFTY'),
  minutes2026: candles('NIFTY minutes of June to August 2026', 'NIFTY50-minute-2026.csv.gz', 'NIFTY'),
  minutesOfBanks: candles('BANKNIFTY minutes of June 2026', 'BANKNIFTY-minute-2026.csv.gz', 'BANKNIFTY'),
  share: candles('ICICIBANK minutes of May 2026', 'ICICIBANK-minute-2026-05.csv.gz', 'ICICIBANK'),
} as const satisfies Record<string, Recorded>;
