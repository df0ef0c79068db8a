import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { Notice } from '#shared/domain/notice';
import { formatClock } from '../../format/clock';
import { ask } from '../../store/ask';
import { useDeskShallow } from '../../store/desk';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { EmptyState } from '../../ui/empty-state';
import { Figure, Panel, Spacer } from '../../ui/panel';
import styles from './notices-panel.module.css';

const LEVELS = {
  info: { icon: Info, word: 'For information' },
  warning: { icon: TriangleAlert, word: 'Warning' },
  error: { icon: CircleAlert, word: 'Error' },
} as const;

/** What the desk wants the trader to know, newest first. */
export function NoticesPanel() {
  const notices = useDeskShallow((desk) => Object.values(desk.notices).toSorted((a, b) => b.at - a.at));
  const urgent = notices.filter(({ level }) => level !== 'info').length;
  const toolbar = (
    <>
      <Figure label="Warnings and errors">{urgent}</Figure>
      <Spacer />
      <Button size="small" tone="ghost" onPress={() => ask('notices.clear')}>
        Clear
      </Button>
    </>
  );
  return (
    <Panel label="Notices" toolbar={notices.length > 0 ? toolbar : undefined}>
      {notices.length === 0 ? (
        <EmptyState title="All quiet">Warnings, refusals and connection changes are collected here.</EmptyState>
      ) : (
        <ol aria-label="Notices">
          {notices.map((notice) => (
            <NoticeRow key={notice.id} notice={notice} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function NoticeRow({ notice }: { readonly notice: Notice }) {
  const { icon: Icon, word } = LEVELS[notice.level];
  return (
    <li className={classNames(styles.notice, styles[notice.level])}>
      <Icon size={14} aria-label={word} />
      <div>
        <p className={styles.title}>
          <strong>{notice.title}</strong>
          <time>{formatClock(notice.at)}</time>
        </p>
        {notice.detail !== '' && <p className={styles.detail}>{notice.detail}</p>}
      </div>
    </li>
  );
}
