import type { Instance, PlanResult } from './instance.ts';

/** One source in one year: what it has, what the plan spends of it, what is carried on; in fen. */
export type MoneyUse = {
  readonly source: string;
  readonly year: number;
  readonly budget: bigint;
  readonly used: bigint;
  readonly carried: bigint;
};

/** 万元 with two decimals as fen. */
const fenOf = (wan: number): bigint => BigInt(Math.round(wan * 100)) * 10_000n;

/** Money by source and pay year, in the order of the instance. */
export function moneyUse(instance: Instance, result: PlanResult): MoneyUse[] {
  return instance.sources.flatMap((source) =>
    instance.payYears.map((year, y) => ({
      source: source.id,
      year,
      budget: fenOf(source.budget[y] ?? 0),
      used: result.flows
        .filter((flow) => flow.source === source.id && flow.year === year)
        .reduce((sum, flow) => sum + fenOf(flow.amount), 0n),
      carried: result.carried
        .filter((one) => one.source === source.id && one.from === year)
        .reduce((sum, one) => sum + fenOf(one.amount), 0n),
    })),
  );
}
