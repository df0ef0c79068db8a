import { WebSocket } from 'ws';
import type { EpochMs } from '#shared/domain/units';
import { FREE_SPEED_LIMIT } from '#shared/ipc/playback';
import { Asks } from './asks';
import type { ControlCommand, ControlMessage, ControlState, PaceWord } from './control/protocol';
import { Steps } from './steps';
import { textOf } from './text-frame';

export interface ControlClient {
  /** The exchange's market time now: the last report, carried on by this machine's clock. */
  readonly clock: () => EpochMs;
  readonly state: () => ControlState;
  /** Called with every report, each second and on every change. Returns how to stop listening. */
  readonly onChange: (listener: (state: ControlState) => void) => () => void;
  /** Sends a command and waits until it has been carried out; rejects with the exchange's words when it refuses. */
  readonly ask: (command: ControlCommand) => Promise<void>;
  /**
   * From now on the market goes on only when `work` has done with each of its seconds. It stands still while nobody has
   * taken the work over from who stopped following.
   */
  readonly follow: (work: (at: EpochMs) => Promise<void>) => () => void;
  /** As `follow` without having anything to do it with yet. */
  readonly attend: () => void;
  readonly close: () => void;
}

/** Time of a market that waits for nobody, `elapsed` real milliseconds after a report. */
export function marketTimeAfter({ isPaused, marketAt, speed }: ControlState, elapsed: number): EpochMs {
  return isPaused ? marketAt : Math.floor(marketAt + elapsed * Math.min(FREE_SPEED_LIMIT, speed));
}

/** Connects to `ws://…/demo/control`. Resolves with the first report; rejects when there is none within five seconds. */
export function connectControl(url: string): Promise<ControlClient> {
  const socket = new WebSocket(url, { handshakeTimeout: 5_000, perMessageDeflate: false });
  const listeners = new Set<(state: ControlState) => void>();
  let latest: { readonly state: ControlState; readonly heardAt: number } | null = null;

  const asks = new Asks((command) => socket.send(JSON.stringify(command)));
  const steps = new Steps((word: PaceWord) => socket.send(JSON.stringify(word)));

  const report = () => {
    if (!latest) throw new Error('The exchange has not reported yet');
    return latest;
  };
  const client = clientOf({ socket, steps, asks, report, listeners });
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => {
      socket.terminate();
      reject(new Error('The demo exchange did not report its clock within five seconds'));
    }, 5_000);
    socket.on('message', (data) => {
      // The other end is our own exchange, whose messages have this type.
      const message = JSON.parse(textOf(data)) as ControlMessage;
      if (message.type === 'done') return asks.answered(message.ask, null);
      if (message.type === 'refused') {
        if (message.ask !== undefined) asks.answered(message.ask, message.message);
        return;
      }
      if (message.type === 'step') return steps.begin(message);
      steps.reported(message.state);
      latest = { state: message.state, heardAt: performance.now() };
      clearTimeout(patience);
      resolve(client);
      for (const listener of listeners) listener(message.state);
    });
    socket.on('error', (error) => {
      clearTimeout(patience);
      reject(error);
    });
    socket.on('close', () => {
      clearTimeout(patience);
      reject(new Error('The demo exchange closed the control connection'));
      asks.close();
    });
  });
}

interface ClientParts {
  readonly socket: WebSocket;
  readonly steps: Steps;
  readonly asks: Asks;
  /** The last report, and when it was heard. Throws before the first one. */
  readonly report: () => { readonly state: ControlState; readonly heardAt: number };
  readonly listeners: Set<(state: ControlState) => void>;
}

function clientOf({ socket, steps, asks, report, listeners }: ClientParts): ControlClient {
  return {
    clock: () => {
      const { state, heardAt } = report();
      return steps.now(state) ?? marketTimeAfter(state, performance.now() - heardAt);
    },
    state: () => report().state,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    follow: (work) => steps.follow(work),
    attend: () => steps.attend(),
    ask: (command) => asks.ask(command),
    close: () => socket.close(),
  };
}
