import type { TestApp } from '#test/support/app.ts';
import type { WalkCase } from './route-walk-cases.ts';

export type SchemeReviewsFixtures = Readonly<Record<never, never>>;

export const schemeReviewsWalk: Readonly<Record<string, WalkCase>> = {};

export async function makeSchemeReviewsFixtures(
  _app: TestApp,
  _marker: string,
): Promise<SchemeReviewsFixtures> {
  return {};
}
