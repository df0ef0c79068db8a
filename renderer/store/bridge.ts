import type { DeskBridge } from '#shared/ipc/contract';

declare global {
  interface Window {
    /** The main process, as the preload exposes it: all the renderer can reach. */
    readonly desk: DeskBridge;
  }
}

export function bridge(): DeskBridge {
  return window.desk;
}
