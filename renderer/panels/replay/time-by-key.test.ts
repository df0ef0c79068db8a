import { describe, expect, it } from 'vitest';
import { istAt } from '#shared/domain/time';
import { timeByKey } from './time-by-key';

const at = (clock: string) => istAt('2026-08-18', clock);
const day = { from: at('09:15'), to: at('15:30') };

describe('timeByKey', () => {
  it('goes to whole minutes, one by an arrow and fifteen by a page', () => {
    const now = at('11:17') + 39_000;
    expect(timeByKey('ArrowRight', now, day)).toBe(at('11:18'));
    expect(timeByKey('ArrowLeft', now, day)).toBe(at('11:16'));
    expect(timeByKey('PageUp', now, day)).toBe(at('11:32'));
    expect(timeByKey('PageDown', now, day)).toBe(at('11:02'));
  });

  it('stays within the recording', () => {
    expect(timeByKey('PageUp', at('15:29'), day)).toBe(at('15:30'));
    expect(timeByKey('ArrowDown', at('09:15'), day)).toBe(at('09:15'));
  });

  it('leaves other keys to the slider', () => {
    expect(timeByKey('Home', at('11:17'), day)).toBeNull();
  });
});
