import type { TestApp } from '#test/support/app.ts';
import type { WalkCase } from './route-walk-cases.ts';

export type FundingPackagesFixtures = Readonly<Record<never, never>>;

export const fundingPackagesWalk: Readonly<Record<string, WalkCase>> = {};

export async function makeFundingPackagesFixtures(
  _app: TestApp,
  _marker: string,
): Promise<FundingPackagesFixtures> {
  return {};
}
