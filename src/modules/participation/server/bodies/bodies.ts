import { randomUUID } from 'node:crypto';
import { setOwnersCommittee } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { BodyKind, Post, Seat } from '../../domain/body/body.ts';
import { maskName } from '../../domain/notice/mask.ts';
import { bodyProblems } from '../../problems-bodies.ts';
import { livingEstate } from '../notices/estate-of.ts';
import {
  type BodyDetail,
  type BodyRow,
  bodyView,
  faultsOf,
  membersOf,
  type StoredMember,
} from './bodies.query.ts';
import { type Change, memberField, note, present, stamp } from './shared.ts';

type MemberInput = { id?: string | undefined; name: string; post: Post; seat: Seat };
type Fields = {
  kind: BodyKind;
  name: string;
  since: string;
  termUntil: string | null;
  members: MemberInput[];
};

/** Seals new names; of a member on record the sealed name stays where none is given. */
function sealMembers(ctx: Ctx, members: readonly MemberInput[], before: readonly StoredMember[]): string {
  const known = new Map(before.map((one) => [one.id, one]));
  const stored = members.map(({ id, name, post, seat }, at): StoredMember => {
    const old = id === undefined ? undefined : known.get(id);
    if (name === '' && !old)
      throw problem(bodyProblems, 'participation.body.name-missing', {}, { at: `members.${at}.name` });
    return {
      id: old?.id ?? randomUUID(),
      nameSealed: name === '' && old ? old.nameSealed : ctx.vault.seal(memberField, name).toString('base64'),
      nameMasked: name === '' && old ? old.nameMasked : maskName(name),
      post,
      seat,
    };
  });
  return JSON.stringify(stored);
}

function checkTerm(input: Pick<Fields, 'since' | 'termUntil'>): void {
  if (input.termUntil !== null && input.termUntil < input.since)
    throw problem(bodyProblems, 'participation.body.term', {}, { at: 'termUntil' });
}

/** Registers a body of an estate; whether it works is said afterwards, with evidence. */
export async function createBody(ctx: Ctx, input: Fields & { estateId: string }): Promise<BodyDetail> {
  checkTerm(input);
  const estate = await livingEstate(ctx.tx, input.estateId);
  const row = await ctx.tx
    .insertInto('participationBody')
    .values({
      ...input,
      id: randomUUID(),
      regionCode: estate.regionCode,
      members: sealMembers(ctx, input.members, []),
      working: false,
      updatedAt: ctx.now,
      updatedBy: ctx.actor.name,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await note(ctx, 'body', row, '登记', 'body.create', `成员 ${input.members.length} 人`);
  return bodyView(ctx, row);
}

async function lockedBody(ctx: Ctx, input: Change): Promise<BodyRow> {
  const row = await ctx.tx
    .selectFrom('participationBody')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst();
  const found = present(row, input.version);
  if (found.endedOn !== null) throw problem(bodyProblems, 'participation.body.ended');
  return found;
}

const write = (ctx: Ctx, row: BodyRow, set: object): Promise<BodyRow> =>
  ctx.tx
    .updateTable('participationBody')
    .set({ ...set, ...stamp(ctx, row.version) })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();

export async function editBody(ctx: Ctx, input: Change & Fields): Promise<BodyDetail> {
  checkTerm(input);
  const row = await lockedBody(ctx, input);
  const { id: _id, version: _version, ...fields } = input;
  const members = sealMembers(ctx, input.members, membersOf(row));
  const changed = await write(ctx, row, { ...fields, members });
  await note(ctx, 'body', changed, '修改', 'body.edit', `成员 ${input.members.length} 人`);
  await markEstate(ctx, row, '业主委员会登记有修改');
  return bodyView(ctx, changed);
}

/** Says whether a body works, with evidence. A 物管会 that is not lawfully composed cannot be said to work. */
export async function setBodyWorking(
  ctx: Ctx,
  input: Change & { working: boolean; evidence: string },
): Promise<BodyDetail> {
  const row = await lockedBody(ctx, input);
  const faults = input.working ? await faultsOf(ctx, row.kind, membersOf(row)) : [];
  if (faults.length > 0)
    throw problem(bodyProblems, 'participation.body.faults', {
      why: faults.map((one) => one.message).join('；'),
    });
  const changed = await write(ctx, row, { working: input.working, workingEvidence: input.evidence });
  const step = input.working ? '认定正常履职' : '认定未正常履职';
  await note(ctx, 'body', changed, step, 'body.working', input.evidence);
  await markEstate(ctx, row, input.evidence);
  return bodyView(ctx, changed);
}

/** Ends a body: dissolved, dismissed or its term is over. */
export async function endBody(ctx: Ctx, input: Change & { on: string; reason: string }): Promise<BodyDetail> {
  const row = await lockedBody(ctx, input);
  if (input.on > ctx.today || input.on < row.since)
    throw problem(bodyProblems, 'participation.body.day', {}, { at: 'on' });
  const changed = await write(ctx, row, { endedOn: input.on, endReason: input.reason, working: false });
  await note(ctx, 'body', changed, '终止', 'body.end', input.reason);
  await markEstate(ctx, row, `业主委员会终止：${input.reason}`);
  return bodyView(ctx, changed);
}

/** The estate is marked as long as one living 业主委员会 of it works (聊城市物业管理条例 56). */
async function markEstate(ctx: Ctx, { kind, estateId }: BodyRow, reason: string): Promise<void> {
  if (kind !== 'ownersCommittee') return;
  const committees = await ctx.tx
    .selectFrom('participationBody')
    .select(['working', 'endedOn'])
    .where('estateId', '=', estateId)
    .where('kind', '=', 'ownersCommittee')
    .execute();
  const working = committees.some((one) => one.working && one.endedOn === null);
  await setOwnersCommittee(ctx, estateId, working, reason);
}

/** Opens the members' names; the reason stands in the audit. */
export async function revealMembers(ctx: Ctx, input: { id: string; reason: string }) {
  const row = present(
    await ctx.tx.selectFrom('participationBody').selectAll().where('id', '=', input.id).executeTakeFirst(),
  );
  await note(ctx, 'body', row, '查看成员姓名', 'body.reveal', input.reason);
  return membersOf(row).map((one) => ({
    id: one.id,
    name: ctx.vault.open(memberField, Buffer.from(one.nameSealed, 'base64')),
  }));
}
