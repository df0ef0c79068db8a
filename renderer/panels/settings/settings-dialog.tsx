import { useEffect, useState, type ComponentType } from 'react';
import { askQuietly } from '../../store/ask';
import { Dialog } from '../../ui/dialog';
import { AccountSection } from './account-section';
import { ApiSection } from './api-section';
import { AppearanceSection } from './appearance-section';
import { DemoSection } from './demo-section';
import { FilesSection } from './files-section';
import { MarketSection } from './market-section';
import { ModeSection } from './mode-section';
import type { SectionProps } from './section-props';
import { closeSettings, openSettings, useSettingsRequest, type SectionId } from './settings-request';
import styles from './settings.module.css';

const SECTIONS: readonly {
  readonly id: SectionId;
  readonly title: string;
  readonly component: ComponentType<SectionProps>;
}[] = [
  { id: 'mode', title: 'Mode', component: ModeSection },
  { id: 'account', title: 'Kite account', component: AccountSection },
  { id: 'market', title: 'Market', component: MarketSection },
  { id: 'demo', title: 'Demo', component: DemoSection },
  { id: 'api', title: 'API', component: ApiSection },
  { id: 'appearance', title: 'Appearance', component: AppearanceSection },
  { id: 'files', title: 'Files', component: FilesSection },
];

/** Everything a person sets that is not about one strategy. Risk limits have a panel of their own, always in reach. */
export function SettingsDialog() {
  const section = useSettingsRequest((request) => request.section);
  return section === null ? null : <OpenSettings section={section} />;
}

function OpenSettings({ section }: { readonly section: SectionId }) {
  const { settings, problem, reload } = useSettings();
  const Section = SECTIONS.find(({ id }) => id === section)?.component ?? ModeSection;
  return (
    <Dialog
      title="Settings"
      description="Risk limits, how long ticks are kept and alerts have panels of their own: Risk limits, Data, Alerts & webhooks."
      size="wide"
      onClose={closeSettings}
    >
      <div className={styles.frame}>
        <nav className={styles.nav} aria-label="Settings">
          {SECTIONS.map(({ id, title }) => (
            <button
              key={id}
              type="button"
              aria-current={id === section ? 'page' : undefined}
              onClick={() => openSettings(id)}
            >
              {title}
            </button>
          ))}
        </nav>
        <div className={styles.section}>
          {settings !== null && <Section settings={settings} onChanged={reload} />}
          {problem !== null && <p role="alert">The settings could not be read: {problem}</p>}
        </div>
      </div>
    </Dialog>
  );
}

function useSettings() {
  const [answer, setAnswer] = useState<Answer>({ reply: null, problem: null });
  const reload = async () => setAnswer(await readSettings());
  useEffect(() => void readSettings().then(setAnswer), []);
  return { settings: answer.reply, problem: answer.problem, reload };
}

type Answer = Awaited<ReturnType<typeof readSettings>>;

function readSettings() {
  return askQuietly('settings.read');
}
