import type { IPrimitivePaneRenderer } from 'lightweight-charts';
import { describe, expect, it } from 'vitest';
import { withoutCovered } from './covered-ticks';

const LOOK = { font: 'Inter', fontSize: 12, background: '#111' };
const LETTER = 7;

const tick = (label: string, coord: number, needAlignCoordinate = false) => ({
  label,
  coord,
  needAlignCoordinate,
  weight: 8 as never,
});

/** What the renderer paints over on an axis of 400 by 26 pixels, as from and to. */
function erased(renderer: IPrimitivePaneRenderer): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  const context = {
    font: '',
    fillStyle: '',
    measureText: (text: string) => ({ width: text.length * LETTER }),
    fillRect: (x: number, y: number, width: number, height: number) => {
      expect([y, height, context.fillStyle]).toEqual([1, 25, '#111']);
      found.push([x, x + width]);
    },
  };
  const target = {
    useMediaCoordinateSpace: (paint: (scope: unknown) => void) =>
      paint({ context, mediaSize: { width: 400, height: 26 } }),
  };
  // The part of a canvas that a renderer of the axis uses.
  renderer.draw(target as never);
  return found;
}

// 11 letters and the padding: 95 pixels wide.
const spot = (coord: number) => ({ label: 'Spot 25,279', coord });

describe('the ticks of an axis', () => {
  const ticks = [tick('25,000', 60), tick('25,200', 150), tick('25,400', 240), tick('25,600', 330)];

  it('give way to a label that covers them, also in part, and to no other', () => {
    expect(erased(withoutCovered(ticks, [spot(195)], LOOK))).toEqual([
      [129, 171],
      [219, 261],
    ]);
    expect(erased(withoutCovered(ticks, [spot(150)], LOOK))).toEqual([[129, 171]]);
  });

  it('all stay where no label is', () => {
    expect(erased(withoutCovered(ticks, [], LOOK))).toEqual([]);
    expect(erased(withoutCovered([tick('24,800', 20)], [spot(195)], LOOK))).toEqual([]);
  });

  it('are looked for where the library moves what would hang over an end', () => {
    // The label of 0 reaches from 0 to 95, the tick of 4 from 0 to 42.
    expect(erased(withoutCovered([tick('24,800', 4, true)], [spot(0)], LOOK))).toEqual([[0, 42]]);
    expect(erased(withoutCovered([tick('25,700', 399, true)], [spot(400)], LOOK))).toEqual([[358, 400]]);
    expect(erased(withoutCovered([tick('25,000', 110)], [spot(0)], LOOK))).toEqual([[89, 131]]);
  });
});
