import type { Side } from '#shared/domain/instrument';
import { Badge } from './badge';

interface SideTagProps {
  readonly side: Side;
  /** One letter, where the sign of the quantity says the rest. */
  readonly isShort?: boolean;
}

/** BUY or SELL, in word and tint. */
export function SideTag({ side, isShort = false }: SideTagProps) {
  const word = side.toUpperCase();
  return (
    <Badge tone={side === 'buy' ? 'accent' : 'loss'} title={word} aria-label={word}>
      {isShort ? word.slice(0, 1) : word}
    </Badge>
  );
}
