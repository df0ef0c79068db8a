import { Duplex } from 'node:stream';

/** Lengths that cut every header and packet somewhere, in turn. */
const PIECES = [1, 2, 3, 7, 31, 113] as const;

/** The same connection, whose writes leave in small pieces with a turn of the event loop between them. */
export function slowDrip(socket: Duplex): Duplex {
  let count = 0;
  const drip = new Duplex({
    read: () => socket.resume(),
    write: (chunk: Buffer, _encoding, done) => {
      const step = (start: number): void => {
        if (start >= chunk.length || socket.destroyed) return done();
        const size = PIECES[count++ % PIECES.length] ?? 1;
        socket.write(chunk.subarray(start, start + size), () => setImmediate(step, start + size));
      };
      step(0);
    },
    final: (done) => {
      socket.end();
      done();
    },
    destroy: (error, done) => {
      socket.destroy();
      done(error);
    },
  });
  socket.on('data', (data: Buffer) => {
    if (!drip.push(data)) socket.pause();
  });
  socket.on('end', () => drip.push(null));
  socket.on('error', (error) => drip.destroy(error));
  socket.on('close', () => drip.destroy());
  return drip;
}
