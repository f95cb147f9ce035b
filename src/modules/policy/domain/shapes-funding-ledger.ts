import { z } from 'zod';

const share = z.string().regex(/^(0|1)(\.\d{1,4})?$/, '应为 0 到 1 的小数，至多四位');
const gateId = z.string().regex(/^[a-z][A-Za-z]*$/);
const gate = z.strictObject({ id: gateId, title: z.string().min(1), basis: z.string().min(1) });
const needed = z.array(gateId);

/** The shapes of 支付: what a contract's terms may be, and which gates come before which payment. */
export const fundingLedgerShapes = {
  'payment.shares': z.strictObject({
    /** Least advance a contract that has one may agree, of its price. */
    advanceLeast: share,
    /** Share of each measurement that recovers the advance, where the contract names none. */
    recovery: share,
    /** Least share of the work done that progress payments reach. */
    progressFloor: share,
  }),
  'payment.gates': z
    .strictObject({
      gates: z
        .array(gate)
        .min(1)
        .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, '关口编号重复'),
      needed: z.strictObject({ advance: needed, progress: needed, settlement: needed, retention: needed }),
    })
    .refine(
      ({ gates, needed: by }) =>
        Object.values(by).every((ids) => ids.every((id) => gates.some((g) => g.id === id))),
      '所需的关口不在关口之列',
    ),
} as const;
