import type { MarketSegment } from './calendar';
import type { Instrument } from './instrument';

/** Whose hours an instrument keeps. Shares we trade have derivatives, and indices are made of such shares. */
export function segmentOf(instrument: Instrument): MarketSegment {
  switch (instrument.kind) {
    case 'index':
    case 'equity':
      return 'cash-with-derivatives';
    case 'future':
      return 'futures';
    case 'option':
      return 'options';
  }
}
