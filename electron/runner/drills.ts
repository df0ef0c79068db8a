/** What a person may let go wrong at the demo's exchange, to see what the desk does then. `says` is told when it begins. */
export const DRILLS = [
  { name: 'drop-sockets', label: 'Drop the price connection', says: 'The exchange closes the price connection once' },
  {
    name: 'silence',
    label: 'Let the price connection fall silent',
    says: 'The price connection stays open and says nothing',
  },
  { name: 'freeze-prices', label: 'Freeze prices', says: 'The last prices are sent again and again' },
  {
    name: 'absurd-prices',
    label: 'Send absurd prices',
    says: 'Zero, negative and absurd prices come between the good ones',
  },
  {
    name: 'server-error',
    label: 'Answer the next order with HTTP 500',
    says: 'The next order is answered with HTTP 500',
  },
  {
    name: 'lose-reply',
    label: 'Lose the reply to the next order',
    says: 'The next order is taken, and its reply is lost',
  },
  {
    name: 'too-many',
    label: 'Answer “too many requests” three times',
    says: 'The next three requests are too many (HTTP 429)',
  },
  { name: 'reject-order', label: 'Reject the next order', says: 'The next order is rejected for want of margin' },
  { name: 'partial-fills', label: 'Fill orders in part only', says: 'Orders are filled in part only' },
  {
    name: 'no-updates',
    label: 'Send no order updates',
    says: 'Order updates are not sent; fills are in the books alone',
  },
  { name: 'expire-token', label: 'End the session', says: 'The session has ended, as it does every morning' },
] as const;

export type DrillName = (typeof DRILLS)[number]['name'];
