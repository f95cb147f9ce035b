import { type Debt, debtCover, discountedPayback, npv, npvFromStart, payback } from './flows.ts';
import { datedIrr, type Irr, irr } from './roots.ts';

export type Flow = {
  /** Fen, out of pocket negative; exact below 2^53. */
  readonly amount: number;
  /** Days since the first flow; given for all flows or for none. */
  readonly days: number | null;
};

/** What a row of flows is worth; the first flow falls at the beginning, each next one a period later. */
export type FlowFigures = {
  /** As spreadsheets do, the first flow discounted by one period. */
  readonly npv: number;
  readonly npvFromStart: number;
  readonly irr: Irr;
  /** By dates, actual days ÷ 365; null where it has no single answer. Only for dated flows. */
  readonly xirr?: number | null;
  readonly payback: number | null;
  readonly discountedPayback: number | null;
  /** The grant at the beginning that would bring the present value to zero. */
  readonly gap: number;
  /** Smallest net flow ÷ debt service; null where nothing is owed. Only with a debt. */
  readonly cover?: number | null;
};

export function flowFigures(rate: number, flows: readonly Flow[], debt: Debt | null): FlowFigures {
  const amounts = flows.map(({ amount }) => amount);
  const fromStart = npvFromStart(rate, amounts);
  const days = flows.flatMap((flow) => (flow.days === null ? [] : [flow.days]));
  return {
    npv: npv(rate, amounts),
    npvFromStart: fromStart,
    irr: irr(amounts),
    ...(days.length === flows.length ? { xirr: single(datedIrr(amounts, days)) } : {}),
    payback: payback(amounts),
    discountedPayback: discountedPayback(rate, amounts),
    gap: Math.max(0, -fromStart),
    ...(debt ? { cover: debtCover(amounts, debt) } : {}),
  };
}

/** Only what is the one answer: of several roots none is the rate. */
const single = ({ status, values }: Irr): number | null =>
  status === 'one' || status === 'double' ? (values[0] ?? null) : null;
