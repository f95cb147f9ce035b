import type { z } from 'zod';
import { type Part, partsOf } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { estimateDetail, estimatePart } from '../../contract-rules-shapes.ts';
import { type DividedGroup, divideResidents, whyPart } from '../../domain/rule/divide.ts';
import { type Estimate, estimateEstate } from '../../domain/rule/estimate.ts';
import { payerIndex } from '../../domain/rule/payers.ts';
import { whyLine } from '../../domain/rule/why.ts';
import type { SharePart } from '../../domain/share/types.ts';
import { rulesProblems } from '../../problems-rules.ts';
import { type EstateInput, estateInputs } from './estate-input.ts';
import { namedAmounts } from './estimates.query.ts';
import { type InForce, rulesInForce } from './in-force.ts';

export type EstimateView = z.infer<typeof estimateDetail>;
type PartView = z.infer<typeof estimatePart>;

type Computed = {
  readonly rules: InForce;
  readonly input: EstateInput;
  readonly estimate: Estimate;
  readonly parts: readonly Part[];
  readonly shareParts: readonly SharePart[];
  readonly groups: readonly DividedGroup[];
};

export const wordsOf = (rules: Pick<InForce, 'world'>) => ({
  items: new Map(rules.world.items.map(({ id, title }) => [id, title])),
  payers: new Map([...payerIndex(rules.world)].map(([id, { title }]) => [id, title])),
});

/** Titled parts bear their shares; a part whose area nobody knows would bear none, so then all bear alike. */
export async function dividedOver(tx: Ctx['tx'], estateId: string, rules: InForce, estimate: Estimate) {
  const parts = (await partsOf(tx, estateId)).filter(({ titled }) => titled);
  const known = parts.every(({ areaCm2 }) => areaCm2 !== null);
  const shareParts: SharePart[] = parts.map(({ id, areaCm2, floor }) => ({
    ...{ id, areaCm2: areaCm2 ?? 0n },
    ...(floor === null ? {} : { floor }),
  }));
  const divisions = rules.book.divisions.map((one) =>
    known || one.method !== 'area' ? one : { ...one, method: 'equal' as const },
  );
  return { parts, shareParts, groups: divideResidents(estimate.shares, divisions, shareParts) };
}

async function computed(ctx: Pick<Ctx, 'tx' | 'today'>, scope: string, estateId: string): Promise<Computed> {
  const [input] = await estateInputs(ctx, { ids: [estateId] });
  if (!input) throw problem(rulesProblems, 'funding.estimate.estate');
  const rules = await rulesInForce(ctx, scope);
  const estimate = estimateEstate(rules.basis, input.estate, rules.book.rules);
  return { rules, input, estimate, ...(await dividedOver(ctx.tx, estateId, rules, estimate)) };
}

/** What of an estimate nobody has confirmed, in words. */
export function unverifiedOf(rules: InForce, source: Estimate['source']): string[] {
  const assumed = rules.policy.pack.parameters.filter(
    (one) => one.unverified || one.provenance === 'assumed',
  );
  const ids = source === 'catalogue' ? ['catalogue.prices', 'funding.estimate'] : ['funding.estimate'];
  return [
    ...(rules.unverified ? [`出资规则“${rules.title}”`] : []),
    ...new Set(ids.flatMap((id) => assumed.filter((one) => one.id === id).map(({ title }) => title))),
  ];
}

function networkView(
  { rules, input }: Computed,
  entered: ReadonlyMap<string, { document: string; version: number }>,
) {
  const { basis, world } = rules;
  return basis.networks.map((item) => ({
    ...{ item, title: world.items.find(({ id }) => id === item)?.title ?? item },
    ...{ insideShare: basis.insideShare, pipe: basis.pipe, ...input.estate.ownNetworks[item] },
    ...{ document: entered.get(item)?.document ?? null, version: entered.get(item)?.version ?? 0 },
  }));
}

/** One estate under the rules that hold, computed now, every amount with its reasons. */
export async function showEstimate(ctx: Ctx, { estateId }: { estateId: string }): Promise<EstimateView> {
  const all = await computed(ctx, ctx.actor.scope, estateId);
  const { rules, input, estimate, parts, groups } = all;
  const words = wordsOf(rules);
  const entered = await ctx.tx
    .selectFrom('fundingNetworkFact')
    .select(['item', 'document', 'version'])
    .where('estateId', '=', estateId)
    .execute();
  return {
    ...{ estateId, estateName: input.row.name, subdistrictName: input.row.subdistrictName },
    ...{ households: input.row.households, source: estimate.source },
    ...{ ruleSetId: rules.id, ruleSetTitle: rules.title, bookHash: rules.hash },
    unverified: unverifiedOf(rules, estimate.source),
    totalFen: String(estimate.totalFen),
    payers: namedAmounts(rules.world, estimate.totals),
    lines: estimate.shares.map((one) => ({
      ...{ id: one.line.id, title: one.line.title, class: one.line.facts.class },
      ...{ amountFen: String(one.line.amountFen), rule: one.ok ? one.rule.title : null },
      payers: one.ok
        ? namedAmounts(rules.world, new Map(one.payers.map(({ payer, amountFen }) => [payer, amountFen])))
        : [],
      why: whyLine(one, words),
    })),
    issues: [...estimate.issues],
    divisions: groups.map(({ owedFen, why, amounts }) => ({
      ...{ owedFen: String(owedFen), why, parts: parts.length, divided: amounts !== null },
    })),
    networks: networkView(all, new Map(entered.map((one) => [one.item, one]))),
  };
}

/** What one part owes over all groups; null where one of them cannot be divided. */
export const partAmount = (groups: readonly DividedGroup[], partId: string): bigint | null =>
  groups.reduce<bigint | null>((all, { amounts }) => {
    const own = amounts?.get(partId);
    return all === null || own === undefined ? null : all + own;
  }, 0n);

/** Every part of the estate with what it would owe, in the order of the houses. */
export async function listParts(
  ctx: Ctx,
  input: { estateId: string; search?: string | undefined; page: number; size: number },
): Promise<{ total: number; items: PartView[] }> {
  const { parts, shareParts, groups } = await computed(ctx, ctx.actor.scope, input.estateId);
  const found = parts
    .map((part) => ({ part, place: [part.building, part.entrance, part.room].filter(Boolean).join(' ') }))
    .filter(({ place }) => !input.search || place.includes(input.search));
  const from = (input.page - 1) * input.size;
  return {
    total: found.length,
    items: found.slice(from, from + input.size).map(({ part, place }) => {
      const amount = partAmount(groups, part.id);
      return {
        ...{ partId: part.id, place, floor: part.floor },
        areaCm2: part.areaCm2 === null ? null : String(part.areaCm2),
        amountFen: amount === null ? null : String(amount),
        why: whyPart(groups, shareParts, part.id),
      };
    }),
  };
}
