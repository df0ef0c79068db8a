import { describeBroker } from '../broker.contract';
import { describeFeed } from '../feed.contract';
import { middleOptions, openDemoDesk, quoted } from '../demo-desk.testkit';

describeFeed('Kite on the demo exchange', async () => {
  const desk = await openDemoDesk();
  const [call, put] = middleOptions(desk.catalogue);
  const [future] = desk.catalogue.futures('NIFTY');
  if (!future) throw new Error('The demo day has no future of NIFTY');
  desk.exchange.control.execute({ kind: 'speed', speed: 10 });
  return {
    feed: desk.kite.feed,
    book: desk.book,
    ids: [call.id, put.id, future.id],
    cut: () => desk.exchange.control.execute({ kind: 'drop-sockets' }),
    close: desk.close,
  };
});

describeBroker('Kite on the demo exchange', async () => {
  const desk = await openDemoDesk();
  const [option] = middleOptions(desk.catalogue);
  await quoted(desk, [option.id]);
  return {
    broker: desk.kite.broker,
    option,
    quote: () => {
      const quote = desk.book.quote(option.id);
      if (!quote) throw new Error(`${option.id} has no quote`);
      return quote;
    },
    close: desk.close,
  };
});
