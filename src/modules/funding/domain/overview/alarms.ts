import type { Day } from '#shared/day.ts';

/**
 * What auditors find year after year, found first: money that lies idle, money expected that never came, money about to
 * lapse, money paid above what was measured, bills past their day. Pure: facts and today in, alarms out.
 */

export const alarmKinds = {
  idle: '资金闲置',
  unreceived: '已安排未到位',
  expiring: '指标临近失效',
  unmatched: '本级配套不足',
  overpaid: '超进度付款',
  arrears: '逾期未付款',
  violation: '违规事项未处理',
} as const;
export type AlarmKind = keyof typeof alarmKinds;

export type AlarmLimits = {
  /** Days money may lie in an account without moving. */
  readonly idleDays: number;
  readonly expiryDays: number;
  /** Days between grant and receipt. */
  readonly receiptDays: number;
  /** Share of the district's own money in fiscal money, basis points; null: no figure known, not checked. */
  readonly localMatch: number | null;
};

export type SourceFacts = {
  readonly id: string;
  readonly name: string;
  readonly cash: boolean;
  readonly grantedOn: Day;
  readonly expiresOn: Day | null;
  /** Money that came in, by day ascending, and all that went out again; empty where the books are out of sight. */
  readonly receipts: readonly { readonly on: Day; readonly fen: bigint }[];
  readonly spentFen: bigint;
  readonly grantedFen: bigint;
  readonly arrangedFen: bigint;
  readonly receivedFen: bigint;
  readonly cashFen: bigint;
  readonly paidFen: bigint;
};
export type ContractFacts = {
  readonly id: string;
  readonly name: string;
  readonly measuredFen: bigint;
  /** Advances not yet recovered. */
  readonly openAdvanceFen: bigint;
  readonly retainedFen: bigint;
  readonly releasedFen: bigint;
  readonly paidFen: bigint;
};
export type ProjectFacts = {
  readonly id: string;
  readonly name: string;
  readonly fiscalFen: bigint;
  readonly localFen: bigint;
};
export type PaymentFacts = {
  readonly id: string;
  readonly name: string;
  readonly dueOn: Day;
  readonly openFen: bigint;
};
export type CaseFacts = {
  readonly id: string;
  readonly name: string;
  readonly foundOn: Day;
  readonly amountFen: bigint;
};

export type Alarm = {
  /** Kind and row: what a dismissal names. */
  readonly key: string;
  readonly kind: AlarmKind;
  readonly subject: string;
  readonly subjectId: string;
  readonly amountFen: bigint;
  /** Days past the limit, where time is what matters; the longest first. */
  readonly days: number;
  readonly text: string;
};

export type AlarmFacts = {
  readonly sources: readonly SourceFacts[];
  readonly contracts: readonly ContractFacts[];
  readonly projects: readonly ProjectFacts[];
  readonly payments: readonly PaymentFacts[];
  readonly cases: readonly CaseFacts[];
};

const daysBetween = (from: Day, to: Day): number =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;

type Said = { amountFen: bigint; days: number; text: string };
const alarm = (kind: AlarmKind, row: { id: string; name: string }, said: Said): Alarm => ({
  key: `${kind}:${row.id}`,
  kind,
  subject: row.name,
  subjectId: row.id,
  ...said,
});

/** What came in more than so many days ago and is still there, the oldest money spent first; and how old the oldest is. */
function idleMoney(
  { receipts, spentFen }: SourceFacts,
  limit: number,
  today: Day,
): { fen: bigint; days: number } | null {
  let spent = spentFen;
  let fen = 0n;
  let days = 0;
  for (const receipt of receipts) {
    const left = receipt.fen > spent ? receipt.fen - spent : 0n;
    spent -= receipt.fen - left;
    const age = daysBetween(receipt.on, today);
    if (left === 0n || age <= limit) continue;
    fen += left;
    days = Math.max(days, age);
  }
  return fen > 0n ? { fen, days } : null;
}

function ofSource(one: SourceFacts, limits: AlarmLimits, today: Day): Alarm[] {
  const found: Alarm[] = [];
  const aged = one.cash ? idleMoney(one, limits.idleDays, today) : null;
  if (aged)
    found.push(
      alarm('idle', one, {
        amountFen: aged.fen,
        days: aged.days - limits.idleDays,
        text: `到位最久的已有 ${aged.days} 天没有支出，超过 ${limits.idleDays} 天`,
      }),
    );
  const waited = daysBetween(one.grantedOn, today);
  const missing = one.arrangedFen - one.receivedFen;
  if (one.cash && missing > 0n && waited > limits.receiptDays)
    found.push(
      alarm('unreceived', one, {
        amountFen: missing,
        days: waited - limits.receiptDays,
        text: `下达 ${waited} 天，安排多于到位`,
      }),
    );
  const left = one.expiresOn === null ? null : daysBetween(today, one.expiresOn);
  const unpaid = one.grantedFen - one.paidFen;
  if (left !== null && unpaid > 0n && left <= limits.expiryDays)
    found.push(
      alarm('expiring', one, {
        amountFen: unpaid,
        days: limits.expiryDays - left,
        text: left < 0 ? `已于 ${one.expiresOn} 失效` : `还有 ${left} 天失效（${one.expiresOn}）`,
      }),
    );
  return found;
}

/** The most that may have been paid: what is measured and not held back, advances still out, retention released. */
function overpaid(one: ContractFacts): Alarm[] {
  const allowed = one.measuredFen - one.retainedFen + one.openAdvanceFen + one.releasedFen;
  const over = one.paidFen - allowed;
  if (over <= 0n) return [];
  return [alarm('overpaid', one, { amountFen: over, days: 0, text: '已付多于已计量、预付与已退质保金之和' })];
}

function unmatched(one: ProjectFacts, match: number | null): Alarm[] {
  if (match === null || one.fiscalFen <= 0n) return [];
  const needed = (one.fiscalFen * BigInt(match) + 9_999n) / 10_000n;
  if (one.localFen >= needed) return [];
  return [
    alarm('unmatched', one, {
      amountFen: needed - one.localFen,
      days: 0,
      text: `本级安排不足财政资金的 ${match / 100}%`,
    }),
  ];
}

/** Every alarm that stands today: by kind as listed, in a kind the longest overdue, then the largest. */
export function alarmsOf(facts: AlarmFacts, limits: AlarmLimits, today: Day): readonly Alarm[] {
  const found = [
    ...facts.sources.flatMap((one) => ofSource(one, limits, today)),
    ...facts.projects.flatMap((one) => unmatched(one, limits.localMatch)),
    ...facts.contracts.flatMap(overpaid),
    ...facts.payments.flatMap((one) => {
      const late = daysBetween(one.dueOn, today);
      if (late <= 0 || one.openFen <= 0n) return [];
      return [
        alarm('arrears', one, {
          amountFen: one.openFen,
          days: late,
          text: `应于 ${one.dueOn} 前付清，逾期 ${late} 天`,
        }),
      ];
    }),
    ...facts.cases.map((one) =>
      alarm('violation', one, {
        amountFen: one.amountFen,
        days: daysBetween(one.foundOn, today),
        text: `${one.foundOn} 发现，尚未处理`,
      }),
    ),
  ];
  const order = Object.keys(alarmKinds);
  return found.toSorted(
    (a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) ||
      b.days - a.days ||
      (a.amountFen === b.amountFen ? (a.key < b.key ? -1 : 1) : a.amountFen < b.amountFen ? 1 : -1),
  );
}
