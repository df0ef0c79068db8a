import type { Broker, BrokerBooks, BrokerOrder, ChangeOutcome, PlaceOutcome } from '#shared/ports/broker';

/**
 * A broker whose words hold no secret, whatever it repeats of what it was sent: they are shown, journalled and exported
 * (invariant I12). Numbers and ids pass as they are.
 */
export function withCleanWords(broker: Broker, clean: (text: string) => string): Broker {
  const cleanOrder = (order: BrokerOrder): BrokerOrder => ({ ...order, message: clean(order.message) });
  return {
    place: (order) => broker.place(order).then((outcome) => cleanOutcome(outcome, clean), rethrown(clean)),
    modify: (order, price) =>
      broker.modify(order, price).then((outcome) => cleanOutcome(outcome, clean), rethrown(clean)),
    cancel: (order) => broker.cancel(order).then((outcome) => cleanOutcome(outcome, clean), rethrown(clean)),
    books: () =>
      broker
        .books()
        .then((books): BrokerBooks => ({ ...books, orders: books.orders.map(cleanOrder) }), rethrown(clean)),
    fillsOf: (brokerId) => broker.fillsOf(brokerId).catch(rethrown(clean)),
    margin: (legs) => broker.margin(legs).catch(rethrown(clean)),
    onUpdate: (listener) => broker.onUpdate((update) => listener(cleanOrder(update))),
  };
}

function cleanOutcome<T extends PlaceOutcome | ChangeOutcome>(outcome: T, clean: (text: string) => string): T {
  return 'message' in outcome ? { ...outcome, message: clean(outcome.message) } : outcome;
}

/** The same error, so that whoever asks for its kind still finds it. */
function rethrown(clean: (text: string) => string): (error: unknown) => never {
  return (error) => {
    if (error instanceof Error) error.message = clean(error.message);
    throw error;
  };
}
