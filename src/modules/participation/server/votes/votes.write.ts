import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import { type EstateHead, estateHead, partsOf } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { votesContract } from '../../contract-votes.ts';
import { rulesFault } from '../../domain/vote/rules.ts';
import { isFrozen, scopeName, type VoteScope } from '../../domain/vote/state.ts';
import { voteProblems } from '../../problems-votes.ts';
import { type VoteParams, voteParams } from './setup.query.ts';
import { checkVoteFile } from './vote-files.ts';
import { findVote, lockVersion, mattersOf, type VoteRow } from './vote-row.ts';
import { type VoteView, viewVote } from './votes.query.ts';

type InputOf<T extends { '~orpc': { inputSchema?: z.ZodType | undefined } }> = z.output<
  NonNullable<T['~orpc']['inputSchema']>
>;
type CreateInput = InputOf<typeof votesContract.create>;
type EditInput = InputOf<typeof votesContract.edit>;
type Values = Omit<EditInput, 'id' | 'version'>;

const mostYearsAhead = 2;
const earliest = new Date('2000-01-01T00:00:00+08:00');

async function estateOf(ctx: Ctx, id: string): Promise<EstateHead> {
  const estate = await estateHead(ctx.tx, { id });
  if (!estate) throw problem(voteProblems, 'participation.vote.estate', {}, { at: 'estateId' });
  if (estate.archived) throw problem(voteProblems, 'participation.vote.estate-archived');
  return estate;
}

/** The place named must have parts; nothing more may be named than the scope asks for. */
async function checkScope(
  ctx: Ctx,
  estateId: string,
  of: { scope: VoteScope; building: string | null; entrance: string | null },
): Promise<{ building: string | null; entrance: string | null }> {
  const building = of.scope === 'estate' ? null : of.building;
  const entrance = of.scope === 'entrance' ? of.entrance : null;
  const refuse = (what: string, at: string) =>
    problem(voteProblems, 'participation.vote.scope', { what }, { at });
  if (of.scope !== 'estate' && building === null) throw refuse('请选择楼栋。', 'building');
  if (of.scope === 'entrance' && entrance === null) throw refuse('请选择单元。', 'entrance');
  if (building === null) return { building, entrance };
  const parts = await partsOf(ctx.tx, estateId, { building, ...(entrance === null ? {} : { entrance }) });
  if (parts.length === 0)
    throw refuse(
      `业主名册中没有${building}${entrance ?? ''}的专有部分。`,
      entrance ? 'entrance' : 'building',
    );
  return { building, entrance };
}

/** Class by the pack; refuses unknown kinds and titles named twice. */
function readMatters(values: Values, params: VoteParams) {
  const titles = new Set<string>();
  return values.matters.map((matter, position) => {
    const kind = params.matters.find((one) => one.id === matter.kind);
    const at = { at: `matters.${position}.title` };
    if (!kind) throw problem(voteProblems, 'participation.vote.matter-kind', { kind: matter.kind }, at);
    if (titles.has(matter.title))
      throw problem(voteProblems, 'participation.vote.matter-twice', { title: matter.title }, at);
    titles.add(matter.title);
    return { ...matter, id: `m${position + 1}`, position, class: kind.class };
  });
}

/** A slip in the year must not make a vote that ends in a lifetime, or at a time no calendar writes. */
function checkYears(now: Date, values: Values): void {
  const latest = new Date(now);
  latest.setUTCFullYear(latest.getUTCFullYear() + mostYearsAhead);
  for (const at of ['opensAt', 'closesAt'] as const) {
    const day = values[at];
    if (day && (new Date(day) < earliest || new Date(day) > latest))
      throw problem(voteProblems, 'participation.vote.years', { years: mostYearsAhead }, { at });
  }
}

async function checkValues(ctx: Ctx, estateId: string, values: Values): Promise<void> {
  const fault = rulesFault(values.rules);
  if (fault) throw problem(voteProblems, 'participation.vote.own-rules', { what: fault }, { at: 'rules' });
  if (values.rules.ownRules)
    await checkVoteFile(
      ctx.tx,
      { id: values.rules.ownRules.fileId, estateId },
      'participation.vote.own-rules-file',
    );
  checkYears(ctx.now, values);
  if (values.opensAt && values.closesAt && new Date(values.closesAt) <= new Date(values.opensAt))
    throw problem(voteProblems, 'participation.vote.dates', {}, { at: 'closesAt' });
}

