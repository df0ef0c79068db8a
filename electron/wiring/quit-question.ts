import type { DeskSession } from '#electron/runner/desk-session';
import { countOpen, describeTrade, openTrades } from '#electron/runner/open-trades';
import type { Mode } from '#shared/ipc/views';

export interface QuitQuestion {
  readonly message: string;
  readonly detail: string;
}

/** More would make a dialog that is taller than a screen. */
const MOST_NAMED = 6;

/** What becomes of open trades while the program is closed. */
const MEANWHILE: Readonly<Record<Mode, string>> = {
  demo: 'Nothing is lost in the demo: its recorded market stands still while KiteDesk is closed, and goes on from there.',
  paper:
    'Their stops and targets work only while KiteDesk runs. The market goes on without them, and the paper account keeps what it holds.',
  live: 'Their stops and targets work only while KiteDesk runs. The positions stay open at Kite, and nothing protects them until KiteDesk runs again.',
  replay: 'The recording stands still while KiteDesk is closed.',
};

/** What to ask a person who wants to quit; null when nothing speaks against it. */
export function quitQuestion(session: DeskSession | null): QuitQuestion | null {
  const open = openTrades(session);
  if (session === null || open.length === 0) return null;
  const { catalogue, mode } = session.wiring;
  const named = open.slice(0, MOST_NAMED).map((trade) => `• ${describeTrade(trade, catalogue)}`);
  const rest = open.length - named.length;
  const list = [...named, ...(rest > 0 ? [`• and ${rest} more`] : [])].join('\n');
  return { message: `${countOpen(open)}. Quit KiteDesk?`, detail: `${list}\n\n${MEANWHILE[mode]}` };
}
