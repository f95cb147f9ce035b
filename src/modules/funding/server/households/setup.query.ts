import { passedMatters } from '#modules/participation/index.ts';
import { policyOn } from '#modules/policy/index.ts';
import { approvedScheme } from '#modules/scheme/index.ts';
import { type Part, partsOf } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { divideByLargestRemainder } from '#shared/largest-remainder.ts';
import { scopeOfVote } from './issue.ts';
import { livingEstate } from './rows.ts';

const buildingsOf = (parts: readonly Part[]) =>
  [...Map.groupBy(parts, (part) => part.building)].map(([building, some]) => ({
    building,
    parts: some.length,
    withoutArea: some.filter((part) => part.areaCm2 === null).length,
    entrances: [...Map.groupBy(some, (part) => part.entrance)].map(([entrance, few]) => ({
      entrance,
      parts: few.length,
    })),
  }));

/** Share text (`0.3`) of an amount, by largest remainder against what is left. */
const shareOf = (amount: bigint, share: string): bigint => {
  const [, whole = '0', fraction = ''] = /^(\d)(?:\.(\d{1,4}))?$/.exec(share) ?? [];
  const weight = BigInt(whole + fraction.padEnd(4, '0'));
  if (weight === 0n) return 0n;
  const divided = divideByLargestRemainder(amount, [
    { id: 'residents', weight },
    { id: 'rest', weight: 10_000n - weight },
  ]);
  return divided.get('residents') ?? 0n;
};

/** What can be chosen when a collection is drafted: buildings, items, coefficients, passed votes, the scheme that holds. */
export async function collectionSetup(ctx: Ctx, input: { estateId: string }) {
  const estate = await livingEstate(ctx.tx, input.estateId);
  const { values, pack } = await policyOn(ctx.tx, estate.regionCode, ctx.today);
  const parts = await partsOf(ctx.tx, estate.id);
  const passed = await passedMatters(ctx.tx, estate.id);
  const scheme = await approvedScheme(ctx.tx, { estateId: estate.id });
  const entry = pack.parameters.find((one) => one.id === 'funding.floorCoefficients');
  return {
    estateName: estate.name,
    buildings: buildingsOf(parts),
    kinds: [...Map.groupBy(parts, (part) => part.kind)].map(([kind, some]) => ({ kind, parts: some.length })),
    items: values['catalogue.items'].map((one) => ({ id: one.id, title: one.title, class: one.class })),
    coefficients: values['funding.floorCoefficients'],
    coefficientsUnverified: entry?.unverified ?? false,
    passed: passed.map((one) => ({
      ...{ voteId: one.voteId, matterId: one.matterId, kind: one.kind, scopeName: scopeOfVote(one) },
      label: `${one.number} ${one.voteTitle}：${one.matterTitle}`,
    })),
    scheme: scheme && {
      ...{ schemeId: scheme.schemeId, version: scheme.version, title: scheme.title },
      lines: scheme.lines
        .filter((line) => line.estateId === estate.id)
        .map((line) => ({
          ...{ item: line.item, title: line.itemTitle, amountFen: line.amountFen.toString() },
          residentsFen: shareOf(
            line.amountFen,
            values['choice.shares'][line.class].residents ?? '0',
          ).toString(),
        })),
    },
  };
}
