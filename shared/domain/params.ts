import { err, ok, type Result } from './result';
import { minuteFromClock } from './time';

interface Described<T> {
  readonly label: string;
  /** What it does and, where it is not obvious, why its default is what it is. */
  readonly hint: string;
  readonly initial: T;
}

export interface IntegerParam extends Described<number> {
  readonly kind: 'integer';
  readonly min: number;
  readonly max: number;
  readonly unit: string;
}

/** A decimal number; with unit '%' the value is still a fraction (0.25) and only shown as 25 %. */
export interface DecimalParam extends Described<number> {
  readonly kind: 'decimal';
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit: string;
}

export interface ChoiceParam<T extends string = string> extends Described<T> {
  readonly kind: 'choice';
  readonly options: readonly { readonly value: T; readonly label: string }[];
}

export interface ToggleParam extends Described<boolean> {
  readonly kind: 'toggle';
}

/** A time of day as 'HH:MM' IST. */
export interface ClockParam extends Described<string> {
  readonly kind: 'clock';
}

/** An underlying's name ('NIFTY') or, for shares, a tradingsymbol ('RELIANCE'). */
export interface SymbolParam extends Described<string> {
  readonly kind: 'symbol';
}

export type Param = IntegerParam | DecimalParam | ChoiceParam | ToggleParam | ClockParam | SymbolParam;

/** The parameters of a strategy: validates what comes in and draws the form. */
export type ParamSchema = { readonly [name: string]: Param };

export type ParamValue = number | string | boolean;
export type ParamValues = { readonly [name: string]: ParamValue };
export type ParamsOf<S extends ParamSchema> = {
  readonly [K in keyof S]: S[K] extends ChoiceParam<infer T> ? T : S[K]['initial'];
};

export function initialParams<S extends ParamSchema>(schema: S): ParamsOf<S> {
  const entries = Object.entries(schema).map(([name, param]) => [name, param.initial]);
  // Built from the schema itself, so every key is there with the type its kind gives.
  return Object.fromEntries(entries) as ParamsOf<S>;
}

/** Checks raw values against a schema; missing ones take their initial value. Lists every fault in full words. */
export function parseParams<S extends ParamSchema>(
  schema: S,
  raw: { readonly [name: string]: unknown },
): Result<ParamsOf<S>, readonly string[]> {
  const unknown = Object.keys(raw).filter((name) => !Object.hasOwn(schema, name));
  const faults = unknown.map(
    (name) => `There is no parameter "${name}"; known ones are ${Object.keys(schema).join(', ')}`,
  );
  const values: Record<string, unknown> = {};
  for (const [name, param] of Object.entries(schema)) {
    const value = Object.hasOwn(raw, name) ? raw[name] : param.initial;
    const fault = faultOf(param, value);
    if (fault) faults.push(`${param.label}: expected ${fault}, found ${JSON.stringify(value)}`);
    else values[name] = value;
  }
  // Every key of the schema has been checked against its kind above.
  return faults.length > 0 ? err(faults) : ok(values as ParamsOf<S>);
}

function faultOf(param: Param, value: unknown): string | null {
  switch (param.kind) {
    case 'integer':
      return Number.isInteger(value) && inRange(param, value)
        ? null
        : `a whole number from ${param.min} to ${param.max}`;
    case 'decimal':
      return typeof value === 'number' && inRange(param, value) ? null : `a number from ${param.min} to ${param.max}`;
    case 'toggle':
      return typeof value === 'boolean' ? null : 'true or false';
    case 'choice':
      return param.options.some((option) => option.value === value)
        ? null
        : `one of ${param.options.map((option) => option.value).join(', ')}`;
    case 'clock':
      return typeof value === 'string' && isClock(value) ? null : 'a time as HH:MM';
    case 'symbol':
      return typeof value === 'string' && /^[A-Z0-9][A-Z0-9&_ -]{0,29}$/.test(value)
        ? null
        : 'a symbol such as NIFTY or RELIANCE';
  }
}

function inRange(param: { readonly min: number; readonly max: number }, value: unknown): boolean {
  return typeof value === 'number' && value >= param.min && value <= param.max;
}

function isClock(text: string): boolean {
  try {
    return text.length === 5 && minuteFromClock(text) >= 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
