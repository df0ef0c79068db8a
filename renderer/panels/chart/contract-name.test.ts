import { describe, expect, it } from 'vitest';
import { instrumentId } from '#shared/domain/instrument';
import { isDerivativeOf, shortContract } from './contract-name';

const names = [{ name: 'NIFTY' }, { name: 'BANKNIFTY' }, { name: 'NIFTYNXT50' }];
const weekly = instrumentId('NFO', 'NIFTY2681824200CE');
const monthly = instrumentId('NFO', 'BANKNIFTY26AUG55000PE');

describe('isDerivativeOf', () => {
  it('knows the options and futures of an underlying, weekly and monthly', () => {
    expect(isDerivativeOf(weekly, 'NIFTY')).toBe(true);
    expect(isDerivativeOf(instrumentId('NFO', 'NIFTY26AUGFUT'), 'NIFTY')).toBe(true);
  });

  it('is not fooled by names that contain each other, or by the index itself', () => {
    expect(isDerivativeOf(monthly, 'NIFTY')).toBe(false);
    expect(isDerivativeOf(instrumentId('NFO', 'NIFTYNXT5026AUG70000CE'), 'NIFTY')).toBe(false);
    expect(isDerivativeOf(instrumentId('NSE', 'NIFTY 50'), 'NIFTY')).toBe(false);
  });
});

describe('shortContract', () => {
  it('leaves out what all contracts on the chart share', () => {
    expect(shortContract(weekly, names)).toBe('24200CE');
    expect(shortContract(monthly, names)).toBe('55000PE');
    expect(shortContract(instrumentId('NFO', 'NIFTY26AUGFUT'), names)).toBe('FUT');
    expect(shortContract(instrumentId('NFO', 'NIFTYNXT5026AUG70000CE'), names)).toBe('70000CE');
  });

  it('keeps the symbol of what is no contract', () => {
    expect(shortContract(instrumentId('NSE', 'NIFTY 50'), names)).toBe('NIFTY 50');
  });
});
