import type { TestApp } from '#test/support/app.ts';
import type { WalkCase } from './route-walk-cases.ts';

export type FundingPaymentsFixtures = Readonly<Record<never, never>>;

export const fundingPaymentsWalk: Readonly<Record<string, WalkCase>> = {};

export async function makeFundingPaymentsFixtures(
  _app: TestApp,
  _marker: string,
): Promise<FundingPaymentsFixtures> {
  return {};
}
