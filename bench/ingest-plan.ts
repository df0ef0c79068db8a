/** What the ticker of the soak is to send. */
export interface IngestPlan {
  readonly tokensPerConnection: number;
  readonly updatesPerSecond: number;
  readonly seconds: number;
}

export type IngestReport =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'done'; readonly sent: number };
