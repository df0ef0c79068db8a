import type { Command } from '#shared/engine/commands';
import type { ParamValues } from '#shared/domain/params';
import { parseParams } from '#shared/domain/params';
import { err, ok } from '#shared/domain/result';
import { levelsFor } from '#shared/domain/session-levels';
import { strategies, strategyById } from '#shared/engine/registry';
import type { AppInfo, BarsReply, Handlers, Outcome, Problem } from '#shared/ipc/contract';
import { messageOf } from './runner';
import type { DeskSession } from './desk-session';

/** What the application around the desk answers for. */
export interface Surround {
  /** The desk of the moment; null while one is being opened. */
  session(): DeskSession | null;
  info(): AppInfo;
  openDataFolder(): Promise<void>;
  /** What a person has to type to arm; null where one click is enough. */
  readonly armingWord: string | null;
}

/** Strikes either side of the money for an underlying that the settings do not name. */
const DEFAULT_RANGE = 12;

const NO_DESK: Outcome<never> = err({ message: 'The desk is still opening. Try again in a moment.' });
const EMPTY: Outcome = ok(undefined);

/** Answers the screen's requests. Each was parsed before it came here. */
export function createHandlers(surround: Surround): Handlers {
  const run = (command: Command): Outcome => {
    const session = surround.session();
    if (!session) return NO_DESK;
    const result = session.runner.command(command);
    return result.ok ? EMPTY : err({ message: result.error });
  };
  /** For what can fail in many ways outside: the message is the answer. */
  const attempt = async <T>(work: (session: DeskSession) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const session = surround.session();
    if (!session) return NO_DESK;
    return work(session).catch((error: unknown) => err({ message: messageOf(error) }));
  };

  return {
    'desk.snapshot': () => {
      const session = surround.session();
      if (!session) throw new Error('The desk is still opening');
      return session.snapshot();
    },
    'app.info': surround.info,
    'app.openDataFolder': async () => {
      await surround.openDataFolder();
      return EMPTY;
    },
    'trading.arm': ({ confirmation }) => {
      const { armingWord } = surround;
      if (armingWord !== null && confirmation !== armingWord) return err({ message: `Type ${armingWord} to arm; found "${confirmation}"` });
      return run({ kind: 'arm' });
    },
    'trading.disarm': () => run({ kind: 'disarm' }),
    'trading.exitAll': () => run({ kind: 'exit-all', reason: 'Exit all by hand' }),
    'strategies.list': () => strategies().map(({ id, name, summary, params }) => ({ id, name, summary, params })),
    'instance.add': ({ strategy, name, params, approval }) => {
      const session = surround.session();
      const checked = checkParams(strategy, params);
      if (!session) return NO_DESK;
      if (!checked.ok) return checked;
      const result = session.runner.command({ kind: 'add-instance', strategy, name, params: checked.value, approval });
      return result.ok ? ok({ instance: result.value }) : err({ message: result.error });
    },
    'instance.set': ({ instance, name, params, approval }) => {
      const strategy = surround.session()?.desk.instances.get(instance)?.strategy ?? '';
      const checked = checkParams(strategy, params);
      return checked.ok ? run({ kind: 'set-instance', instance, name, params: checked.value, approval }) : checked;
    },
    'instance.start': ({ instance }) => run({ kind: 'start', instance }),
    'instance.pause': ({ instance }) => run({ kind: 'pause', instance }),
    'instance.stop': ({ instance, flatten }) => run({ kind: 'stop', instance, flatten }),
    'instance.exit': ({ instance }) => run({ kind: 'exit-instance', instance }),
    'instance.remove': ({ instance }) => run({ kind: 'remove', instance }),
    'trade.exit': ({ trade }) => run({ kind: 'exit-trade', trade }),
    'trade.exitLeg': ({ trade, leg }) => run({ kind: 'exit-leg', trade, leg }),
    'trade.setLevels': ({ trade, leg, stop, target }) => run({ kind: 'set-levels', trade, leg, stop, target }),
    'order.cancel': ({ order }) => run({ kind: 'cancel-order', order }),
    'limits.set': (limits) => run({ kind: 'set-limits', limits }),
    'series.watch': ({ instrument, interval }) =>
      attempt(async (session): Promise<Outcome<BarsReply>> => {
        if (!session.wiring.catalogue.get(instrument)) return err({ message: `${instrument} is not in today's instruments` });
        session.want(instrument);
        const bars = await session.bars.load(instrument, interval);
        session.showSeries(instrument, interval);
        const daily = await session.bars.load(instrument, '1d').catch(() => []);
        return ok({ bars, levels: levelsFor({ bars, daily, date: session.wiring.date }) });
      }),
    // Series and chains stay for the day once asked for: closing a panel must not lose what it gathered.
    'series.unwatch': () => EMPTY,
    'chain.watch': ({ underlying, expiry }) => {
      const session = surround.session();
      if (!session) return NO_DESK;
      const range = session.wiring.underlyings.find(({ name }) => name === underlying)?.optionRange ?? DEFAULT_RANGE;
      if (!session.chains.watch({ underlying, expiry, range })) {
        return err({ message: `There are no options of ${underlying} for ${expiry} in today's instruments` });
      }
      session.resubscribe();
      return EMPTY;
    },
    'chain.unwatch': () => EMPTY,
    'playback.set': ({ speed, isPaused }) => attempt((session) => playback(session, (play) => play.set(speed, isPaused))),
    'playback.restart': ({ day }) => attempt((session) => playback(session, (play) => play.restart(day))),
    'session.login': () => attempt(async (session) => session.wiring.login?.() ?? err({ message: 'This mode needs no login' })),
    'notices.clear': () => {
      surround.session()?.clearNotices();
      return EMPTY;
    },
  };
}

function checkParams(id: string, params: ParamValues): Outcome<ParamValues> {
  const strategy = strategyById(id);
  if (!strategy) return err({ message: `There is no strategy "${id}"; known ones are ${strategies().map((each) => each.id).join(', ')}` });
  const parsed = parseParams(strategy.params, params);
  return parsed.ok ? ok(parsed.value) : err({ message: parsed.error.join('. ') } satisfies Problem);
}

async function playback(session: DeskSession, act: (play: NonNullable<DeskSession['wiring']['playback']>) => Promise<void>): Promise<Outcome> {
  const { playback: play } = session.wiring;
  if (!play) return err({ message: 'This mode follows the real clock' });
  await act(play);
  return EMPTY;
}
