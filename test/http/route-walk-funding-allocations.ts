import type { TestApp } from '#test/support/app.ts';
import type { WalkCase } from './route-walk-cases.ts';

export type FundingAllocationsFixtures = Readonly<Record<never, never>>;

export const fundingAllocationsWalk: Readonly<Record<string, WalkCase>> = {};

export async function makeFundingAllocationsFixtures(
  _app: TestApp,
  _marker: string,
): Promise<FundingAllocationsFixtures> {
  return {};
}
