import { describe, expect, it } from 'vitest';
import { CrosshairLink } from './crosshair-link';

class Chart {
  at: number | null = null;
  pointAt(at: number | null): void {
    this.at = at;
  }
}

function linked(link: CrosshairLink): Chart & { readonly leave: () => void } {
  const chart = new Chart();
  return Object.assign(chart, { leave: link.join(chart) });
}

describe('CrosshairLink', () => {
  it('points every other chart at the moment of the one under the pointer', () => {
    const link = new CrosshairLink();
    const [one, two, three] = [linked(link), linked(link), linked(link)];
    link.tell(two, 60_000);
    expect([one.at, two.at, three.at]).toEqual([60_000, null, 60_000]);
    link.tell(two, null);
    expect([one.at, three.at]).toEqual([null, null]);
  });

  it('ignores a chart that the pointer left after it had entered the next', () => {
    const link = new CrosshairLink();
    const [one, two, three] = [linked(link), linked(link), linked(link)];
    link.tell(one, 60_000);
    link.tell(two, 120_000);
    link.tell(one, null);
    expect([one.at, three.at]).toEqual([120_000, 120_000]);
  });

  it('takes the crosshairs away when the chart under the pointer goes', () => {
    const link = new CrosshairLink();
    const [one, two] = [linked(link), linked(link)];
    link.tell(one, 60_000);
    one.leave();
    expect(two.at).toBeNull();
    link.tell(two, 120_000);
    expect(one.at).toBeNull();
  });
});
