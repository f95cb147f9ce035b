import type { TestApp } from '#test/support/app.ts';
import type { WalkCase } from './route-walk-cases.ts';

export type FundingWorksFixtures = Readonly<Record<never, never>>;

export const fundingWorksWalk: Readonly<Record<string, WalkCase>> = {};

export async function makeFundingWorksFixtures(
  _app: TestApp,
  _marker: string,
): Promise<FundingWorksFixtures> {
  return {};
}
