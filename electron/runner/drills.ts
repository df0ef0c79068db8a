import type { DeskSession } from './desk-session';
import { messageOf } from './runner';

/** What a person may let go wrong at the demo's exchange, to see what the desk does then. `says` is told when it begins. */
export const DRILLS = [
  { name: 'drop-sockets', label: 'Drop the price connection', says: 'The exchange closes the price connection once' },
  {
    name: 'silence',
    label: 'Let the price connection fall silent',
    says: 'The price connection stays open and says nothing',
  },
  { name: 'freeze-prices', label: 'Freeze prices', says: 'The last prices are sent again and again' },
  {
    name: 'absurd-prices',
    label: 'Send absurd prices',
    says: 'Zero, negative and absurd prices come between the good ones',
  },
  {
    name: 'server-error',
    label: 'Answer the next order with HTTP 500',
    says: 'The next order is answered with HTTP 500',
  },
  {
    name: 'lose-reply',
    label: 'Lose the reply to the next order',
    says: 'The next order is taken, and its reply is lost',
  },
  {
    name: 'too-many',
    label: 'Answer “too many requests” three times',
    says: 'The next three requests are too many (HTTP 429)',
  },
  { name: 'reject-order', label: 'Reject the next order', says: 'The next order is rejected for want of margin' },
  { name: 'partial-fills', label: 'Fill orders in part only', says: 'Orders are filled in part only' },
  {
    name: 'no-updates',
    label: 'Send no order updates',
    says: 'Order updates are not sent; fills are in the books alone',
  },
  { name: 'expire-token', label: 'End the session', says: 'The session has ended, as it does every morning' },
] as const;

export type DrillName = (typeof DRILLS)[number]['name'];

const ONLY_DEMO = 'Nothing was done: only the demo market goes wrong on demand.';

/** Begins a drill, or with null ends all that go on, and tells so among the notices. */
export async function startDrill(session: DeskSession | null, name: DrillName | null): Promise<void> {
  if (!session) return;
  const { drill } = session.wiring;
  const tell = (level: 'info' | 'warning', title: string, detail: string): void =>
    session.runner.handle({ kind: 'tell', level, title, detail });
  if (!drill) return tell('warning', 'Faults are for Demo', ONLY_DEMO);
  try {
    await drill(name);
  } catch (error) {
    return tell('warning', 'The demo exchange did not do it', messageOf(error));
  }
  const says = DRILLS.find((each) => each.name === name)?.says;
  if (says === undefined) return tell('info', 'The demo market is well again', 'Every fault is switched off.');
  tell('warning', 'A fault was switched on', `${says}. Demo → Everything well again ends it.`);
}
