import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFinal } from '#shared/domain/order';
import { cashFlow } from '#shared/domain/position';
import { createDesk, type Desk } from '#shared/engine/desk';
import { foldEntries } from '#shared/engine/engine';
import { exitFaults, moneyFaults, positionFaults } from '#shared/engine/invariants';
import type { Snapshot } from '#shared/ipc/delta';
import { isFinished } from '#electron/exchange/orders/order';
import { scanJournal } from '#electron/storage/journal-scan';
import { settingsSchema } from '#electron/storage/settings-schema';
import { messageOf } from '#shared/domain/result';
import type { Book } from './generation';

const CUT_SHORT = /ends in the middle of line (\d+)/;

/** I1 and I8, on what a killed desk left: documents whole, the journal whole but for its end, and in it every order the exchange has. */
export function leftFaults(folder: string, book: Book): readonly string[] {
  const found: string[] = [];
  const known = new Set<string>();
  for (const path of filesIn(folder)) {
    if (path.endsWith('.jsonl') && path.includes('journal')) {
      const { entries, faults } = scanJournal(readFileSync(path), path);
      found.push(...journalFaults(faults));
      for (const { fact } of entries) if (fact.kind === 'order-approved') known.add(fact.order.id);
    } else if (path.endsWith('.json')) found.push(...documentFaults(path));
  }
  for (const { tag } of book.orders)
    if (tag !== null && !known.has(tag)) found.push(`I1: the exchange has ${tag}, which no journal knows`);
  return found;
}

/** The last line may be cut short, and is then told twice; nothing before it may be hurt. */
function journalFaults(faults: readonly string[]): readonly string[] {
  const last = CUT_SHORT.exec(faults.at(-1) ?? '')?.[1];
  return faults
    .filter((fault) => !CUT_SHORT.test(fault) && !(last !== undefined && fault.startsWith(`Line ${last} of`)))
    .map((fault) => `I8: ${fault}`);
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.tmp'))
    .map((entry) => join(entry.parentPath, entry.name));
}

function documentFaults(path: string): readonly string[] {
  try {
    JSON.parse(readFileSync(path, 'utf8'));
    return [];
  } catch (error) {
    return [`I8: ${path} cannot be read: ${messageOf(error)}`];
  }
}

/** What still differs between the desk and the exchange (I2, I3). News may be on their way: only what stays is a fault. */
export function differences({ tables }: Snapshot, { orders, trades }: Book): readonly string[] {
  const found: string[] = [];
  const tags = new Set(orders.map(({ tag }) => tag));
  if (tags.size !== orders.length) found.push('I2: two orders at the exchange carry one tag');
  for (const theirs of orders) {
    const { tag, filledQty, status } = theirs;
    const order = tables.orders[tag ?? ''];
    if (!order) found.push(`I1: the exchange has ${tag}, the desk has not`);
    else if (order.filledQty !== filledQty)
      found.push(`I3: ${tag} has ${filledQty} filled there, ${order.filledQty} here`);
    else if (isFinished(theirs) !== isFinal(order)) found.push(`I2: ${tag} is ${status} there, ${order.status} here`);
  }
  for (const order of Object.values(tables.orders))
    if (!isFinal(order) && !tags.has(order.id))
      found.push(`I2: ${order.id} is ${order.status}, and nobody there has it`);
  const fills = Object.values(tables.fills);
  if (trades.length !== fills.length) found.push(`I3: ${trades.length} fills there, ${fills.length} here`);
  if (cashFlow(trades) !== cashFlow(fills))
    found.push(`I4: ${cashFlow(trades)} paise moved there, ${cashFlow(fills)} here`);
  return found;
}

/** The fold of the newest journal: its own invariants (I3–I5), and nothing lost that the desk before it had recorded (I9). */
export function foldOf(folder: string): { readonly desk: Desk; readonly faults: readonly string[] } {
  const journals = join(folder, 'demo', 'journal');
  const names = existsSync(journals) ? readdirSync(journals) : [];
  const [name] = names.filter((each) => /^\d{4}-\d\d-\d\d\.jsonl$/.test(each));
  // Killed before its first entry, a desk had nothing to forget.
  if (name === undefined) return { desk: createDesk('1970-01-01', settingsSchema.parse({}).limits), faults: [] };
  const { entries } = scanJournal(readFileSync(join(journals, name)), name);
  const desk = createDesk(name.slice(0, 10), settingsSchema.parse({}).limits);
  const { contradictions } = foldEntries(desk, entries);
  return { desk, faults: [...contradictions, ...positionFaults(desk), ...moneyFaults(desk), ...exitFaults(desk)] };
}

/** I9: whatever the journal of the dead desk told, the one after it still knows. */
export function forgotten(before: Desk, { tables }: Snapshot): readonly string[] {
  return (['trades', 'orders', 'fills', 'calls', 'instances'] as const).flatMap((table) =>
    [...before[table].keys()]
      .filter((key) => !(key in tables[table]))
      .map((key) => `I9: ${table} ${key} was forgotten`),
  );
}
