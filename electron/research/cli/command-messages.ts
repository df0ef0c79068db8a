export interface CommandWorkerData {
  readonly args: readonly string[];
}

export type FromCommandWorker =
  | { readonly kind: 'out' | 'say'; readonly text: string }
  | { readonly kind: 'ended'; readonly code: number };
