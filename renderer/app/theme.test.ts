import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('theme.css', import.meta.url), 'utf8');
const [, dark = '', light = ''] = css.split(/^:root[^{]*\{/m);

function tokensOf(block: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** The light theme only says what differs. */
const THEMES = { dark: tokensOf(dark), light: { ...tokensOf(dark), ...tokensOf(light) } };

type Rgb = readonly [red: number, green: number, blue: number];

function colourOf(value: string): { readonly rgb: Rgb; readonly alpha: number } {
  const hex = /^#([0-9a-f]{3,6})$/i.exec(value)?.[1];
  if (hex !== undefined) {
    const digits = hex.length === 3 ? hex.split('').map((digit) => digit + digit) : (hex.match(/../g) ?? []);
    const [red = 0, green = 0, blue = 0] = digits.map((pair) => Number.parseInt(pair, 16));
    return { rgb: [red, green, blue], alpha: 1 };
  }
  const parts = /^rgb\((\d+) (\d+) (\d+) \/ (\d+)%\)$/.exec(value)?.slice(1).map(Number);
  if (!parts) throw new Error(`Expected a colour, found "${value}"`);
  const [red = 0, green = 0, blue = 0, percent = 0] = parts;
  return { rgb: [red, green, blue], alpha: percent / 100 };
}

/** A colour laid over another. */
function over(value: string, ground: Rgb): Rgb {
  const { rgb, alpha } = colourOf(value);
  const mix = (index: 0 | 1 | 2) => rgb[index] * alpha + ground[index] * (1 - alpha);
  return [mix(0), mix(1), mix(2)];
}

/** Relative luminance, WCAG 2.2. */
function luminance(colour: Rgb): number {
  const linear = (part: number) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
}

function contrast(one: Rgb, other: Rgb): number {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

const SURFACES = ['--surface-0', '--surface-1', '--surface-2', '--surface-3', '--surface-overlay'] as const;
const TEXTS = [
  '--text-1',
  '--text-2',
  '--text-3',
  '--gain',
  '--loss',
  '--danger',
  '--warn',
  '--accent',
  '--ce',
  '--pe',
] as const;

/** Words on a tint of their own colour, as badges, modes and the chain have them; the ground is what the tint lies on. */
const TINTED = [
  ['--gain', '--gain-soft'],
  ['--loss', '--loss-soft'],
  ['--warn', '--warn-soft'],
  ['--danger', '--danger-soft'],
  ['--accent', '--accent-soft'],
  ['--atm', '--atm-soft'],
  ['--mode-demo', '--mode-demo-soft'],
  ['--mode-paper', '--mode-paper-soft'],
  ['--mode-live', '--mode-live-soft'],
  ['--mode-replay', '--mode-replay-soft'],
  ['--text-1', '--ce-soft'],
  ['--text-3', '--ce-soft'],
  ['--text-1', '--pe-soft'],
  ['--text-3', '--pe-soft'],
  ['--text-1', '--gain-flash'],
  ['--text-1', '--loss-flash'],
  ['--text-1', '--ce-bar'],
  ['--text-1', '--pe-bar'],
] as const;

/** Small text, WCAG AA. */
const AA = 4.5;
/** The outline of what has the focus, and the edges of what can be typed in. */
const AA_SHAPES = 3;
const BLACK: Rgb = [0, 0, 0];

describe.each(Object.entries(THEMES))('the %s theme', (_name, tokens) => {
  const token = (name: string) => {
    const value = tokens[name];
    if (value === undefined) throw new Error(`The theme has no ${name}`);
    return value;
  };
  const solid = (name: string) => over(token(name), BLACK);

  it.each(TEXTS)('writes %s legibly on every surface', (text) => {
    for (const surface of SURFACES) expect(contrast(solid(text), solid(surface)), surface).toBeGreaterThanOrEqual(AA);
  });

  it.each(TINTED)('writes %s legibly on %s', (text, tint) => {
    const ground = over(token(tint), solid('--surface-1'));
    expect(contrast(solid(text), ground)).toBeGreaterThanOrEqual(AA);
  });

  it('writes legibly on buttons that are filled', () => {
    expect(contrast(solid('--text-on-accent'), solid('--accent'))).toBeGreaterThanOrEqual(AA);
    expect(contrast(solid('--text-on-danger'), solid('--danger-solid'))).toBeGreaterThanOrEqual(AA);
    expect(contrast(solid('--text-on-danger'), solid('--danger-solid-hover'))).toBeGreaterThanOrEqual(AA);
  });

  it('shows where the focus is, and where something can be typed', () => {
    for (const surface of SURFACES)
      expect(contrast(solid('--focus'), solid(surface))).toBeGreaterThanOrEqual(AA_SHAPES);
    expect(contrast(solid('--border-input'), solid('--surface-1'))).toBeGreaterThanOrEqual(AA_SHAPES);
  });
});
