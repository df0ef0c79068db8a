import type { Packet } from '../protocol/frames';
import type { Faults } from './faults';

/** Beyond any index: ₹2 crore, which still fits the wire's 32 bits. */
const ABSURD = 2_000_000_000;
const NEGATIVE = -5;
/** Seconds. */
const HOUR = 3_600;
/** No packet of Kite's has this length. */
const STRANGE_LENGTH = 12;

/** The packet as a sick feed sends it: with a price that is none, or a stamp from an hour ago. */
export function sickened(packet: Packet, faults: Faults): Packet {
  const ltp = faults.isOn('bad-prices') ? ([0, NEGATIVE, ABSURD][packet.token % 3] ?? 0) : packet.ltp;
  const exchangeTime = faults.isOn('old-stamps') ? packet.exchangeTime - HOUR : packet.exchangeTime;
  return { ...packet, ltp, exchangeTime };
}

/** The frame with a packet of unknown length in front of its own. */
export function withStranger(frame: Buffer): Buffer {
  const stranger = Buffer.alloc(4 + STRANGE_LENGTH, 0xee);
  stranger.writeInt16BE(frame.readInt16BE(0) + 1, 0);
  stranger.writeInt16BE(STRANGE_LENGTH, 2);
  return Buffer.concat([stranger, frame.subarray(2)]);
}
