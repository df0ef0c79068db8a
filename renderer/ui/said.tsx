import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { classNames } from './class-names';
import styles from './said.module.css';

interface Saying {
  readonly isProblem: boolean;
  readonly text: string;
}

/** What became of the last thing a form was asked to do; null while there is nothing to say. */
export function useSaid() {
  const [saying, setSaying] = useState<Saying | null>(null);
  return {
    saying,
    done: (text: string) => setSaying({ isProblem: false, text }),
    failed: (text: string) => setSaying({ isProblem: true, text }),
    quiet: () => setSaying(null),
  };
}

export function Said({ saying }: { readonly saying: Saying | null }) {
  if (saying === null) return null;
  const Icon = saying.isProblem ? TriangleAlert : CircleCheck;
  return (
    <p
      className={classNames(styles.said, saying.isProblem && styles.problem)}
      role={saying.isProblem ? 'alert' : 'status'}
    >
      <Icon size={14} aria-hidden="true" />
      <span>{saying.text}</span>
    </p>
  );
}