const columnsOf = (values: Values, params: VoteParams) => ({
  title: values.title,
  convener: values.convener,
  convenerName: values.convenerName,
  how: values.how,
  subject: values.subject && JSON.stringify(values.subject),
  rules: JSON.stringify(values.rules),
  thresholds: JSON.stringify(params.thresholds),
  calendar: JSON.stringify(params.calendar),
  opensAt: values.opensAt && new Date(values.opensAt),
  closesAt: values.closesAt && new Date(values.closesAt),
});

async function writeMatters(
  ctx: Ctx,
  vote: { id: string; regionCode: string },
  values: Values,
  params: VoteParams,
) {
  const matters = readMatters(values, params);
  await ctx.tx.deleteFrom('participationMatter').where('voteId', '=', vote.id).execute();
  if (matters.length === 0) return;
  await ctx.tx
    .insertInto('participationMatter')
    .values(matters.map((one) => ({ ...one, voteId: vote.id, regionCode: vote.regionCode })))
    .execute();
}

/** `3715030010000001-V03`: numbered within the estate, given once. */
async function nextNumber(ctx: Ctx, estate: EstateHead): Promise<string> {
  await sql`select pg_advisory_xact_lock(7150304, hashtext(${estate.id}))`.execute(ctx.tx);
  const { given } = await ctx.tx
    .selectFrom('participationVote')
    .select((eb) => eb.fn.countAll<bigint>().as('given'))
    .where('estateId', '=', estate.id)
    .executeTakeFirstOrThrow();
  return `${estate.code}-V${String(Number(given) + 1).padStart(2, '0')}`;
}

/** Drafts a vote; figures of the law are taken from the pack as it stands today. */
export async function createVote(ctx: Ctx, input: CreateInput): Promise<VoteView> {
  const estate = await estateOf(ctx, input.estateId);
  const place = await checkScope(ctx, estate.id, input);
  await checkValues(ctx, estate.id, input);
  const params = await voteParams(ctx, estate.regionCode);
  const id = randomUUID();
  const number = await nextNumber(ctx, estate);
  await ctx.tx
    .insertInto('participationVote')
    .values({
      ...{
        id,
        number,
        estateId: estate.id,
        regionCode: estate.regionCode,
        state: 'draft',
        scope: input.scope,
      },
      ...place,
      scopeName: scopeName(estate.name, place.building, place.entrance),
      ...columnsOf(input, params),
      ...{ createdAt: ctx.now, createdBy: ctx.actor.name },
    })
    .execute();
  await writeMatters(ctx, { id, regionCode: estate.regionCode }, input, params);
  await auditEdit(ctx, 'participation.vote.create', { id, regionCode: estate.regionCode }, input);
  return viewVote(ctx, await findVote(ctx.tx, id));
}

const auditEdit = (ctx: Ctx, action: string, vote: { id: string; regionCode: string }, values: Values) =>
  ctx.audit({
    action,
    subjectKind: 'vote',
    subjectId: vote.id,
    regionCode: vote.regionCode,
    detail: {
      title: values.title,
      matters: values.matters.map((one) => `${one.kind} ${one.title}`),
      rules: { unreturned: values.rules.unreturned, follow: values.rules.follow },
      ...{ opensAt: values.opensAt, closesAt: values.closesAt },
    },
  });

/** Changes a vote that is not announced yet. */
export async function editVote(ctx: Ctx, input: EditInput): Promise<VoteView> {
  const row = await lockVersion(ctx.tx, input.id, input.version);
  if (isFrozen(row.state)) throw problem(voteProblems, 'participation.vote.frozen');
  await checkValues(ctx, row.estateId, input);
  const params = await voteParams(ctx, row.regionCode);
  await ctx.tx
    .updateTable('participationVote')
    .set({ ...columnsOf(input, params), version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await writeMatters(ctx, row, input, params);
  await auditEdit(ctx, 'participation.vote.edit', row, input);
  return viewVote(ctx, await findVote(ctx.tx, row.id));
}

/** A new draft after another vote: same question and rules, no dates, a roll of its own. */
export async function copyVote(ctx: Ctx, input: { id: string }): Promise<VoteView> {
  const row: VoteRow = await findVote(ctx.tx, input.id);
  const matters = await mattersOf(ctx.tx, row.id);
  return createVote(ctx, {
    ...{ estateId: row.estateId, scope: row.scope, building: row.building, entrance: row.entrance },
    title: row.title,
    ...{ convener: row.convener, convenerName: row.convenerName, how: row.how },
    matters: matters.map(({ title, text, kind }) => ({ title, text, kind })),
    ...{ rules: row.rules, subject: row.subject, opensAt: null, closesAt: null },
  });
}
