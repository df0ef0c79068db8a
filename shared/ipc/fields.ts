import { z } from 'zod';
import type { InstrumentId } from '#shared/domain/instrument';
import { paise, type Paise } from '#shared/domain/units';

/** What several requests and files have in common. */
export const id = z.string().min(1).max(80);
/** Whether it is listed today is for whoever asks the day's instruments: the brand only says which field it is. */
export const instrument = id.transform((text) => text as InstrumentId);
export const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date as yyyy-mm-dd');
export const price = z
  .number()
  .int('expected a price in whole paise')
  .positive('expected a price above zero')
  .transform((value): Paise => paise(value));
/** A strategy's parameters, by name; the strategy's own schema checks them. */
export const values = z.record(z.string().max(40), z.union([z.number(), z.string().max(60), z.boolean()]));
