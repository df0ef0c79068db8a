import { LogOut } from 'lucide-react';
import { ask } from '../../store/ask';
import { Button } from '../../ui/button';
import { Tip } from '../../ui/tooltip';
import styles from './top-bar.module.css';

/** The kill switch. One click and no question: whoever wants out must not be asked whether. */
export function ExitAll() {
  return (
    <Tip
      content="Cancel every order, flatten every position, and refuse entries until armed again"
      shortcut="Mod+Shift+X"
    >
      <Button
        tone="danger-solid"
        className={styles.exitAll}
        icon={<LogOut size={14} />}
        onPress={() => ask('trading.exitAll')}
      >
        Exit all
      </Button>
    </Tip>
  );
}
