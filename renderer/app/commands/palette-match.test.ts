import { describe, expect, it } from 'vitest';
import { paletteMatch } from './palette-match';

describe('paletteMatch', () => {
  const lab = (typed: string) => paletteMatch({ title: 'Lab', group: 'Panels' }, typed);
  const start = (typed: string) =>
    paletteMatch({ title: 'Start: Directional breakout with OI', group: 'Strategies' }, typed);

  it('never fits a command that acts by letters scattered over its name', () => {
    expect(start('lab')).toBe(0);
    expect(paletteMatch({ title: 'Disarm trading', group: 'Trading' }, 'data')).toBe(0);
    expect(lab('lab')).toBe(1);
  });

  it('takes the beginnings of words, in any order', () => {
    expect(start('st dir')).toBeGreaterThan(0);
    expect(start('breakout start')).toBeGreaterThan(0);
    expect(start('start atm')).toBe(0);
  });

  it('puts what was named whole before what merely contains it, and the name before its group', () => {
    const data = paletteMatch({ title: 'Data', group: 'Panels' }, 'data');
    const folder = paletteMatch({ title: 'Open the data folder', group: 'App' }, 'data');
    const panels = lab('panels');
    expect(data).toBeGreaterThan(folder);
    expect(folder).toBeGreaterThan(panels);
    expect(panels).toBeGreaterThan(0);
  });

  it('puts the exit of one strategy before the exit of everything, which its own words still find', () => {
    const all = { title: 'Exit all: cancel, flatten, halt', group: 'Trading', isSweeping: true };
    const one = { title: 'Exit: ATM straddle sell', group: 'Strategies' };
    expect(paletteMatch(one, 'exit')).toBeGreaterThan(paletteMatch(all, 'exit'));
    expect(paletteMatch(all, 'exit all')).toBeGreaterThan(paletteMatch(one, 'exit all'));
    expect(paletteMatch(all, 'exit')).toBeGreaterThan(paletteMatch({ title: 'Trades', group: 'Panels' }, 'exit'));
    expect(paletteMatch(all, 'payoff')).toBe(0);
  });

  it('finds a command by what it is about, after those that say so in their names', () => {
    const settings = { title: 'Settings of Mine…', group: 'Strategies', words: 'parameters schedule preset' };
    const preset = { title: 'Preset Expiry: Mine', group: 'Strategies' };
    expect(paletteMatch(settings, 'schedule mine')).toBeGreaterThan(0);
    expect(paletteMatch(preset, 'preset')).toBeGreaterThan(paletteMatch(settings, 'preset'));
  });

  it('lists everything while nothing is typed', () => {
    expect(start('')).toBe(1);
    expect(lab('  ')).toBe(1);
  });
});
