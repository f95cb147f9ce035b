import type { TestApp } from '#test/support/app.ts';
import type { WalkCase } from './route-walk-cases.ts';

export type FundingOverviewFixtures = Readonly<Record<never, never>>;

export const fundingOverviewWalk: Readonly<Record<string, WalkCase>> = {};

export async function makeFundingOverviewFixtures(
  _app: TestApp,
  _marker: string,
): Promise<FundingOverviewFixtures> {
  return {};
}
