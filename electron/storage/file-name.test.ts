import { describe, expect, it } from 'vitest';
import { instrumentId } from '#shared/domain/instrument';
import { instrumentFileName } from './file-name';

describe('instrumentFileName', () => {
  it('is the symbol, with the exchange where it is not the National one', () => {
    expect(instrumentFileName(instrumentId('NSE', 'NIFTY 50'))).toBe('NIFTY 50');
    expect(instrumentFileName(instrumentId('BSE', 'RELIANCE'))).toBe('BSE-RELIANCE');
  });

  it('leads out of no folder', () => {
    expect(instrumentFileName(instrumentId('NSE', '../../etc/passwd'))).toBe('_._.._etc_passwd');
    expect(instrumentFileName(instrumentId('NSE', '..'))).toBe('_.');
    expect(instrumentFileName(instrumentId('NSE', 'A:B|C\u0000'))).toBe('A_B_C_');
  });
});
