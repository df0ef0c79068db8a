/** Kite's error types, as its clients switch on them. */
export type ErrorType =
  | 'TokenException'
  | 'UserException'
  | 'OrderException'
  | 'InputException'
  | 'MarginException'
  | 'PermissionException'
  | 'NetworkException'
  | 'DataException'
  | 'GeneralException';

/** A request answered with an error envelope. */
export interface Refusal {
  readonly code: number;
  readonly errorType: ErrorType;
  readonly message: string;
}

export function inputRefusal(message: string): Refusal {
  return { code: 400, errorType: 'InputException', message };
}

export function orderRefusal(message: string): Refusal {
  return { code: 400, errorType: 'OrderException', message };
}
