import { shiftedStrike, type Contract } from './basket';
import type { Right, Side } from './instrument';
import { err, ok, type Result } from './result';
import type { IstDate } from './time';
import type { Paise } from './units';
import { inPoints } from './words';

export type TemplateId =
  | 'straddle'
  | 'strangle'
  | 'bull-call-spread'
  | 'bear-put-spread'
  | 'bull-put-spread'
  | 'bear-call-spread'
  | 'iron-condor'
  | 'iron-fly';

interface TemplateLeg {
  readonly side: Side;
  readonly right: Right;
  /** In widths above the ATM strike; below it when negative. */
  readonly at: number;
}

/** A well-known trade, laid out around the money. */
export interface Template {
  readonly id: TemplateId;
  readonly name: string;
  /** What it wants the market to do. */
  readonly about: string;
  /** What is bought comes first: it is what the rest is held against. */
  readonly legs: readonly TemplateLeg[];
}

export const TEMPLATES: readonly Template[] = [
  {
    id: 'straddle',
    name: 'Straddle',
    about: 'Sells both at the money: gains while the market stands still',
    legs: [
      { side: 'sell', right: 'CE', at: 0 },
      { side: 'sell', right: 'PE', at: 0 },
    ],
  },
  {
    id: 'strangle',
    name: 'Strangle',
    about: 'Sells both away from the money: gains while the market stays between them',
    legs: [
      { side: 'sell', right: 'CE', at: 1 },
      { side: 'sell', right: 'PE', at: -1 },
    ],
  },
  {
    id: 'bull-call-spread',
    name: 'Bull call spread',
    about: 'Pays a debit: gains when the market rises, the loss is limited',
    legs: [
      { side: 'buy', right: 'CE', at: 0 },
      { side: 'sell', right: 'CE', at: 1 },
    ],
  },
  {
    id: 'bear-put-spread',
    name: 'Bear put spread',
    about: 'Pays a debit: gains when the market falls, the loss is limited',
    legs: [
      { side: 'buy', right: 'PE', at: 0 },
      { side: 'sell', right: 'PE', at: -1 },
    ],
  },
  {
    id: 'bull-put-spread',
    name: 'Bull put spread',
    about: 'Takes a credit: gains unless the market falls, the loss is limited',
    legs: [
      { side: 'buy', right: 'PE', at: -2 },
      { side: 'sell', right: 'PE', at: -1 },
    ],
  },
  {
    id: 'bear-call-spread',
    name: 'Bear call spread',
    about: 'Takes a credit: gains unless the market rises, the loss is limited',
    legs: [
      { side: 'buy', right: 'CE', at: 2 },
      { side: 'sell', right: 'CE', at: 1 },
    ],
  },
  {
    id: 'iron-condor',
    name: 'Iron condor',
    about: 'A strangle with bought wings: gains between them, the loss is limited',
    legs: [
      { side: 'buy', right: 'PE', at: -2 },
      { side: 'buy', right: 'CE', at: 2 },
      { side: 'sell', right: 'PE', at: -1 },
      { side: 'sell', right: 'CE', at: 1 },
    ],
  },
  {
    id: 'iron-fly',
    name: 'Iron fly',
    about: 'A straddle with bought wings: gains near the strike, the loss is limited',
    legs: [
      { side: 'buy', right: 'PE', at: -1 },
      { side: 'buy', right: 'CE', at: 1 },
      { side: 'sell', right: 'PE', at: 0 },
      { side: 'sell', right: 'CE', at: 0 },
    ],
  },
];

/** The part of a chain that a template is laid out on. */
export interface ChainStrikes {
  readonly underlying: string;
  readonly expiry: IstDate;
  readonly atmStrike: Paise | null;
  /** Ascending. */
  readonly strikes: readonly Paise[];
}

export interface PlannedLeg {
  readonly contract: Contract & { readonly kind: 'option' };
  readonly side: Side;
}

/** The contracts of a template with `width` strikes to a step, or what the chain lacks for it. */
export function planTemplate(
  { legs }: Template,
  { underlying, expiry, atmStrike, strikes }: ChainStrikes,
  width: number,
): Result<readonly PlannedLeg[], string> {
  if (atmStrike === null) return err('Where the money is cannot be told yet');
  const planned: PlannedLeg[] = [];
  for (const { side, right, at } of legs) {
    const strike = shiftedStrike(strikes, atmStrike, at * width);
    if (strike === null) {
      const where = `${Math.abs(at * width)} strikes ${at < 0 ? 'below' : 'above'} ${inPoints(atmStrike)}`;
      return err(`The chain shown has nothing ${where}`);
    }
    planned.push({ contract: { kind: 'option', underlying, expiry, strike, right }, side });
  }
  return ok(planned);
}
