import { create } from 'zustand';
import { ask } from '../../store/ask';
import { deskNow } from '../../store/desk';

export const useArmDialog = create<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }));

export function closeArmDialog(): void {
  useArmDialog.setState({ isOpen: false });
}

/** Arms with one click where no real money is at stake; in live it first asks for a typed word. */
export async function requestArm(): Promise<void> {
  const { mode } = deskNow().desk.desk;
  if (mode === 'live') useArmDialog.setState({ isOpen: true });
  else await ask('trading.arm', { confirmation: mode });
}
