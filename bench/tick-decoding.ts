import { createFrameDecoder } from '../electron/adapters/kite/decode';
import { median, type Measured, type RunOptions } from './benchmark';
import { bookOfOptions, framesOf, nanosecondsPerPacket, officialParser, OPENED_AT } from './tick-frames';

/**
 * Decodes frames of 200 packets of one length into the live book, and has the official client parse the same ones. They take turns,
 * so that a busy moment of the machine, or of the compiler's own threads, meets both.
 */
export function measureDecoding(length: 8 | 44 | 184, { quick }: RunOptions): Measured {
  const decoder = createFrameDecoder(bookOfOptions().book);
  let receivedAt = OPENED_AT;
  const decode = (frame: Uint8Array) => {
    receivedAt += 1;
    decoder.decode(frame, receivedAt);
  };
  // A ticker's stream mixes lengths; a decoder that had only ever seen one would be flattered by the compiler.
  for (const other of [184, 44, 8] as const) nanosecondsPerPacket(40, framesOf(other, 20), decode);
  const frames = framesOf(length, 25);
  const parse = officialParser();
  const theirs = framesOf(length, 5).map((frame) => Uint8Array.from(frame));
  const turns = Array.from({ length: quick ? 20 : 60 }, () => ({
    own: median(nanosecondsPerPacket(20, frames, decode)),
    peer: median(nanosecondsPerPacket(1, theirs, parse)),
  }));
  return { value: median(turns.map(({ own }) => own)), peerValue: median(turns.map(({ peer }) => peer)) };
}

export const OFFICIAL_PARSER = 'KiteTicker.parseBinary of kiteconnect 5.3.0';
