import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { wishesContract } from '../../contract-wishes.ts';
import type { templateShape } from '../../contract-wishes-shapes.ts';
import type { Question } from '../../domain/questionnaire/question.ts';
import { standardTemplates } from '../../domain/questionnaire/templates.ts';
import { wishesProblems } from '../../problems-wishes.ts';
import { checkQuestions } from './survey-row.ts';

type View = z.infer<typeof templateShape>;
type Save = z.output<NonNullable<(typeof wishesContract)['templates']['save']['~orpc']['inputSchema']>>;

const view = (
  one: Pick<View, 'id' | 'name' | 'purpose' | 'version' | 'updatedBy'> & { questions: unknown },
) => ({ ...one, questions: one.questions }) as View;

/** The templates every district has, with the items of its catalogue, then the district's own. */
export async function listTemplates(ctx: Ctx): Promise<View[]> {
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const catalogue = values['catalogue.items'].map(({ id, title }) => ({ id, title }));
  const own = await ctx.tx
    .selectFrom('participationTemplate')
    .select(['id', 'name', 'purpose', 'questions', 'version', 'updatedBy'])
    .where('archivedAt', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return [
    ...standardTemplates(catalogue).map((one) => view({ ...one, id: null, version: 0, updatedBy: '' })),
    ...own.map((one) => view({ ...one, purpose: one.purpose as View['purpose'] })),
  ];
}

async function lockTemplate(ctx: Ctx, id: string, version: number) {
  const row = await ctx.tx
    .selectFrom('participationTemplate')
    .selectAll()
    .where('id', '=', id)
    .where('archivedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw problem(wishesProblems, 'participation.wishes.template.absent');
  if (row.version !== version) throw problem(wishesProblems, 'participation.wishes.template.stale');
  return row;
}

const auditTemplate = (ctx: Ctx, action: string, id: string, regionCode: string, name: string) =>
  ctx.audit({
    action: `participation.wishes.template.${action}`,
    subjectKind: 'participationTemplate',
    subjectId: id,
    regionCode,
    detail: { name },
  });

/** A template of the actor's own region: new without `id`, changed with it. */
export async function saveTemplate(ctx: Ctx, input: Save): Promise<View> {
  checkQuestions(input.questions as readonly Question[]);
  const kept = {
    name: input.name,
    questions: JSON.stringify(input.questions),
    updatedAt: ctx.now,
    updatedBy: ctx.actor.name,
  };
  const { id, version } = input;
  const before = id === null ? null : await lockTemplate(ctx, id, version);
  const row = before
    ? await ctx.tx
        .updateTable('participationTemplate')
        .set({ ...kept, version: before.version + 1 })
        .where('id', '=', before.id)
        .returningAll()
        .executeTakeFirstOrThrow()
    : await ctx.tx
        .insertInto('participationTemplate')
        .values({ id: randomUUID(), regionCode: ctx.actor.scope, purpose: 'own', ...kept })
        .returningAll()
        .executeTakeFirstOrThrow();
  await auditTemplate(ctx, 'save', row.id, row.regionCode, row.name);
  const { name, questions, updatedBy } = row;
  return view({
    id: row.id,
    name,
    purpose: row.purpose as View['purpose'],
    questions,
    version: row.version,
    updatedBy,
  });
}

/** Takes a template off the list; surveys made with it keep their own questions. */
export async function archiveTemplate(ctx: Ctx, input: { id: string; version: number }) {
  const row = await lockTemplate(ctx, input.id, input.version);
  await ctx.tx
    .updateTable('participationTemplate')
    .set({ archivedAt: ctx.now, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await auditTemplate(ctx, 'archive', row.id, row.regionCode, row.name);
  return { id: row.id };
}
