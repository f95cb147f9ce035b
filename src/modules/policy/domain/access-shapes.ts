import { z } from 'zod';

const count = z.int('应为整数').min(1, '至少为 1').max(100_000, '至多 100000');
const days = z.int('应为整数').min(1, '至少一天').max(3650, '至多 3650 天');

/** The shapes of taking part without an account. */
export const accessShapes = {
  /** How long a card can be redeemed after it was issued. */
  'access.validDays': days,
  /** How long a redeemed card keeps its phone signed in. */
  'access.sessionDays': days,
  /**
   * Codes that exist nowhere, within a window of time: per address, after which the address is refused; codes that
   * cannot be (wrong check symbol), per address; and in the whole district, after which every address has fewer.
   */
  'access.guesses': z
    .strictObject({
      windowMinutes: z.int().min(1).max(1440),
      perAddress: count,
      slips: count,
      district: count,
      perAddressBraked: count,
    })
    .refine((one) => one.perAddressBraked <= one.perAddress, {
      path: ['perAddressBraked'],
      error: '全区收紧后的次数不应多于平时',
    }),
  /** Tries to be verified as an owner by name and number. */
  'access.verifyTries': z.strictObject({
    windowHours: z.int().min(1).max(720),
    perSession: count,
    perPart: count,
  }),
  /** How long a worker's help lasts. */
  'access.helpMinutes': z.int().min(1).max(240),
} as const;
