import { Orientation } from 'dockview-react';
import { beforeEach, describe, expect, it } from 'vitest';
import { deleteLayout, keepLayout, layoutNamed, nameProblem, useSavedLayouts, type SavedLayout } from './saved-layouts';

const layout = (name: string, width = 800): SavedLayout => ({
  name,
  dock: {
    grid: { root: { type: 'branch', data: [] }, width, height: 600, orientation: Orientation.HORIZONTAL },
    panels: {},
  },
  chartGrid: 'two',
  charts: [{ instrument: null, interval: '5m' }],
});
const names = () => useSavedLayouts.getState().layouts.map(({ name }) => name);

describe('the saved layouts', () => {
  beforeEach(() => useSavedLayouts.setState({ layouts: [] }));

  it('are listed by name', () => {
    for (const name of ['Morning', 'Expiry day', 'two screens']) keepLayout(layout(name));
    expect(names()).toEqual(['Expiry day', 'Morning', 'two screens']);
  });

  it('hold one of a name: the one saved last', () => {
    keepLayout(layout('Morning', 800));
    keepLayout(layout('morning', 1200));
    expect(names()).toEqual(['morning']);
    expect(layoutNamed(useSavedLayouts.getState().layouts, 'Morning')?.dock.grid.width).toBe(1200);
  });

  it('are gone once deleted, and only they', () => {
    keepLayout(layout('Morning'));
    keepLayout(layout('Evening'));
    deleteLayout('Morning');
    expect(names()).toEqual(['Evening']);
    expect(layoutNamed(useSavedLayouts.getState().layouts, 'Morning')).toBeUndefined();
  });

  it("have a name, a short one, and none of the desk's own", () => {
    expect(nameProblem('  ', [])).toBe('Give it a name.');
    expect(nameProblem('x'.repeat(41), [])).toBe('A name has at most 40 characters.');
    expect(nameProblem('review', ['Desk', 'Review'])).toBe("review is one of the desk's own layouts.");
    expect(nameProblem('Expiry day', ['Desk', 'Review'])).toBeNull();
  });
});
