import { describe, expect, it } from 'vitest';
import { lastWord } from './last-word';

const decided = { why: 'open since 09:20, 38.05 → 37.30', decidedAt: 500 };
const undecided = { why: '', decidedAt: null };

describe('the last word of a strategy', () => {
  it('is its last decision while it runs', () => {
    const running = { status: 'running', statusAt: 100, statusReason: 'Started by hand' } as const;
    expect(lastWord({ ...running, ...decided })).toEqual({ at: 500, text: decided.why });
    expect(lastWord({ ...running, ...undecided })).toEqual({ at: 100, text: 'No decision yet.' });
  });

  it('is why it stands still once that is newer than the decision', () => {
    const reason = 'Exit all by hand';
    for (const status of ['stopped', 'paused', 'failed'] as const)
      expect(lastWord({ status, statusAt: 500, statusReason: reason, ...decided })).toEqual({ at: 500, text: reason });
  });

  it('is the decision again when a paused strategy decides about its open trade', () => {
    const paused = { status: 'paused', statusAt: 400, statusReason: 'Paused by hand' } as const;
    expect(lastWord({ ...paused, ...decided })).toEqual({ at: 500, text: decided.why });
  });

  it('is nothing for one that never ran', () => {
    expect(lastWord({ status: 'stopped', statusAt: 0, statusReason: 'Not started today', ...undecided })).toBeNull();
  });
});
