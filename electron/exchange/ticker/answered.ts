import { WebSocket } from 'ws';

/** Who has not answered by then has other worries, and is not waited for. */
const PATIENCE_MS = 5_000;

/** Resolves with the answer to a ping, or when the socket closes. */
export function answered(socket: WebSocket): Promise<void> {
  if (socket.readyState !== WebSocket.OPEN) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(patience);
      socket.off('pong', done).off('close', done);
      resolve();
    };
    const patience = setTimeout(done, PATIENCE_MS);
    socket.once('pong', done).once('close', done);
    socket.ping();
  });
}
