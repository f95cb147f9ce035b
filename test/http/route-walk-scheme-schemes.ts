import type { TestApp } from '#test/support/app.ts';
import type { WalkCase } from './route-walk-cases.ts';

export type SchemeSchemesFixtures = Readonly<Record<never, never>>;

export const schemeSchemesWalk: Readonly<Record<string, WalkCase>> = {};

export async function makeSchemeSchemesFixtures(
  _app: TestApp,
  _marker: string,
): Promise<SchemeSchemesFixtures> {
  return {};
}
