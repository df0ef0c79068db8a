import type { Bar } from './bars';
import type { InstrumentId } from './instrument';
import type { Drawing } from './strategy';
import { istClock } from './time';
import type { Paise } from './units';
import { inPercent, inPoints } from './words';
import { isOver, type ZoneEvent, type ZoneSpan, type ZoneWatch } from './zone-watch';

/** '24,180–24,195 (Pivot S1 + Swing low of 10:15)'. */
export function spanWords({ low, high, name }: ZoneSpan): string {
  return `${low === high ? inPoints(low) : `${inPoints(low)}–${inPoints(high)}`} (${name})`;
}

/** What a candle did to a zone, with the figures it did it by. */
export function eventWords({ kind, zone, wick }: ZoneEvent, bar: Bar): string {
  const what = { rejected: 'rejected', left: 'left without rejection', broken: 'broken' }[kind];
  return `${spanWords(zone)} ${what} from ${zone.from} by the candle of ${istClock(bar.startAt)}: close ${inPoints(bar.close)}, wick ${inPercent(wick)}`;
}

/** The nearest zone on one side of the price that still counts. */
export function nearestWords(
  { zones, watch }: { readonly zones: readonly ZoneSpan[]; readonly watch: ZoneWatch },
  price: Paise,
  tone: 'support' | 'resistance',
): string {
  const side = zones.filter(
    (zone) => !isOver(watch, zone) && (tone === 'support' ? zone.high < price : zone.low > price),
  );
  const zone = tone === 'support' ? side.at(-1) : side[0];
  return zone ? `next ${tone} ${spanWords(zone)}` : `no ${tone} left`;
}

/** A line through each zone that still counts, coloured by the side of `close` that it lies on. */
export function zoneDrawings(
  zones: readonly ZoneSpan[],
  watch: ZoneWatch,
  close: number,
  instrument: InstrumentId,
): readonly Drawing[] {
  return zones
    .filter((zone) => !isOver(watch, zone))
    .map((zone) => {
      const price = Math.round((zone.low + zone.high) / 2);
      return { instrument, price, label: zone.name, tone: price < close ? 'support' : 'resistance' };
    });
}
