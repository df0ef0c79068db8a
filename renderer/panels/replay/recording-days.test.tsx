// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LookChoice, ReplayContents } from '#shared/ipc/playback';
import { RecordingDays } from './recording-days';

const FILE = { id: '/x/banks.csv', kind: 'file', name: 'banks.csv', bytes: 1_000, days: null } as const;
const BANKS = ['HDFCBANK', 'SBIN', 'ICICIBANK'];

/** What the desk answers of a file of three banks. */
function answerTo({ symbol }: LookChoice) {
  if (symbol !== null && !BANKS.includes(symbol))
    return { ok: false, error: { message: `it has no ${symbol}, but ${BANKS.join(', ')}` } };
  const contents: ReplayContents = {
    symbols: [symbol ?? 'HDFCBANK'],
    instruments: 2,
    interval: '1m',
    days: [{ date: '2025-03-03', from: 0, to: 60_000 }],
    modelled: [],
    notes: [],
  };
  return { ok: true, value: contents };
}

let root: Root;
let container: HTMLElement;
let asked: { readonly name: string; readonly input: unknown }[];

beforeEach(async () => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  asked = [];
  const request = async (name: string, input: unknown) => {
    asked.push({ name, input });
    // The panel asks nothing else here whose answer it reads.
    return answerTo(input as LookChoice);
  };
  Object.assign(window, { desk: { request } });
  container = document.body.appendChild(document.createElement('div'));
  root = createRoot(container);
  await act(async () => root.render(<RecordingDays source={FILE} />));
});
afterEach(async () => {
  await act(async () => root.unmount());
  container.remove();
  Reflect.deleteProperty(window, 'desk');
});

const symbolField = () => container.querySelector('input') ?? document.createElement('input');
const open = () => [...container.querySelectorAll('button')].find(({ textContent }) => textContent === 'Open day');

/** Key by key, with the time for an answer after each; also all that stood on the screen in between. */
async function type(text: string): Promise<readonly string[]> {
  const seen: string[] = [];
  // React hears of a value only when it was not set through the property that it watches.
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  await act(async () => symbolField().focus());
  for (let end = 1; end <= text.length; end += 1) {
    await act(async () => {
      value?.set?.call(symbolField(), text.slice(0, end));
      symbolField().dispatchEvent(new Event('input', { bubbles: true }));
    });
    seen.push(
      `${container.querySelector('strong')?.textContent} ${container.querySelector('[role=alert]')?.textContent}`,
    );
  }
  return seen;
}

const looked = () => asked.filter(({ name }) => name === 'playback.look').map(({ input }) => input);

describe('the symbol of a file', () => {
  it('is looked at when it is typed to its end, not at every key', async () => {
    const seen = await type('sbin');
    expect(new Set(seen)).toEqual(new Set(['HDFCBANK undefined']));
    const first = { source: FILE.id, day: null, symbol: null };
    expect(looked()).toEqual([first]);
    await act(async () => symbolField().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })));
    expect(looked()).toEqual([first, { ...first, symbol: 'SBIN' }]);
    expect(container.querySelector('strong')?.textContent).toBe('SBIN');
    await act(async () => symbolField().blur());
    expect(looked()).toHaveLength(2);
  });

  it('counts at once for who goes from it to the day’s button', async () => {
    await type('SBIN');
    await act(async () => {
      symbolField().blur();
      expect(open()?.disabled).toBe(false);
    });
    await act(async () => open()?.click());
    expect(asked.at(-1)).toEqual({
      name: 'playback.open',
      input: { source: FILE.id, symbol: 'SBIN', day: '2025-03-03' },
    });
  });
});
