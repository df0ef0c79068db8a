import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { ErrorList, watchStderr } from './errors.mjs';

describe('watchStderr', () => {
  let stopWaiting = () => {};
  afterEach(() => stopWaiting());

  /** Runs a real process that writes `text` to stderr at once, and returns what was heard. */
  async function heardFrom(text: string): Promise<readonly string[]> {
    const errors = new ErrorList();
    stopWaiting = watchStderr(process.execPath, errors);
    const child = spawn(process.execPath, ['-e', `process.stderr.write(${JSON.stringify(text)})`]);
    await once(child, 'close');
    return errors.list;
  }

  it('hears a rejection that nobody handled', async () => {
    const text = '(node:7) UnhandledPromiseRejectionWarning: Error: lost\n    at main.js:1:1\n';
    expect(await heardFrom(text)).toEqual([
      'main: (node:7) UnhandledPromiseRejectionWarning: Error: lost',
      'main:     at main.js:1:1',
    ]);
  });

  it('hears an error in colours, without the colours', async () => {
    expect(await heardFrom('\u001B[31mUncaught Exception:\u001B[0m\n')).toEqual(['main: Uncaught Exception:']);
  });

  it('lists an error that repeats itself once', async () => {
    expect(await heardFrom('no price\nno price\n')).toEqual(['main: no price']);
  });

  it('passes over what Chromium and Node remark about the machine', async () => {
    const remarks = [
      '[8845:1121/074331.203761:ERROR:bus.cc(407)] Failed to connect to the bus',
      'Debugger listening on ws://127.0.0.1:37623/d604f59e',
      '(node:7) ExperimentalWarning: This feature may change',
      '(Use `electron --trace-warnings ...` to show where the warning was created)',
    ];
    expect(await heardFrom(`${remarks.join('\n')}\n`)).toEqual([]);
  });
});
