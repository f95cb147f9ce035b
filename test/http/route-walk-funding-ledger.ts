import type { TestApp } from '#test/support/app.ts';
import type { WalkCase } from './route-walk-cases.ts';

export type FundingLedgerFixtures = Readonly<Record<never, never>>;

export const fundingLedgerWalk: Readonly<Record<string, WalkCase>> = {};

export async function makeFundingLedgerFixtures(
  _app: TestApp,
  _marker: string,
): Promise<FundingLedgerFixtures> {
  return {};
}
