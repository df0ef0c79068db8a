import { describe, expect, it } from 'vitest';
import { initialParams, parseParams } from '#shared/domain/params';
import { defineStrategy } from '#shared/domain/strategy';
import { register, strategies, strategyById } from './registry';

const sample = (id: string) =>
  defineStrategy({ id, name: id, summary: '', params: {}, needs: () => [], initial: () => null });

describe('strategies', () => {
  it('finds every file of the folder, tests left out', () => {
    const ids = strategies().map((strategy) => strategy.id);
    expect(ids).toEqual(expect.arrayContaining(['atm-straddle-sell', 'sr-breakout']));
    expect(strategyById('atm-straddle-sell')?.name).toBe('ATM straddle sell');
    expect(strategyById('no-such-strategy')).toBeUndefined();
  });

  it('accepts the initial value of every parameter, and describes each', () => {
    for (const { id, params, summary } of strategies()) {
      expect(parseParams(params, initialParams(params)), id).toMatchObject({ ok: true });
      expect(summary.length, id).toBeGreaterThan(40);
      for (const param of Object.values(params)) expect(param.hint, `${id}: ${param.label}`).toMatch(/\.$/);
    }
  });
});

describe('register', () => {
  it('refuses two files that call their strategy alike, naming both', () => {
    const files = { 'a.ts': { strategy: sample('same') }, 'b.ts': { strategy: sample('same') } };
    expect(() => register(files)).toThrow('b.ts and a.ts both call their strategy "same"');
  });

  it('refuses a file without a strategy', () => {
    expect(() => register({ 'helpers.ts': {} })).toThrow('helpers.ts has to export its strategy as "strategy"');
  });
});
