import type { IDockviewHeaderActionsProps } from 'dockview-react';
import { ExternalLink } from 'lucide-react';
import { IconButton } from '../../ui/button';
import { popOut } from './dock';
import { PANEL_IDS } from './registry';

/** What a group of tabs offers at its right: its front panel in a window of its own, for another screen. */
export function GroupActions({ activePanel, location }: IDockviewHeaderActionsProps) {
  const id = PANEL_IDS.find((each) => each === activePanel?.id);
  if (id === undefined || location?.type === 'popout') return null;
  return (
    <span className="group-actions">
      <IconButton
        label={`${activePanel?.title ?? 'Panel'} in its own window`}
        icon={<ExternalLink size={12} />}
        onPress={() => popOut(id)}
      />
    </span>
  );
}
