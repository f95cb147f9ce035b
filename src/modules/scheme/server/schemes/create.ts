import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { lastChoices } from '#modules/participation/index.ts';
import { policyOn } from '#modules/policy/index.ts';
import { projectEstates } from '#modules/projects/index.ts';
import { type EstateSummary, estateSummaries } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { schemeCreate } from '../../contract-schemes.ts';
import type { Line } from '../../domain/lines/line.ts';
import { type Suggestion, suggestLines } from '../../domain/rules/suggest.ts';
import { schemesProblems } from '../../problems-schemes.ts';
import { bpFromPercent, type Content, columnsOf, writeLines } from './content.ts';
import { auditScheme, estateIdsOf, lineOf, lineRows, schemeRow, versionRow } from './keep.ts';
import { entriesOf, surveysOf } from './pack.ts';
import { type Detail, presentScheme } from './present.ts';

type CreateInput = z.output<typeof schemeCreate>;

/** The smallest region all estates lie in: their own, else the subdistrict, else the district. */
export function regionOf(codes: readonly string[]): string {
  const [first = ''] = codes;
  const levels = [12, 9, 6, 4, 2].filter((length) => length <= first.length);
  const common = levels.find((length) => codes.every((code) => code.startsWith(first.slice(0, length))));
  return first.slice(0, common ?? 2);
}

/** Every item of the catalogue for each estate, with what survey and residents call for (四(一), 四(二)1). */
export async function suggestionsFor(ctx: Ctx, estateIds: readonly string[]) {
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const catalogue = entriesOf(values);
  const choices = new Map((await lastChoices(ctx.tx, estateIds)).map((one) => [one.estateId, one]));
  const items = (await surveysOf(ctx, estateIds)).flatMap((estate) => {
    const choice = choices.get(estate.estateId);
    const chosen = choice && {
      title: choice.title,
      winners: new Map(choice.winners.map((one) => [one.item, one.why])),
    };
    return suggestLines(estate, catalogue, chosen ?? null);
  });
  return { items, choices: [...choices.values()] };
}

/** A suggestion as a line; what the survey does not know starts as one unit, and says so. */
const lineFrom = (one: Suggestion): Line => ({
  ...{ id: randomUUID(), estateId: one.estateId, item: one.item, itemTitle: one.itemTitle },
  ...{ class: one.class, trade: one.trade, place: '', unit: one.unit, unitPriceFen: one.unitPriceFen },
  ...{ quantityMilli: one.quantityMilli ?? 1000n, why: one.why, priceBasis: one.priceBasis },
  note: one.quantityMilli === null ? '数量待实测' : '',
});

/** Lines of another scheme for the estates of this one: its one estate's for each, or each estate's own. */
async function copiedLines(ctx: Ctx, copyOf: string, estateIds: readonly string[]): Promise<Line[]> {
  const source = await schemeRow(ctx, copyOf);
  const lines = (await lineRows(ctx.tx, (await versionRow(ctx.tx, source)).id)).map(lineOf);
  const from = await estateIdsOf(ctx.tx, source.id);
  return estateIds.flatMap((estateId, at) => {
    const model = from[at] ?? from[0];
    return lines
      .filter((line) => line.estateId === model)
      .map((line) => ({
        ...line,
        id: randomUUID(),
        estateId,
        why: `照“${source.title}”复制`,
        note: '数量待核',
      }));
  });
}

async function livingEstates(ctx: Ctx, ids: readonly string[]): Promise<EstateSummary[]> {
  const wanted = [...new Set(ids)];
  const found = new Map((await estateSummaries(ctx, { ids: wanted })).map((one) => [one.id, one]));
  const estates = wanted.flatMap((id) => found.get(id) ?? []).filter((one) => !one.archived);
  if (estates.length !== wanted.length) throw problem(schemesProblems, 'scheme.scheme.estate');
  const taken = await ctx.tx
    .selectFrom('schemeEstate as e')
    .innerJoin('schemeScheme as s', 's.id', 'e.schemeId')
    .select(['e.estateId', 's.title'])
    .where('e.estateId', 'in', wanted)
    .where('e.living', '=', true)
    .executeTakeFirst();
  if (taken)
    throw problem(schemesProblems, 'scheme.scheme.taken', {
      estate: found.get(taken.estateId)?.name ?? '',
      title: taken.title,
    });
  return estates;
}

async function checkProject(ctx: Ctx, projectId: string, estates: readonly EstateSummary[]): Promise<void> {
  const project = await projectEstates(ctx.tx, projectId);
  const outside = estates.filter((one) => !project?.estateIds.includes(one.id));
  if (outside.length > 0)
    throw problem(schemesProblems, 'scheme.scheme.project', {
      estates: outside.map(({ name }) => name).join('、'),
    });
}

async function firstContent(ctx: Ctx, input: CreateInput, ids: readonly string[]): Promise<Content> {
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const cost = values['scheme.cost'];
  if (input.from === 'copy' && input.copyOf === null) throw problem(schemesProblems, 'scheme.scheme.copy');
  const lines =
    input.from === 'survey'
      ? (await suggestionsFor(ctx, ids)).items.filter((one) => one.suggested).map(lineFrom)
      : input.from === 'copy'
        ? await copiedLines(ctx, input.copyOf ?? '', ids)
        : [];
  return {
    ...{ title: input.title, summary: '', ceilingFen: null, ceilingBasis: '', lines },
    otherBp: bpFromPercent(cost.other.usual),
    contingencyBp: bpFromPercent(cost.contingency.usual),
    contingencyOn: cost.contingencyOn,
  };
}

/** Starts a scheme for one estate, or one design for several with an annex for each (四(二)2, 四(二)4). */
export async function createScheme(ctx: Ctx, input: CreateInput): Promise<Detail> {
  const estates = await livingEstates(ctx, input.estateIds);
  if (input.projectId !== null) await checkProject(ctx, input.projectId, estates);
  const content = await firstContent(
    ctx,
    input,
    estates.map(({ id }) => id),
  );
  const { cost, columns } = columnsOf(content);
  const [schemeId, versionId] = [randomUUID(), randomUUID()];
  const regionCode = regionOf(estates.map((one) => one.regionCode));
  const made = { createdAt: ctx.now, createdBy: ctx.actor.name };
  const scheme = await ctx.tx
    .insertInto('schemeScheme')
    .values({
      ...{ id: schemeId, regionCode, title: input.title, projectId: input.projectId, state: 'draft' },
      ...{ totalFen: cost.total, ...made, updatedAt: ctx.now, updatedBy: ctx.actor.name },
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await ctx.tx
    .insertInto('schemeEstate')
    .values(
      estates.map((one, position) => ({ schemeId, estateId: one.id, regionCode: one.regionCode, position })),
    )
    .execute();
  const { version: packVersion } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const origin = input.from === 'copy' ? 'copied' : 'new';
  await ctx.tx
    .insertInto('schemeVersion')
    .values({
      ...{ id: versionId, schemeId, regionCode, number: 1, origin, state: 'draft', packVersion },
      ...{ ...columns, ...made },
    })
    .execute();
  await writeLines(ctx, { id: versionId, schemeId }, content.lines, cost.amounts);
  await auditScheme(ctx, scheme, 'scheme.schemes.edit', {
    step: 'create',
    from: input.from,
    estates: estates.map(({ id }) => id),
    lines: content.lines.length,
  });
  return presentScheme(ctx, scheme);
}
