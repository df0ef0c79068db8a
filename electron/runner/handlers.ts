import type { Command } from '#shared/engine/commands';
import { err, messageOf, ok } from '#shared/domain/result';
import { strategies } from '#shared/engine/registry';
import type { Handlers, Outcome } from '#shared/ipc/contract';
import { saveTable } from '#electron/storage/saved-table';
import { checkParams } from './check-params';
import { dataHandlers } from './data-handlers';
import { BY_HAND, openTrade, quoteTrade } from './hand-trades';
import { reviewHandlers } from './review-handlers';
import { strategyLog } from './strategy-log';
import { readDepth, watchChain, watchSeries } from './watching';
import type { Some, Surround } from './surround';
import type { Playback } from './wiring';
import { NO_DESK, withDesk } from './with-desk';

const DONE: Outcome = ok(undefined);

/** Answers the screen's requests. Each was parsed before it came here. */
export function createHandlers(surround: Surround): Handlers {
  return {
    ...appHandlers(surround),
    ...tradingHandlers(surround),
    ...instanceHandlers(surround),
    ...marketHandlers(surround),
    ...playbackHandlers(surround),
    ...reviewHandlers(surround),
    ...dataHandlers(surround),
    ...surround.settings,
    ...surround.alerts,
    ...surround.lab,
  };
}

function appHandlers(surround: Surround): Some<'app' | 'desk' | 'session' | 'notices' | 'diagnostics'> {
  return {
    'desk.snapshot': () => surround.snapshot(),
    'desk.reopen': () => surround.reopen(),
    'app.info': () => surround.info(),
    'app.openDataFolder': () => surround.openDataFolder().then(() => DONE),
    'app.saveTable': async (table) => {
      try {
        return ok({ path: await saveTable(surround.info().dataDirectory, table) });
      } catch (error) {
        return err({ message: `The table could not be saved: ${messageOf(error)}` });
      }
    },
    'app.alert': (notice) => (surround.alert(notice) ? DONE : err({ message: 'This computer shows no notifications' })),
    'session.login': () => surround.login(),
    'session.logout': () => surround.logout(),
    'diagnostics.save': () => surround.saveDiagnostics(),
    'notices.clear': () => {
      surround.session()?.clearNotices();
      return DONE;
    },
  };
}

function tradingHandlers(surround: Surround): Some<'trading' | 'trade' | 'position' | 'order' | 'call' | 'limits'> {
  return {
    'trading.arm': ({ confirmation }) => {
      const word = surround.armingWord();
      if (word !== null && confirmation !== word)
        return err({ message: `Type ${word} to arm; found "${confirmation}"` });
      return run(surround, { kind: 'arm' });
    },
    'trading.disarm': () => run(surround, { kind: 'disarm' }),
    'trading.exitAll': () => run(surround, { kind: 'exit-all', reason: 'Exit all by hand' }),
    'trade.open': (ticket) => withDesk(surround, (session) => openTrade(session, ticket)),
    'trade.quote': (question) => withDesk(surround, (session) => quoteTrade(session, question)),
    'trade.exit': ({ trade }) => run(surround, { kind: 'exit-trade', trade }),
    'trade.exitLeg': ({ trade, leg }) => run(surround, { kind: 'exit-leg', trade, leg }),
    'trade.setLevels': (levels) => run(surround, { kind: 'set-levels', ...levels }),
    'position.adopt': (wanted) => {
      const adopted = surround.session()?.runner.command({ kind: 'adopt', owner: BY_HAND, ...wanted });
      if (!adopted) return NO_DESK;
      return adopted.ok ? ok({ trade: adopted.value }) : err({ message: adopted.error });
    },
    'order.cancel': ({ order }) => run(surround, { kind: 'cancel-order', order }),
    'order.modify': ({ order, limit }) => run(surround, { kind: 'reprice-order', order, limit }),
    'order.cancelOutside': ({ brokerId }) => run(surround, { kind: 'cancel-outside', brokerId }),
    'call.answer': ({ call, isYes }) => run(surround, { kind: isYes ? 'approve-call' : 'decline-call', call }),
    'limits.set': (limits) => run(surround, { kind: 'set-limits', limits }),
  };
}

function instanceHandlers(surround: Surround): Some<'instance' | 'strategies'> {
  return {
    'strategies.list': () => strategies().map(({ id, name, summary, params }) => ({ id, name, summary, params })),
    'instance.add': (wanted) => {
      const session = surround.session();
      const checked = checkParams(wanted.strategy, wanted.params);
      if (!session) return NO_DESK;
      if (!checked.ok) return checked;
      const result = session.runner.command({ kind: 'add-instance', ...wanted, params: checked.value });
      return result.ok ? ok({ instance: result.value }) : err({ message: result.error });
    },
    'instance.set': (wanted) => {
      const strategy = surround.session()?.desk.instances.get(wanted.instance)?.strategy ?? '';
      const checked = checkParams(strategy, wanted.params);
      return checked.ok ? run(surround, { kind: 'set-instance', ...wanted, params: checked.value }) : checked;
    },
    'instance.schedule': (wanted) => run(surround, { kind: 'set-schedule', ...wanted }),
    'instance.start': ({ instance }) => run(surround, { kind: 'start', instance }),
    'instance.pause': ({ instance }) => run(surround, { kind: 'pause', instance }),
    'instance.stop': ({ instance, flatten }) => run(surround, { kind: 'stop', instance, flatten }),
    'instance.exit': ({ instance }) => run(surround, { kind: 'exit-instance', instance }),
    'instance.remove': ({ instance }) => run(surround, { kind: 'remove', instance }),
    'instance.log': ({ instance }) => withDesk(surround, (session) => ok(strategyLog(session, instance))),
  };
}

/** Series and chains stay for the day once asked for: closing a panel must not lose what was gathered. */
function marketHandlers(surround: Surround): Some<'series' | 'chain' | 'quote'> {
  return {
    'series.watch': ({ instrument, interval }) =>
      withDesk(surround, (session) => watchSeries(session, instrument, interval)),
    'chain.watch': ({ underlying, expiry }) => withDesk(surround, (session) => watchChain(session, underlying, expiry)),
    'quote.depth': ({ instrument }) => withDesk(surround, (session) => readDepth(session, instrument)),
  };
}

function playbackHandlers(surround: Surround): Some<'playback'> {
  const play = <T>(act: (playback: Playback) => Promise<T>): Promise<Outcome<T>> =>
    withDesk(surround, async ({ wiring }) =>
      wiring.playback ? ok(await act(wiring.playback)) : err({ message: 'This mode follows the real clock' }),
    );
  return {
    'playback.set': ({ speed, isPaused }) => play((playback) => playback.set(speed, isPaused)),
    'playback.jump': ({ at }) => play((playback) => playback.jump(at)),
    'playback.runTo': ({ at }) => play((playback) => playback.runTo(at)),
    'playback.setUntil': ({ day }) => play((playback) => Promise.resolve(playback.setUntil(day))),
    'playback.restart': ({ day }) => play((playback) => playback.restart(day)),
    'playback.sources': () => play((playback) => playback.sources()),
    'playback.look': (choice) => play((playback) => playback.look(choice)),
    'playback.open': (choice) => play((playback) => playback.open(choice)),
    'playback.cancel': () => play((playback) => Promise.resolve(playback.cancel())),
  };
}

function run(surround: Surround, command: Command): Outcome {
  const session = surround.session();
  if (!session) return NO_DESK;
  const result = session.runner.command(command);
  return result.ok ? DONE : err({ message: result.error });
}
