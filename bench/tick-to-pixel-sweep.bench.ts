import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import type { Benchmark } from './benchmark';
import { measurePixels } from './pixel-desk';

const MINUTES = 'bench/recordings/NIFTY50-minute-2024H1.csv.gz';

/** A price's way to the screen while the Lab plays 200 points over half a year of minutes: `tick-to-pixel` is the same without. */
export const benchmark: Benchmark = {
  id: 'tick-to-pixel-sweep',
  unit: 'ms (p99)',
  better: 'lower',
  peer: null,
  aim: { text: '< 50 ms', isMet: ({ value }) => value < 50 },
  run: ({ quick }) => measurePixels(quick, sweep),
};

async function sweep(window: Page): Promise<() => Promise<string>> {
  const job = await window.evaluate(async (file) => {
    const begun = await globalThis.window.desk.request('lab.sweep', {
      strategy: 'moving-average',
      params: { interval: '1m', history: 100, filter: 0, validate: false },
      files: [file],
      from: null,
      to: null,
      slippage: null,
      capital: 200_000_000,
      vix: null,
      modelsOptions: false,
      axes: ['fast=5..14:1', 'slow=20..58:2'],
      random: null,
      score: 'net',
      inSample: 0.7,
    });
    if (!begun.ok) throw new Error(begun.error.message);
    return begun.value.job;
  }, resolve(MINUTES));
  let points = await played(window, job);
  while (points.done === 0) {
    await window.waitForTimeout(500);
    points = await played(window, job);
  }
  return async () => {
    const { done, of } = await played(window, job);
    return `${done - points.done} of ${of} points played meanwhile`;
  };
}

/** Points played, of so many. Throws when it plays no more. */
async function played(window: Page, job: string): Promise<{ readonly done: number; readonly of: number }> {
  const run = await window.evaluate(async (id) => {
    const jobs = await globalThis.window.desk.request('lab.jobs');
    return jobs.ok ? jobs.value.find((each) => each.id === id) : undefined;
  }, job);
  if (run?.state !== 'waiting' && run?.state !== 'running')
    throw new Error(`The sweep is ${run?.state}: ${run?.detail}`);
  return run;
}
