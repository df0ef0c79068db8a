import type { StrangleStrikes } from './strangle-strikes';
import type { Premium } from './use-premium';

interface Absence {
  readonly title: string;
  readonly text: string;
}

const CANNOT = 'The premium cannot be shown';

/** Why there is no curve; null when there is one, or what belongs to it is still being read. */
export function absenceOf(legs: StrangleStrikes, { points, isRead, problem }: Premium): Absence | null {
  if (problem !== null) return { title: CANNOT, text: problem };
  if (legs === 'out-of-sight')
    return { title: CANNOT, text: 'These strikes are outside the chain. Choose a shorter distance.' };
  if (!isRead || points.length > 1) return null;
  return { title: 'No curve yet', text: 'It begins with the second minute in which both options have a price.' };
}
