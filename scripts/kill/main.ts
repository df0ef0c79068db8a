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
/** No entries come after this much of the day: 15:00, less what a round takes at 60×. */
const LAST_START = 14 * 60 + 30;
const ROUNDS_A_DAY = 40;

interface Round {
  readonly faults: readonly string[];
  readonly recoveryMs: number;
  readonly orders: number;
  /** It died by itself in the middle of a write, before the signal came. */
  readonly isInWrite: boolean;
}

const [rounds = '', seed = '', bundle = ''] = process.argv.slice(2);

/** One death and what comes after it: the desk lives under load, dies, and its successor has to know everything. */
async function playRound(generation: Generation, random: Random): Promise<Round> {
  const { exchange, folder } = generation;
  const terms = { bundle, folder, exchangeUrl: exchange.url };
  const [part, most] = random.pick(WRITES);
  const diesIn = random.chance(0.5) ? `${part}:${1 + random.int(most)}` : null;
  const isInWrite = await liveAndDie({ ...terms, diesIn }, random);
  const left = leftFaults(folder, await generation.book());
  const before = foldOf(folder);

  const desk = await startDesk({ ...terms, diesIn: null });
  try {
    const open = await settled(async () => differences(desk.view(), await generation.book()));
    const after = foldOf(folder);
    const faults = [...left, ...before.faults, ...open, ...after.faults, ...forgotten(before.desk, desk.view())];
    return { faults, recoveryMs: desk.recoveryMs, orders: (await generation.book()).orders.length, isInWrite };
  } finally {
    await desk.kill();
  }
}

async function liveAndDie(terms: Parameters<typeof startDesk>[0], random: Random): Promise<boolean> {
  // A desk that is to die in a write may do so before it is ready.
  const desk = await startDesk(terms).catch((error: unknown) => {
    if (terms.diesIn === null) throw error;
    return null;
  });
  if (desk === null) return true;
  const stop = startLoad(desk, random);
  await new Promise((resolve) => setTimeout(resolve, 50 + random.int(LONGEST_LIFE)));
  const isInWrite = desk.isDead();
  await desk.kill();
  await stop();
  return isInWrite;
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
let orders = 0;
let failed = 0;
let inWrites = 0;
let generation = await openGeneration();
let ordersBefore = 0;
let roundsToday = 0;
for (let round = 0; round < Number(rounds); round += 1) {
  if (roundsToday >= ROUNDS_A_DAY || (await isLate(generation))) {
    await generation.close();
    generation = await openGeneration();
    [ordersBefore, roundsToday] = [0, 0];
  }
  roundsToday += 1;
  const result = await playRound(generation, createRandom(Number(seed) + round)).catch((error: unknown) => ({
    faults: [error instanceof Error ? error.message : String(error)],
    recoveryMs: Number.NaN,
    orders: ordersBefore,
    isInWrite: false,
  }));
  if (result.isInWrite) inWrites += 1;
  orders += result.orders - ordersBefore;
  ordersBefore = result.orders;
  if (Number.isFinite(result.recoveryMs)) recoveries.push(result.recoveryMs);
  if (result.faults.length === 0) continue;
  failed += 1;
  process.stdout.write(
    `Round ${round + 1} (seed ${Number(seed) + round}): ${result.faults.slice(0, 5).join('\n  ')}\n`,
  );
}
await generation.close();

recoveries.sort((a, b) => a - b);
const at = (share: number): string =>
  `${Math.round(recoveries[Math.floor((recoveries.length - 1) * share)] ?? NaN)} ms`;
process.stdout.write(
  `${rounds} kills from seed ${seed}: ${failed} with a fault, ${inWrites} inside a write, ${orders} orders; recovery median ${at(0.5)}, 95 % ${at(0.95)}, worst ${at(1)}\n`,
);
process.exitCode = failed === 0 ? 0 : 1;
