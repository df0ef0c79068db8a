import type { FastifyInstance } from 'fastify';
import type { ApiDesk } from './api-desk';
import { admit, type GuardTerms } from './guard';

/** A viewer that reads slower than the desk speaks is let go; it comes back for a snapshot. */
const MOST_BUFFERED_BYTES = 8 * 1024 * 1024;
const MOST_VIEWERS = 16;

/** `GET /stream`: first `{"snapshot": …}`, then `{"delta": …}`, both exactly those of the window (shared/ipc/delta.ts). */
export function addStream(app: FastifyInstance, desk: ApiDesk, guard: GuardTerms): void {
  let viewers = 0;
  app.route({
    method: 'GET',
    url: '/stream',
    onRequest: async (request) => void admit(request, 'token', guard),
    handler: (_request, reply) =>
      reply.code(426).send({ status: 'error', message: 'This is a WebSocket: connect with ws://' }),
    wsHandler: (socket) => {
      if (viewers >= MOST_VIEWERS) return socket.close(1013, 'Too many viewers');
      viewers += 1;
      const stop = desk.onDelta((delta) => {
        if (socket.bufferedAmount > MOST_BUFFERED_BYTES) socket.close(1013, 'Too slow');
        else socket.send(JSON.stringify({ delta }));
      });
      socket.on('close', () => {
        viewers -= 1;
        stop();
      });
      // What a viewer says is none of the stream's business; a broken frame ends it.
      socket.on('error', () => socket.terminate());
      socket.send(JSON.stringify({ snapshot: desk.handlers['desk.snapshot'](undefined) }));
    },
  });
}
