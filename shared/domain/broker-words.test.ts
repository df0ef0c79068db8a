import { describe, expect, it } from 'vitest';
import { brokerSays } from './broker-words';

describe('brokerSays', () => {
  it('quotes the sentence as it came', () => {
    expect(brokerSays('Trigger price for this order must be below 168.05')).toBe(
      'The broker says: “Trigger price for this order must be below 168.05”',
    );
  });

  it('leaves the full stop to the sentence around it', () => {
    expect(brokerSays('Insufficient funds.')).toBe('The broker says: “Insufficient funds”');
  });

  it('says what is missing where Kite tells both sides of the margin', () => {
    const sentence = 'Insufficient funds. Required margin is 228365.92 but available margin is 228358.50.';
    expect(brokerSays(`${sentence} Check the orderbook for open orders.`)).toBe(
      '₹2,28,365.92 of margin is needed, ₹2,28,358.50 is free: ₹7.42 too little. ' +
        `The broker says: “${sentence} Check the orderbook for open orders”`,
    );
  });

  it('counts what is owed already to what is missing', () => {
    expect(brokerSays('Required margin is 1000.00 but available margin is -80.50.')).toMatch(
      /^₹1,000\.00 of margin is needed, ₹-80\.50 is free: ₹1,080\.50 too little\./,
    );
  });
});
