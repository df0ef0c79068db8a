// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Notice } from '#shared/domain/notice';
import type { DeskView } from '#shared/ipc/views';
import { emptyTables } from '#shared/ipc/delta';
import { deskStore } from '../store/desk';
import { useToasts } from '../store/toasts';
import { followNews, latestNews, newsBetween } from './news';

function notice(id: string, level: Notice['level']): Notice {
  return { id, at: 0, level, title: `Title ${id}`, detail: 'Detail' };
}

describe('the news of the desk', () => {
  it('are warnings and errors, each once, and nothing that is for information only', () => {
    const before = { notices: { a: notice('a', 'error') } };
    const after = { notices: { a: notice('a', 'error'), b: notice('b', 'warning'), c: notice('c', 'info') } };
    expect(newsBetween(before, after)).toEqual([notice('b', 'warning')]);
    expect(newsBetween(after, { notices: { ...after.notices } })).toEqual([]);
  });

  it("are the person's own alerts as well, which are for information", () => {
    const alert = { ...notice('d', 'info'), alert: { isHeard: false } };
    expect(newsBetween({ notices: {} }, { notices: { d: alert } })).toEqual([alert]);
  });

  it('of the last minute are told by a window that has just been opened', () => {
    const desk = { desk: { at: 100_000 } as DeskView };
    const [old, late] = [
      { ...notice('a', 'error'), at: 40_000 },
      { ...notice('b', 'warning'), at: 40_001 },
    ];
    expect(latestNews({ desk, notices: { a: old, b: late } })).toEqual([late]);
  });

  it('of one desk are not shown on the next', () => {
    // Nothing else of the desk's own row is read here.
    const show = (mode: string, ...notices: readonly Notice[]) =>
      deskStore.setState({
        tables: {
          ...emptyTables(),
          desk: { desk: { mode, date: '2026-08-18', at: 0 } as DeskView },
          notices: Object.fromEntries(notices.map((each) => [each.id, each])),
        },
      });
    const shown = () => useToasts.getState().toasts.map(({ title }) => title);
    show('demo');
    const stop = followNews();
    show('demo', notice('a', 'warning'));
    expect(shown()).toEqual(['Title a']);
    show('replay', notice('b', 'warning'));
    expect(shown()).toEqual(['Title b']);
    stop();
  });
});
