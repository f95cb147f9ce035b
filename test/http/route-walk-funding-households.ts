import type { TestApp } from '#test/support/app.ts';
import type { WalkCase } from './route-walk-cases.ts';

export type FundingHouseholdsFixtures = Readonly<Record<never, never>>;

export const fundingHouseholdsWalk: Readonly<Record<string, WalkCase>> = {};

export async function makeFundingHouseholdsFixtures(
  _app: TestApp,
  _marker: string,
): Promise<FundingHouseholdsFixtures> {
  return {};
}
