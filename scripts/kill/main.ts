import { messageOf } from '#shared/domain/result';
import { createRandom, type Random } from '../fuzz/random';
import { startDesk } from './desk-process';
import { openGeneration, type Generation } from './generation';
import { startLoad } from './load';
import { differences, foldOf, forgotten, leftFaults } from './verdict';

/** Parts of the paths that a desk writes to, each with the most bytes after which it dies. */
const WRITES: readonly [readonly [string, number], ...(readonly [string, number])[]] = [
  ['journal/', 15_000],
  ['ticks.kdt', 60_000],
  ['trade_state', 3_000],
  ['calls.json', 3_000],
  ['strategies.json', 1_500],
  ['results/minutes', 400],
  ['logs/', 400],
  ['settings.json', 800],
];
/** How long a desk lives at most, and how long its successor may take to agree with the exchange; milliseconds. */
const LONGEST_LIFE = 3_500;
const PATIENCE = 20_000;
/** No entries come after this much of the day: 15:00, less what a death takes at 60×. */
const LAST_START = 14 * 60 + 30;
const DEATHS_A_DAY = 80;

interface Death {
  readonly faults: readonly string[];
  /** From the start of its process to compared books; null for a desk that died before. */
  readonly recoveryMs: number | null;
  readonly orders: number;
  /** It died by itself in the middle of a write, before the signal came. */
  readonly isInWrite: boolean;
}

const [rounds = '', seed = '', bundle = ''] = process.argv.slice(2);

/**
 * One desk: it has to know everything that the dead one before it knew; then it works under load and dies itself. Without
 * `random` it only answers for the one before it.
 */
async function liveAndDie(generation: Generation, random: Random | null): Promise<Death> {
  const { exchange, folder } = generation;
  const before = foldOf(folder);
  const faults = [...leftFaults(folder, await generation.book()), ...before.faults];
  const diesIn = random?.chance(0.5) ? inSomeWrite(random) : null;
  const life = random ? 50 + random.int(LONGEST_LIFE) : 0;
  const desk = await startDesk({ bundle, folder, exchangeUrl: exchange.url, diesIn }).catch((error: unknown) => {
    if (diesIn === null) throw error;
    // Before it was ready: the next one answers for it.
    return null;
  });
  if (desk === null) return { faults, recoveryMs: null, orders: await countOrders(generation), isInWrite: true };
  const agreed = async () => (desk.isDead() ? [] : differences(desk.view(), await generation.book()));
  faults.push(...(await settled(agreed)), ...forgotten(before.desk, desk.view()));
  const stop = random ? startLoad(desk, random) : null;
  await new Promise((resolve) => setTimeout(resolve, life));
  const isInWrite = desk.isDead();
  await desk.kill();
  await stop?.();
  return { faults, recoveryMs: desk.recoveryMs, orders: await countOrders(generation), isInWrite };
}

function inSomeWrite(random: Random): string {
  const [part, most] = random.pick(WRITES);
  return `${part}:${1 + random.int(most)}`;
}

async function countOrders(generation: Generation): Promise<number> {
  return (await generation.book()).orders.length;
}

/** Asks until nothing differs, or answers what still does when patience ends. */
async function settled(ask: () => Promise<readonly string[]>): Promise<readonly string[]> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const found = await ask();
    if (found.length === 0 || performance.now() > end) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function isLate({ exchange }: Generation): Promise<boolean> {
  return (await exchange.minuteOfDay()) > LAST_START;
}

const recoveries: number[] = [];
let deaths = 0;
let orders = 0;
let failed = 0;
let inWrites = 0;

function count(death: Death, name: string): void {
  if (death.isInWrite) inWrites += 1;
  if (death.recoveryMs !== null) recoveries.push(death.recoveryMs);
  if (death.faults.length === 0) return;
  failed += 1;
  process.stdout.write(`${name}: ${death.faults.slice(0, 5).join('\n  ')}\n`);
}

function failure(error: unknown): Death {
  const faults = [messageOf(error)];
  return { faults, recoveryMs: null, orders: 0, isInWrite: false };
}

/** As many deaths as a market day has room for, and a last desk that answers for the last of them. */
async function playDay(generation: Generation): Promise<void> {
  for (let today = 0; deaths < Number(rounds) && today < DEATHS_A_DAY && !(await isLate(generation)); today += 1) {
    const random = createRandom(Number(seed) + deaths);
    deaths += 1;
    count(await liveAndDie(generation, random).catch(failure), `Death ${deaths} (seed ${Number(seed) + deaths - 1})`);
  }
  const last = await liveAndDie(generation, null).catch(failure);
  count(last, `After death ${deaths}`);
  orders += last.orders;
}

while (deaths < Number(rounds)) {
  const generation = await openGeneration();
  try {
    await playDay(generation);
  } finally {
    await generation.close();
  }
}

recoveries.sort((a, b) => a - b);
const at = (share: number): string =>
  `${Math.round(recoveries[Math.floor((recoveries.length - 1) * share)] ?? NaN)} ms`;
process.stdout.write(
  `${rounds} kills from seed ${seed}: ${failed} with a fault, ${inWrites} inside a write, ${orders} orders; recovery median ${at(0.5)}, 95 % ${at(0.95)}, worst ${at(1)}\n`,
);
process.exitCode = failed === 0 ? 0 : 1;
