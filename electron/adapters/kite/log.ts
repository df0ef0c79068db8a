/** Takes what a person who looks for a fault wants to know; it never holds a token or a secret. */
export type Log = (level: 'info' | 'warn', message: string) => void;
