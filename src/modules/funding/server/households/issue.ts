import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { estateHead } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { billNumber } from '../../domain/household/bill-number.ts';
import { type Instalment, planFault } from '../../domain/household/instalments.ts';
import { householdProblems } from '../../problems-households.ts';
import { nextNumber } from './collections.write.ts';
import { fileOf } from './files.ts';
import { openSource } from './ledger-door.ts';
import { audit, type CollectionRow, lockCollection, mustBe, notLater } from './rows.ts';
import { bindsCollection, passedMatter } from './vote-reach.ts';

type BasisInput =
  | { readonly kind: 'vote'; readonly voteId: string; readonly matterId: string }
  | {
      readonly kind: 'agreement';
      readonly title: string;
      readonly documentNumber: string;
      readonly signedOn: string;
      readonly fileId: string;
    };
type Input = {
  readonly id: string;
  readonly version: number;
  readonly basis: BasisInput;
  readonly instalments: readonly Instalment[];
};

async function basisOf(ctx: Ctx, row: CollectionRow, input: BasisInput) {
  const by = { enteredAt: ctx.now, enteredById: ctx.actor.id, enteredBy: ctx.actor.name };
  const of = { id: randomUUID(), collectionId: row.id, estateId: row.estateId, regionCode: row.regionCode };
  if (input.kind === 'vote') {
    const { scope, building, entrance } = row;
    const one = await passedMatter(ctx, row.estateId, { ...input, scope, building, entrance });
    await bindsCollection(ctx, row, one);
    const title = `${one.voteTitle}：${one.matterTitle}`;
    return {
      ...{ ...of, ...by, kind: 'vote', voteId: one.voteId, matterId: one.matterId, title },
      ...{ documentNumber: one.number, signedOn: one.resultPostedOn, fileId: null, fileSha256: one.root },
    };
  }
  notLater(input.signedOn, ctx.today, 'basis.signedOn');
  const file = await fileOf(ctx.tx, row.estateId, input.fileId);
  return {
    ...{ ...of, ...by, kind: 'agreement', title: input.title, documentNumber: input.documentNumber },
    ...{ signedOn: input.signedOn, fileId: file.id, fileSha256: file.sha256 },
  };
}

function checkPlan(plan: readonly Instalment[], today: string): void {
  if (planFault(plan)) throw problem(householdProblems, 'funding.households.plan', {}, { at: 'instalments' });
  if ((plan[0]?.dueOn ?? '') < today)
    throw problem(householdProblems, 'funding.households.due-day', {}, { at: 'instalments.0.dueOn' });
}

/** Turns a drafted collection into what is due: legal basis, source in the ledger, bills with numbers. */
export async function issueCollection(ctx: Ctx, input: Input) {
  const row = await lockCollection(ctx.tx, input.id, input.version);
  mustBe(row, ['draft'], '发出账单');
  checkPlan(input.instalments, ctx.today);
  const basis = await basisOf(ctx, row, input.basis);
  await ctx.tx.insertInto('fundingBasis').values(basis).execute();
  const bills = await ctx.tx
    .selectFrom('fundingBill')
    .select(['id', 'shareFen', 'reliefFen'])
    .where('collectionId', '=', row.id)
    .orderBy('position')
    .execute();
  const dueFen = bills.reduce((sum, bill) => sum + bill.shareFen - bill.reliefFen, 0n);
  const first = await nextNumber(ctx, 'J', row.regionCode, bills.length);
  const year = Number(ctx.today.slice(0, 4));
  for (let from = 0; from < bills.length; from += 1000) {
    const some = bills.slice(from, from + 1000);
    const numbers = some.map((_, n) => billNumber(year, row.regionCode, first + BigInt(from + n)));
    const ids = some.map(({ id }) => id);
    await sql`update funding_bill b set number = n.number, basis_id = ${basis.id}::uuid,
        due_fen = b.share_fen - b.relief_fen, version = b.version + 1
      from unnest(${ids}::uuid[], ${numbers}::text[]) as n (id, number) where b.id = n.id`.execute(ctx.tx);
  }
  const estate = await estateHead(ctx.tx, { id: row.estateId });
  const sourceId = await openSource(ctx, row, { dueFen, estateName: estate?.name ?? '', basis });
  await ctx.tx
    .updateTable('fundingCollection')
    .set({
      ...{ state: 'issued', basisId: basis.id, sourceId, issuedAt: ctx.now, issuedBy: ctx.actor.name },
      ...{ instalments: JSON.stringify(input.instalments), version: row.version + 1 },
    })
    .where('id', '=', row.id)
    .execute();
  const detail = { basis: basis.kind, document: basis.documentNumber, bills: bills.length, due: dueFen };
  await audit(ctx, 'issue', 'collection', row, detail);
  return { id: row.id, version: row.version + 1, bills: bills.length, dueFen: dueFen.toString() };
}
