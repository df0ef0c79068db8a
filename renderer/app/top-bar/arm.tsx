import { ShieldCheck, ShieldOff } from 'lucide-react';
import { useState } from 'react';
import { ask } from '../../store/ask';
import { useDeskView } from '../../store/desk';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { Tip } from '../../ui/tooltip';
import { closeArmDialog, requestArm, useArmDialog } from '../commands/arm-request';
import styles from './top-bar.module.css';

/** What a person types to let real orders leave. */
const LIVE_CONFIRMATION = 'LIVE';

/** Arms with one click, or in live asks first; disarming never asks. */
export function ArmButton({ label = 'Arm' }: { readonly label?: string }) {
  const isArmed = useDeskView((desk) => desk.isArmed && desk.haltReason === null);
  if (!isArmed) {
    return (
      <Tip content="No entry leaves the desk until it is armed." shortcut="Mod+Shift+A">
        <Button
          className={styles.armButton}
          tone="primary"
          icon={<ShieldOff size={14} />}
          // What is read out has to contain what is written on it.
          {...(label === 'Arm' ? { 'aria-label': 'Arm trading' } : {})}
          onPress={requestArm}
        >
          {label}
        </Button>
      </Tip>
    );
  }
  return (
    <Tip content="Entries may leave the desk. Click to disarm: exits go on working." shortcut="Mod+Shift+A">
      <Button
        className={classNames(styles.armButton, styles.armed)}
        icon={<ShieldCheck size={14} />}
        aria-label="Disarm trading"
        onPress={() => ask('trading.disarm')}
      >
        Armed
      </Button>
    </Tip>
  );
}

/** The question of live mode, wherever it was asked from. */
export function ArmDialog() {
  const isOpen = useArmDialog((dialog) => dialog.isOpen);
  return isOpen ? <ArmLiveDialog onClose={closeArmDialog} /> : null;
}

function ArmLiveDialog({ onClose }: { readonly onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const isConfirmed = typed.trim() === LIVE_CONFIRMATION;
  const arm = async () => {
    await ask('trading.arm', { confirmation: typed.trim() });
    onClose();
  };
  const footer = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button tone="danger-solid" disabled={!isConfirmed} onPress={arm}>
        Arm live trading
      </Button>
    </>
  );
  return (
    <Dialog
      title="Arm live trading"
      size="small"
      onClose={onClose}
      footer={footer}
      description="Running strategies will send real orders with real money."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isConfirmed) void arm();
        }}
      >
        <TextField
          label={`Type ${LIVE_CONFIRMATION} to confirm`}
          hint="Asked once in each session, so that it never happens by accident."
          value={typed}
          onChange={setTyped}
        />
      </form>
    </Dialog>
  );
}
