import { describe, expect, it } from 'vitest';
import { rawRoutes, router } from '#app/router.ts';
import type { DoorSpec } from '#platform/http/door.ts';

type Walked = { readonly name: string; readonly spec: DoorSpec | undefined };

/** Every procedure with what its door declares. */
function walk(node: object, path: string[] = []): Walked[] {
  if (!('~orpc' in node))
    return Object.entries(node).flatMap(([name, child]) => walk(child as object, [...path, name]));
  const { handler } = node['~orpc'] as { handler: { spec?: DoorSpec } };
  return [{ name: path.join('.'), spec: handler.spec }];
}

const all: readonly Walked[] = [
  ...walk(router),
  ...rawRoutes.map((one) => ({ name: one.url, spec: one.spec })),
];
const money = all.filter(({ spec }) => /^(funding|scheme)\./.test(spec?.action ?? ''));

describe('审计员只看不办', () => {
  it('资金与方案的每一条写路由都不许审计员', () => {
    expect(money.length).toBeGreaterThan(60);
    const writes = money.filter(({ spec }) => spec?.kind === 'write');
    expect(writes.length).toBeGreaterThan(20);
    expect(writes.filter(({ spec }) => spec?.allowed.includes('auditor')).map(({ name }) => name)).toEqual(
      [],
    );
  });

  it('以“read”为名的资金读路由都许审计员', () => {
    const reads = money.filter(({ spec }) => /^funding\.[a-z]+\.read$/.test(spec?.action ?? ''));
    expect(reads.length).toBeGreaterThan(20);
    expect(reads.filter(({ spec }) => !spec?.allowed.includes('auditor')).map(({ name }) => name)).toEqual(
      [],
    );
  });
});
