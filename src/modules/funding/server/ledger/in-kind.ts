import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { inKindInput } from '../../contract-ledger-in-kind.ts';
import { ledgerProblems } from '../../problems-ledger.ts';
import { checkPaper, paperNames } from '../works/files.ts';
import { recordInKind } from './post.ts';
import { itemTitle } from './refusal.ts';

const most = 500;

async function demandSource(ctx: Ctx, id: string): Promise<void> {
  const row = await ctx.tx.selectFrom('fundingSource').select('id').where('id', '=', id).executeTakeFirst();
  if (!row) throw problem(ledgerProblems, 'funding.ledger.source');
}

/**
 * 登记实物、劳务: goods or labour at a value, for an item of an estate, with the paper the value rests on.
 * @throws Problem funding.ledger.source, .not-in-kind, .item-unknown, .project-estate; funding.works.file
 */
export async function recordByHand(ctx: Ctx, { id, ...input }: z.output<typeof inKindInput>) {
  await demandSource(ctx, id);
  await checkPaper(ctx.tx, input.evidenceFileId, 'evidenceFileId');
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, input.bookedOn);
  const known = values['catalogue.items'].find((one) => one.id === input.item);
  if (!known) throw problem(ledgerProblems, 'funding.ledger.item-unknown', { item: input.item });
  const made = await recordInKind(ctx, { ...input, sourceId: id, itemClass: known.class });
  await ctx.audit({
    ...{ action: 'funding.ledger.inKind', subjectKind: 'fundingSource', subjectId: id },
    regionCode: ctx.actor.scope,
    detail: { postingId: made.postingId, amountFen: input.amountFen, file: input.evidenceFileId },
  });
  return made;
}

/** What was given to a source in goods or labour, with its evidence; reversed entries stay in the list. */
export async function listInKind(ctx: Ctx, { id }: { id: string }) {
  await demandSource(ctx, id);
  const rows = await ctx.tx
    .selectFrom('fundingPosting as p')
    .innerJoin('fundingEntry as e', 'e.postingId', 'p.id')
    .innerJoin('fundingCell as c', 'c.id', 'e.cellId')
    .leftJoin('projectsProject as j', 'j.id', 'c.projectId')
    .leftJoin('surveyEstate as x', 'x.id', 'c.estateId')
    .leftJoin('fundingPosting as r', 'r.reversesId', 'p.id')
    .select(['p.id', 'p.bookedOn', 'p.amountFen', 'p.reason', 'p.fileId', 'p.byName', 'c.item'])
    .select(['j.name as project', 'x.name as estate', 'r.id as reversedById'])
    .where('p.sourceId', '=', id)
    .where('p.kind', '=', 'inKind')
    .where('e.account', '=', 'inKind')
    .orderBy('p.bookedOn', 'desc')
    .orderBy('p.id', 'desc')
    .limit(most)
    .execute();
  const names = await paperNames(
    ctx.tx,
    rows.flatMap(({ fileId }) => fileId ?? []),
  );
  return rows.map(({ fileId, ...row }) => {
    const name = fileId === null ? undefined : names.get(fileId);
    return {
      ...{ postingId: row.id, bookedOn: row.bookedOn, amountFen: String(row.amountFen) },
      ...{ project: row.project ?? '', estate: row.estate ?? '', itemTitle: itemTitle(row.item ?? '') },
      ...{ description: row.reason, byName: row.byName, reversed: row.reversedById !== null },
      file: fileId !== null && name !== undefined ? { id: fileId, name } : null,
    };
  });
}
