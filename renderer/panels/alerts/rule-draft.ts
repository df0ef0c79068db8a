import { describeWatch, type Names } from '#shared/domain/alert-words';
import type { AlertChannel, AlertEvent, AlertRepeat, AlertSide, Watch } from '#shared/domain/alerts';
import type { InstrumentId } from '#shared/domain/instrument';
import type { AlertDraft, AlertView } from '#shared/ipc/alerts';

export const WHATS = ['price', 'straddle', 'pcr', 'atm-iv', 'oi-change', 'pnl', 'event'] as const;
export type What = (typeof WHATS)[number];

/** A rule while a person fills in the form: what does not apply to the chosen kind is kept, in case it is chosen back. */
export interface RuleDraft {
  readonly id: string | null;
  readonly isOn: boolean;
  /** Empty: it is called as what it waits for. */
  readonly name: string;
  readonly what: What;
  readonly instrument: { readonly id: InstrumentId; readonly name: string } | null;
  readonly underlying: string;
  /** Empty is the nearest. */
  readonly expiry: string;
  readonly event: AlertEvent;
  /** Empty is the whole day, or any strategy. */
  readonly instance: string;
  readonly side: AlertSide;
  /** In the measure's unit; null while nothing, or no number, is typed. */
  readonly level: number | null;
  readonly repeat: AlertRepeat;
  readonly pauseSeconds: number | null;
  readonly channels: readonly AlertChannel[];
}

/** What each part of the form is given. */
export interface RuleFormProps {
  readonly draft: RuleDraft;
  readonly onChange: (draft: RuleDraft) => void;
}

export function newDraft(underlying: string, instrument: RuleDraft['instrument'] = null): RuleDraft {
  return {
    id: null,
    isOn: true,
    name: '',
    what: 'price',
    instrument,
    underlying,
    expiry: '',
    event: 'exit',
    instance: '',
    side: 'crosses',
    level: null,
    repeat: 'once',
    pauseSeconds: 300,
    channels: ['computer', 'sound'],
  };
}

export function draftOf({ id, isOn, name, watch, repeat, pauseSeconds, channels }: AlertView, names: Names): RuleDraft {
  const common = { ...newDraft(''), id, isOn, name, repeat, pauseSeconds, channels };
  if (watch.kind === 'event') return { ...common, what: 'event', event: watch.event, instance: watch.instance ?? '' };
  const { measure, side, level } = watch;
  const measured = { ...common, what: measure.kind, side, level };
  if (measure.kind === 'pnl') return { ...measured, instance: measure.instance ?? '' };
  if ('instrument' in measure)
    return { ...measured, instrument: { id: measure.instrument, name: names.instrument(measure.instrument) } };
  return { ...measured, underlying: measure.underlying, expiry: measure.expiry ?? '' };
}

/** What the draft waits for; null while something is missing. */
export function watchOf(draft: RuleDraft): Watch | null {
  const { what, side, event } = draft;
  const instance = draft.instance === '' ? null : draft.instance;
  if (what === 'event') return { kind: 'event', event, instance: isOfStrategy(event) ? instance : null };
  const { level } = draft;
  if (level === null) return null;
  const at = { kind: 'level', side, level } as const;
  if (what === 'pnl') return { ...at, measure: { kind: what, instance } };
  if (what === 'price' || what === 'oi-change')
    return draft.instrument === null ? null : { ...at, measure: { kind: what, instrument: draft.instrument.id } };
  if (draft.underlying === '') return null;
  return { ...at, measure: { kind: what, underlying: draft.underlying, expiry: draft.expiry || null } };
}

/** Whether an event happens to a strategy, and not to the desk as a whole. */
export function isOfStrategy(event: AlertEvent): boolean {
  return event !== 'halted' && event !== 'connection';
}

/** The draft as the desk takes it; null while something is missing. */
export function ruleOf(draft: RuleDraft, names: Names): AlertDraft | null {
  const { id, isOn, repeat, pauseSeconds, channels } = draft;
  const watch = watchOf(draft);
  if (watch === null || pauseSeconds === null) return null;
  const name = draft.name.trim() || describeWatch(watch, names).slice(0, 80);
  return { id, isOn, name, watch, repeat, pauseSeconds, channels: [...channels] };
}
