import { describe, expect, it } from 'vitest';
import type { ParamSchema } from '#shared/domain/params';
import { draftOfParams, faultOf, rangeOf, valuesOf } from './param-draft';

const schema = {
  lots: { kind: 'integer', label: 'Lots', hint: '', min: 1, max: 20, unit: '', initial: 1 },
  legStop: { kind: 'decimal', label: 'Leg stop', hint: '', min: 0, max: 1, step: 0.01, unit: '%', initial: 0.25 },
  entry: { kind: 'clock', label: 'Enter at', hint: '', initial: '09:20' },
} as const satisfies ParamSchema;

describe('the parameter form', () => {
  it('begins with what is set and the initial value of the rest', () => {
    expect(draftOfParams(schema, { lots: 3 })).toEqual({ lots: 3, legStop: 0.25, entry: '09:20' });
  });

  it('gives values only when all of them are right', () => {
    expect(valuesOf(schema, { lots: 3, legStop: 0.3, entry: '09:30' })).toEqual({
      lots: 3,
      legStop: 0.3,
      entry: '09:30',
    });
    expect(valuesOf(schema, { lots: null, legStop: 0.3, entry: '09:30' })).toBeNull();
  });

  it('says what it expects in the unit the person sees', () => {
    expect(faultOf(schema.lots, 2.5)).toBe('Expected a whole number, 1 to 20');
    expect(faultOf(schema.legStop, 25)).toBe('Expected a number, 0% to 100%');
    expect(faultOf(schema.entry, '9:20')).toBe('Expected a time as HH:MM, found "9:20"');
    expect(faultOf(schema.legStop, 0.25)).toBeNull();
    expect(rangeOf(schema.entry)).toBe('');
  });
});
