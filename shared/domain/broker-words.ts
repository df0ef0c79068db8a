import { inRupees } from './words';

/** Kite's refusal for margin, which the paper broker repeats: the one that sellers of options meet, and the one that names amounts. */
const SHORT_OF_MARGIN = /Required margin is (\d+\.\d\d) but available margin is (-?\d+\.\d\d)/;

/**
 * The broker's own sentence, quoted as it came so that it can be searched for, and before it what is missing where it is about
 * margin. Without a full stop: the sentence it becomes part of has one.
 */
export function brokerSays(message: string): string {
  const said = `The broker says: “${message.replace(/\.$/, '')}”`;
  const [, required, available] = SHORT_OF_MARGIN.exec(message) ?? [];
  if (required === undefined || available === undefined) return said;
  const [needed, free] = [inPaise(required), inPaise(available)];
  return `${inRupees(needed)} of margin is needed, ${inRupees(free)} is free: ${inRupees(needed - free)} too little. ${said}`;
}

/** Two decimals, so without its point it is whole paise. */
function inPaise(rupees: string): number {
  return Number(rupees.replace('.', ''));
}
