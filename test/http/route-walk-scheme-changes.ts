import type { TestApp } from '#test/support/app.ts';
import type { WalkCase } from './route-walk-cases.ts';

export type SchemeChangesFixtures = Readonly<Record<never, never>>;

export const schemeChangesWalk: Readonly<Record<string, WalkCase>> = {};

export async function makeSchemeChangesFixtures(
  _app: TestApp,
  _marker: string,
): Promise<SchemeChangesFixtures> {
  return {};
}
