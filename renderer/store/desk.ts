import { useRef } from 'react';
import { useStore } from 'zustand';
import { subscribeWithSelector } from 'zustand/middleware';
import { useShallow } from 'zustand/react/shallow';
import { createStore } from 'zustand/vanilla';
import type { DeskBridge } from '#shared/ipc/contract';
import { createUnpacker } from '#shared/ipc/packed-delta';
import type { DeskView, Tables } from '#shared/ipc/views';
import { afterPaint } from './after-paint';
import { remembering } from './remembering';
import { startReplica } from './replica';

interface ReplicaState {
  /** Null until the first snapshot. */
  readonly tables: Tables | null;
  /** Why there is no snapshot yet. */
  readonly problem: string | null;
  /** How many were taken: each but the first may be of another desk, which was told of nothing. */
  readonly snapshots: number;
}

export const deskStore = createStore<ReplicaState>()(
  subscribeWithSelector((): ReplicaState => ({ tables: null, problem: null, snapshots: 0 })),
);

/** Reads the replica. Select the narrowest value, by id: the component renders again only when that changes. */
export function useDesk<T>(select: (desk: Tables) => T): T {
  return useStore(deskStore, ({ tables }) => select(present(tables)));
}

/** For selectors that build a list of rows or ids: compared one level deep. */
export function useDeskShallow<T>(select: (desk: Tables) => T): T {
  return useRemembering(useShallow(select));
}

/**
 * For small plain values made of objects (limits, playback, an underlying): compared by content, because
 * every delta that touches a row brings new objects for all that is in it.
 */
export function useDeskValue<T>(select: (desk: Tables) => T): T {
  const held = useRef<{ readonly value: T; readonly text: string } | null>(null);
  return useRemembering((desk) => {
    const value = select(desk);
    const text = JSON.stringify(value);
    if (held.current?.text !== text) held.current = { value, text };
    return held.current.value;
  });
}

/** For selectors that make something of whole tables: they run when one of those has changed. */
function useRemembering<T>(select: (desk: Tables) => T): T {
  return useDesk(remembering(select));
}

/** Reads from the one row about the desk as a whole. */
export function useDeskView<T>(select: (view: DeskView) => T): T {
  return useDesk((desk) => select(desk.desk.desk));
}

export function useReplicaState<T>(select: (state: ReplicaState) => T): T {
  return useStore(deskStore, select);
}

/** The replica right now, for code that acts rather than shows. */
export function deskNow(): Tables {
  return present(deskStore.getState().tables);
}

/** Calls back when what is selected changes, outside of React: for charts, which draw by themselves. */
export function subscribeDesk<T>(select: (desk: Tables) => T, listener: (value: T, previous: T) => void): () => void {
  return deskStore.subscribe((state) => select(present(state.tables)), listener);
}

/** Calls back when the replica was taken anew: the desk may be another one, or began again. */
export function onSnapshot(listener: () => void): () => void {
  return deskStore.subscribe(({ snapshots }) => snapshots, listener);
}

const RETRY_AFTER_MS = 100;

/** Connects the replica to the main process; returns a function that disconnects it. */
export function connectDesk(bridge: DeskBridge): () => void {
  const unpack = createUnpacker();
  let snapshots = 0;
  return startReplica({
    requestSnapshot: async () => {
      const snapshot = await bridge.request('desk.snapshot');
      snapshots += 1;
      return snapshot;
    },
    onDelta: (listener) =>
      bridge.onDelta((packed) => {
        // What came before the page asked for its snapshot is in it.
        const delta = unpack(packed);
        if (delta !== null) listener(delta);
      }),
    afterPaint,
    later: (run) => void setTimeout(run, RETRY_AFTER_MS),
    publish: ({ tables }) => deskStore.setState({ tables, problem: null, snapshots }),
    onProblem: (problem) => deskStore.setState({ problem }),
  });
}

function present(tables: Tables | null): Tables {
  if (tables === null) throw new Error('The desk was read before its first snapshot; only <App> may render before it');
  return tables;
}
