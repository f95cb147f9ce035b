import type { TestApp } from '#test/support/app.ts';
import type { WalkCase } from './route-walk-cases.ts';

export type SchemeDocumentsFixtures = Readonly<Record<never, never>>;

export const schemeDocumentsWalk: Readonly<Record<string, WalkCase>> = {};

export async function makeSchemeDocumentsFixtures(
  _app: TestApp,
  _marker: string,
): Promise<SchemeDocumentsFixtures> {
  return {};
}
