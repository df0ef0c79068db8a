import { describe, expect, it } from 'vitest';
import { wanted } from './alerts';

describe('how a notice is told', () => {
  const alerts = {
    warning: { isShown: true, isHeard: false },
    error: { isShown: true, isHeard: true },
  };

  it('is as the person chose for its level', () => {
    expect(wanted({ level: 'warning' }, alerts)).toEqual({ isShown: true, isHeard: false });
    expect(wanted({ level: 'error' }, alerts)).toEqual({ isShown: true, isHeard: true });
  });

  it('is quiet for what is for information only', () => {
    expect(wanted({ level: 'info' }, alerts)).toEqual({ isShown: false, isHeard: false });
  });
});
