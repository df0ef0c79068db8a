import { useState, type ReactNode } from 'react';
import type { Paise } from '#shared/domain/units';
import { formatPrice } from '../../format/money';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import styles from './chart-panel.module.css';

interface MoveDialogProps {
  /** What was dragged: 'stop'. */
  readonly what: string;
  readonly from: Paise;
  /** Where it was let go. */
  readonly to: Paise;
  /** Whose it is. */
  readonly subject: ReactNode;
  /** What it means there. */
  readonly children?: ReactNode;
  /** Answers the problem, in words, when it was not moved. */
  readonly move: () => Promise<string | null>;
  readonly onClose: () => void;
}

/** Asks before a line that was dragged is moved: a slip of the hand must not move an order. */
export function MoveDialog({ what, from, to, subject, children, move, onClose }: MoveDialogProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const confirm = async () => {
    const refusal = await move();
    if (refusal === null) onClose();
    else setProblem(refusal);
  };
  return (
    <Dialog
      title={`Move the ${what}?`}
      size="small"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Leave it</Button>
          <Button tone="primary" onPress={confirm}>
            Move the {what}
          </Button>
        </>
      }
    >
      <p>{subject}</p>
      <p className={styles.moved}>
        {formatPrice(from)} → <strong>{formatPrice(to)}</strong>
      </p>
      {children}
      {problem !== null && <p role="alert">{problem}</p>}
    </Dialog>
  );
}
