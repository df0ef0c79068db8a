import { describe, expect, it } from 'vitest';
import type { Call, CallOutcome } from '#shared/domain/call';
import { approvalCommands, NO_CHORD, YES_CHORD } from './approval-commands';

function call(id: string, madeAt: number, outcome: CallOutcome): Call {
  return {
    id,
    instance: 'i1',
    strategy: 's1',
    madeAt,
    title: `Sell ${id}`,
    why: '',
    inputs: {},
    signal: id,
    outcome,
    tradeId: null,
    result: '',
  };
}

describe('the keys of approval', () => {
  it('answer the waiting entry that lapses first, and leave the others to the mouse', () => {
    const calls = { b: call('b', 2, 'waiting'), a: call('a', 1, 'waiting'), done: call('done', 0, 'taken') };
    expect(
      approvalCommands({ calls }).map(({ title, ...rest }) => [title, 'shortcut' in rest && rest.shortcut]),
    ).toEqual([
      ['Yes: Sell a', YES_CHORD],
      ['No: Sell a', NO_CHORD],
      ['Yes: Sell b', false],
      ['No: Sell b', false],
    ]);
  });
});
