import { describe, expect, it } from 'vitest';
import { DeskHost } from './desk-host';

describe('changing the desk', () => {
  it('twice at once opens one desk after the other, also when the first could not be opened', async () => {
    const host = new DeskHost();
    const seen: string[] = [];
    let fail: (error: Error) => void = () => undefined;
    const first = host.change(() => {
      seen.push('first is wired');
      return new Promise((_, reject) => (fail = reject));
    });
    const second = host.change(
      () => Promise.reject(new Error('nor the second')),
      () => Promise.resolve(void seen.push('second begins')),
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toEqual(['first is wired']);
    fail(new Error('no such desk'));
    await expect(first).rejects.toThrow('no such desk');
    await expect(second).rejects.toThrow('nor the second');
    expect(seen).toEqual(['first is wired', 'second begins']);
    expect(host.isChanging).toBe(false);
  });
});
