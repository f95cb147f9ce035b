import { passedMatters } from '#modules/participation/index.ts';
import { policyOn } from '#modules/policy/index.ts';
import { type ApprovedScheme, approvedScheme } from '#modules/scheme/index.ts';
import { type Part, partsOf } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { estimateShares, lineOf } from '../rules/who-pays.ts';
import { livingEstate } from './rows.ts';
import { scopeOfVote } from './vote-reach.ts';

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

type Line = ApprovedScheme['lines'][number];

/** What the residents owe of each line by the contribution rules in force; a line nobody answers for is left at nothing. */
async function residentsOwe(ctx: Ctx, estateId: string, lines: readonly Line[]) {
  const shares = await estimateShares(ctx.tx, {
    ...{ estateId, today: ctx.today, partId: null },
    lines: lines.map((line) => ({
      ...{ id: line.id, item: line.item, title: line.itemTitle, amountFen: line.amountFen, basis: '方案' },
      class: line.class,
    })),
  });
  const owed = new Map<string, bigint>();
  for (const { lineId, payers } of shares?.lines ?? [])
    for (const { payer, amountFen } of payers)
      if (payer === 'residents') owed.set(lineOf(lineId), (owed.get(lineOf(lineId)) ?? 0n) + amountFen);
  return owed;
}

/** What can be chosen when a collection is drafted: buildings, items, coefficients, passed votes, the scheme that holds. */
export async function collectionSetup(ctx: Ctx, input: { estateId: string }) {
  const estate = await livingEstate(ctx.tx, input.estateId);
  const { values, pack } = await policyOn(ctx.tx, estate.regionCode, ctx.today);
  const parts = await partsOf(ctx.tx, estate.id);
  const { matters: kinds, byItem } = values['funding.bindingMatters'];
  const binding = new Set([...kinds, ...Object.values(byItem).flat()]);
  const passed = (await passedMatters(ctx.tx, estate.id)).filter((one) => binding.has(one.kind));
  const scheme = await approvedScheme(ctx.tx, { estateId: estate.id });
  const lines = scheme?.lines.filter((line) => line.estateId === estate.id) ?? [];
  const owed = await residentsOwe(ctx, estate.id, lines);
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
      lines: lines.map((line) => ({
        ...{ item: line.item, title: line.itemTitle, amountFen: line.amountFen.toString() },
        residentsFen: String(owed.get(line.id) ?? 0n),
      })),
    },
  };
}
