import { describe, expect, it } from 'vitest';
import { paletteMatch } from './palette-match';

describe('paletteMatch', () => {
  const lab = (typed: string) => paletteMatch('Lab', 'Panels', typed);
  const start = (typed: string) => paletteMatch('Start: Directional breakout with OI', 'Strategies', typed);

  it('never fits a command that acts by letters scattered over its name', () => {
    expect(start('lab')).toBe(0);
    expect(paletteMatch('Disarm trading', 'Trading', 'data')).toBe(0);
    expect(lab('lab')).toBe(1);
  });

  it('takes the beginnings of words, in any order', () => {
    expect(start('st dir')).toBeGreaterThan(0);
    expect(start('breakout start')).toBeGreaterThan(0);
    expect(start('start atm')).toBe(0);
  });

  it('puts what was named whole before what merely contains it, and the name before its group', () => {
    const data = paletteMatch('Data', 'Panels', 'data');
    const folder = paletteMatch('Open the data folder', 'App', 'data');
    const panels = paletteMatch('Lab', 'Panels', 'panels');
    expect(data).toBeGreaterThan(folder);
    expect(folder).toBeGreaterThan(panels);
    expect(panels).toBeGreaterThan(0);
  });

  it('lists everything while nothing is typed', () => {
    expect(start('')).toBe(1);
    expect(lab('  ')).toBe(1);
  });
});
