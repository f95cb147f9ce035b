import type { TestApp } from '#test/support/app.ts';
import type { WalkCase } from './route-walk-cases.ts';

export type FundingRulesFixtures = Readonly<Record<never, never>>;

export const fundingRulesWalk: Readonly<Record<string, WalkCase>> = {};

export async function makeFundingRulesFixtures(
  _app: TestApp,
  _marker: string,
): Promise<FundingRulesFixtures> {
  return {};
}
