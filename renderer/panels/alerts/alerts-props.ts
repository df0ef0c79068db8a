import type { AlertsView } from '#shared/ipc/alerts';

/** What the views of the panel show and change. */
export interface AlertsProps {
  readonly alerts: AlertsView;
  /** Reads them anew, after something was changed. */
  readonly onChanged: () => void;
}
