import { describe, expect, it } from 'vitest';
import { PRESETS, type Region } from './presets';

function stacksOf(region: Region): readonly Extract<Region, { kind: 'stack' }>[] {
  return region.kind === 'stack' ? [region] : region.regions.flatMap(stacksOf);
}

function splitsOf(region: Region): readonly Exclude<Region, { kind: 'stack' }>[] {
  return region.kind === 'stack' ? [] : [region, ...region.regions.flatMap(splitsOf)];
}

describe.each(PRESETS)('the layout $name', ({ layout }: { readonly layout: Region }) => {
  it('shows every panel at most once and no stack is empty', () => {
    const panels = stacksOf(layout).flatMap((stack) => stack.panels);
    expect(new Set(panels).size).toBe(panels.length);
    expect(stacksOf(layout).every((stack) => stack.panels.length > 0)).toBe(true);
  });

  it('divides each row and column without a rest', () => {
    for (const { regions } of splitsOf(layout)) {
      expect(regions.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    }
  });

  it('alternates rows and columns, as the dock stores them', () => {
    for (const { kind, regions } of splitsOf(layout)) {
      expect(regions.every((child) => child.kind !== kind)).toBe(true);
    }
  });
});
