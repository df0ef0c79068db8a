import type { Call, CallOutcome } from './call';
import type { ExitPlan } from './exit-plan';
import type { Fill } from './fill';
import type { Approval, Instance, InstanceStatus } from './instance';
import type { Notice } from './notice';
import type { Order, OrderId, OrderPrice, OrderStatus, OrderTimes } from './order';
import type { ParamValues } from './params';
import type { RiskLimits } from './risk';
import type { Scheduled } from './schedule';
import type { IstDate } from './time';
import type { InstanceId, Leaving, Trade, TradeId } from './trade';
import type { Paise } from './units';

/** What may change about an order after it was approved. */
export interface OrderChange {
  readonly status?: OrderStatus;
  readonly brokerId?: string;
  readonly message?: string;
  readonly price?: OrderPrice;
  readonly chases?: number;
  readonly isCancelRequested?: boolean;
  readonly times?: Partial<OrderTimes>;
}

/** What may change about a leg's protection. */
export interface LegLevels {
  /** Average entry price, rounded to the paisa; null until entered. */
  readonly entry: Paise | null;
  readonly stop: Paise | null;
  readonly target: Paise | null;
  readonly best: Paise | null;
}

/** An execution that the desk did not send, kept as an order that was filled at once. */
export interface Booked {
  readonly order: Order;
  readonly fills: readonly Fill[];
}

/** A trade of an earlier day or of another app, without its legs' positions: those are the executions booked for it. */
export interface CarriedTrade {
  readonly trade: Trade;
  readonly booked: readonly Booked[];
}

/**
 * Everything that can change the desk, in the words of the trade. The journal is a list of these and the desk
 * is their fold: the same facts give the same desk, which is how a killed program comes back as it was.
 */
export type Fact =
  /** One fact with all that is held from earlier days: a day that has begun without it would not know of them. */
  | {
      readonly kind: 'day-opened';
      readonly date: IstDate;
      readonly salt: string;
      readonly carried?: readonly CarriedTrade[];
    }
  | { readonly kind: 'armed' }
  | { readonly kind: 'disarmed'; readonly reason: string }
  | { readonly kind: 'halted'; readonly reason: string }
  | { readonly kind: 'limits-set'; readonly limits: RiskLimits }
  | { readonly kind: 'instance-added'; readonly instance: Instance }
  | { readonly kind: 'instance-removed'; readonly instance: InstanceId }
  | {
      readonly kind: 'instance-status';
      readonly instance: InstanceId;
      readonly status: InstanceStatus;
      readonly reason: string;
    }
  | {
      readonly kind: 'instance-set';
      readonly instance: InstanceId;
      readonly name: string;
      readonly params: ParamValues;
      readonly approval: Approval;
    }
  | { readonly kind: 'instance-scheduled'; readonly instance: InstanceId; readonly schedule: Scheduled | null }
  | { readonly kind: 'instance-reset'; readonly instance: InstanceId }
  | { readonly kind: 'decided'; readonly instance: InstanceId; readonly state: unknown; readonly why: string }
  | { readonly kind: 'called'; readonly call: Call }
  | {
      readonly kind: 'call-ended';
      readonly call: string;
      readonly outcome: CallOutcome;
      readonly result: string;
      readonly tradeId: TradeId | null;
    }
  | { readonly kind: 'trade-opened'; readonly trade: Trade }
  /** One fact with its executions: a trade without them would be entered. */
  | ({ readonly kind: 'adopted' } & CarriedTrade)
  | ({ readonly kind: 'trade-closing'; readonly trade: TradeId } & Leaving)
  | {
      readonly kind: 'leg-exiting';
      readonly trade: TradeId;
      readonly leg: string;
      readonly reason: string;
      readonly isStop?: boolean;
    }
  | { readonly kind: 'leg-levels'; readonly trade: TradeId; readonly leg: string; readonly levels: LegLevels }
  | { readonly kind: 'exits-set'; readonly trade: TradeId; readonly exits: ExitPlan }
  | { readonly kind: 'order-approved'; readonly order: Order }
  | { readonly kind: 'order-changed'; readonly order: OrderId; readonly change: OrderChange }
  | { readonly kind: 'filled'; readonly fill: Fill }
  /** Executions that the desk did not send: closed in another app or by the broker, or held from an earlier day. */
  | ({ readonly kind: 'booked' } & Booked)
  | { readonly kind: 'noticed'; readonly notice: Notice }
  | { readonly kind: 'reconciled'; readonly differences: readonly string[] };
