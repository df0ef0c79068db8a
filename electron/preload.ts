import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { DeskBridge } from '#shared/ipc/contract';
import type { PackedDelta } from '#shared/ipc/packed-delta';
import { DELTA_CHANNEL, REQUEST_CHANNEL, type WireReply } from './ipc/wire';

/** Checks nothing and knows no request by name: main parses whatever comes, because this side can be taken over. */
async function request(name: string, input?: unknown): Promise<unknown> {
  // Main answers this channel with nothing else.
  const wire = (await ipcRenderer.invoke(REQUEST_CHANNEL, name, input)) as WireReply;
  if ('refused' in wire) throw new Error(wire.refused);
  return wire.reply;
}

function onDelta(listener: (delta: PackedDelta) => void): () => void {
  const forward = (_event: IpcRendererEvent, delta: PackedDelta): void => listener(delta);
  ipcRenderer.on(DELTA_CHANNEL, forward);
  return () => void ipcRenderer.off(DELTA_CHANNEL, forward);
}

// The reply's type belongs to the name, and the contract promises it: main compiles against the same one.
const bridge: DeskBridge = { request: request as DeskBridge['request'], onDelta };

contextBridge.exposeInMainWorld('desk', bridge);
