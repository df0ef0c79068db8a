import {
  createSeriesMarkers,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type ISeriesPrimitive,
  type SeriesAttachedParameter,
  type Time,
} from 'lightweight-charts';

type Candles = ISeriesApi<'Candlestick'>;

/**
 * Markers that are placed when they are set. The library's place themselves anew whenever a price of their series comes, and have the
 * whole chart laid out for it, which draws it twice: most of what a tick cost the page.
 */
export function createStillMarkers(candles: Candles): ISeriesMarkersPluginApi<Time> {
  // All of the series but these two, so the type is its own.
  const deaf = Object.create(candles, {
    subscribeDataChanged: { value: () => undefined },
    attachPrimitive: { value: (primitive: ISeriesPrimitive) => candles.attachPrimitive(attachedTo(primitive)) },
  }) as Candles;

  function attachedTo(primitive: ISeriesPrimitive): ISeriesPrimitive {
    const attach = primitive.attached?.bind(primitive);
    primitive.attached = (parameters: SeriesAttachedParameter) => attach?.({ ...parameters, series: deaf });
    return primitive;
  }

  return createSeriesMarkers(deaf, []);
}
