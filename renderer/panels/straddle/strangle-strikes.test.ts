import { describe, expect, it } from 'vitest';
import { rupees } from '#shared/domain/units';
import { strangleStrikes } from './strangle-strikes';

const STRIKES = [24_000, 24_050, 24_100, 24_150, 24_200].map(rupees);

describe('the strikes of a strangle', () => {
  it('are one above and one below the middle, as many strikes away as asked', () => {
    expect(strangleStrikes(STRIKES, rupees(24_100), 2)).toEqual({ call: rupees(24_200), put: rupees(24_000) });
  });

  it('are the middle itself at no distance, also where the chain shows it no longer', () => {
    expect(strangleStrikes(STRIKES, rupees(24_100), 0)).toEqual({ call: rupees(24_100), put: rupees(24_100) });
    expect(strangleStrikes([], rupees(23_000), 0)).toEqual({ call: rupees(23_000), put: rupees(23_000) });
  });

  it('are steps of the list, not of rupees', () => {
    const uneven = [24_000, 24_100, 24_150, 24_200, 24_300].map(rupees);
    expect(strangleStrikes(uneven, rupees(24_150), 2)).toEqual({ call: rupees(24_300), put: rupees(24_000) });
  });

  it('are out of sight where the chain does not reach, on either side', () => {
    expect(strangleStrikes(STRIKES, rupees(24_150), 2)).toBe('out-of-sight');
    expect(strangleStrikes(STRIKES, rupees(24_050), 2)).toBe('out-of-sight');
    expect(strangleStrikes(STRIKES, rupees(25_000), 1)).toBe('out-of-sight');
  });

  it('are unknown without a middle', () => {
    expect(strangleStrikes(STRIKES, null, 1)).toBeNull();
  });
});
