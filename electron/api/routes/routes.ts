import type { Counts } from '../metrics';
import type { Route } from '../route';
import { attachRoutes } from './attach-route';
import { deskRoutes } from './desk-routes';
import { seedRoutes } from './seed-routes';
import { strategyRoutes } from './strategy-routes';
import { tradingRoutes } from './trading-routes';

/** Every endpoint there is, except the stream and the documents. */
export function routesOf(counts: Counts): readonly Route[] {
  return [...seedRoutes(), ...deskRoutes(counts), ...strategyRoutes(), ...tradingRoutes, ...attachRoutes];
}
