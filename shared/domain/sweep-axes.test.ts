import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParamSchema } from './params';
import type { Axis } from './parameter-sweep';
import { drawn, gridOf, parseAxis } from './sweep-axes';

const described = { label: 'A', hint: '', unit: '' };
const schema: ParamSchema = {
  fast: { ...described, kind: 'integer', min: 2, max: 6, initial: 3 },
  stop: { ...described, kind: 'decimal', min: 0.1, max: 0.3, step: 0.1, initial: 0.2 },
  validate: { ...described, kind: 'toggle', initial: true },
  interval: {
    ...described,
    kind: 'choice',
    initial: '1m',
    options: [
      { value: '1m', label: '' },
      { value: '5m', label: '' },
    ],
  },
};

function valuesOf(text: string) {
  const axis = parseAxis(text, schema);
  return axis.ok ? axis.value.values : axis.error;
}

describe('parseAxis', () => {
  it.each<[string, readonly unknown[]]>([
    ['fast=5..20:5', [5, 10, 15, 20]],
    ['fast=5..21:5', [5, 10, 15, 20]],
    ['fast=3..5', [3, 4, 5]],
    ['fast=5,8,13', [5, 8, 13]],
    ['stop=0.1..0.5:0.2', [0.1, 0.3, 0.5]],
    ['stop', [0.1, 0.2, 0.3]],
    ['fast', [2, 3, 4, 5, 6]],
    ['validate', [false, true]],
    ['validate=true', [true]],
    ['interval=1m,5m', ['1m', '5m']],
    ['interval', ['1m', '5m']],
  ])('reads %s', (text, values) => expect(valuesOf(text)).toEqual(values));

  it.each([
    ['fsat=1,2', 'there is no parameter "fsat" to sweep; known ones are fast, stop, validate, interval'],
    ['fast=9..1', 'expected fast=FROM..TO:STEP with FROM ≤ TO and at most 10000 steps'],
    ['fast=1..9:0', 'expected fast=FROM..TO:STEP with FROM ≤ TO and at most 10000 steps'],
    ['fast=1,,2', 'expected values of fast, as in fast=5..20:5 or fast=5,8; found "1,,2"'],
  ])('refuses %s in words', (text, words) => expect(valuesOf(text)).toBe(words));
});

const axes: readonly Axis[] = [
  { param: 'fast', values: [1, 2] },
  { param: 'slow', values: [10, 20, 30] },
];

describe('the points of a search', () => {
  it('are all combinations, the last axis running fastest', () => {
    const grid = gridOf(axes);
    expect(grid.ok && grid.value.map((cell) => cell.map(({ value }) => value))).toEqual([
      [1, 10],
      [1, 20],
      [1, 30],
      [2, 10],
      [2, 20],
      [2, 30],
    ]);
  });

  it('are refused when nobody could wait for them', () => {
    const values = Array.from({ length: 400 }, (_, index) => index);
    expect(
      gridOf([
        { param: 'a', values },
        { param: 'b', values },
      ]),
    ).toMatchObject({ ok: false });
  });

  it('are drawn without repeating, the same for the same seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(), (count, seed) => {
        const cells = drawn(axes, count, seed);
        expect(cells).toEqual(drawn(axes, count, seed));
        expect(new Set(cells.map((cell) => JSON.stringify(cell))).size).toBe(Math.min(count, 6));
      }),
    );
  });
});
