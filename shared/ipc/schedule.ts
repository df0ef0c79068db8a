import { z } from 'zod';
import type { Schedule } from '#shared/domain/schedule';

const minute = z.number().int().min(0).max(1_439);

/** Also what a file keeps. */
export const schedule: z.ZodType<Schedule, Schedule> = z
  .strictObject({
    startMinute: minute,
    stopMinute: minute.nullable(),
    weekdays: z.array(z.number().int().min(0).max(6)).min(1, 'expected at least one day').max(7).readonly(),
    isExpiryOnly: z.boolean(),
    isFlattening: z.boolean(),
  })
  .refine(({ startMinute, stopMinute }) => stopMinute === null || stopMinute > startMinute, {
    message: 'expected a stop after the start',
    path: ['stopMinute'],
  });
