import { describe, expect, it } from 'vitest';
import { Pending } from './pending';

function parked() {
  let open = (): void => {};
  const promise = new Promise<void>((resolve) => (open = resolve));
  return { promise, open };
}

describe('Pending', () => {
  it('waits for what is under way, and for what begins when that has ended', async () => {
    const pending = new Pending();
    const [first, second] = [parked(), parked()];
    const ended: string[] = [];
    const order = pending.track(first.promise).then(() => {
      ended.push('order');
      return pending.track(second.promise.then(() => void ended.push('its fills')));
    });
    const none = pending.none().then(() => ended.push('none'));
    first.open();
    await first.promise;
    second.open();
    await Promise.all([order, none]);
    expect(ended).toEqual(['order', 'its fills', 'none']);
  });

  it('counts work that fails as ended', async () => {
    const pending = new Pending();
    const failing = pending.track(Promise.reject(new Error('refused')));
    await expect(failing).rejects.toThrow('refused');
    await pending.none();
    expect(pending.isNone).toBe(true);
  });
});
