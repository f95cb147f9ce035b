import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type {
  arrangeInput,
  carryInput,
  changeInput,
  grantInput,
  receiveInput,
  resolveInput,
  reverseInput,
} from '../../contract-ledger.ts';
import { classNames } from '../../domain/ledger/words.ts';
import { ledgerProblems } from '../../problems-ledger.ts';
import { districtCodeOf } from './books.ts';
import {
  arrange,
  carryOverSource,
  closePeriod,
  grantSource,
  increaseSource,
  recallSource,
  receive,
  resolveCase,
  reverse,
} from './post.ts';
import { refuseOwned } from './standing.ts';

type In<T extends z.ZodType> = z.output<T>;

/** The door's own line, on the region's chain; the ledger's line on the source's chain tells the entries. */
const told = (ctx: Ctx, action: string, kind: string, id: string, regionCode: string, detail = {}) =>
  ctx.audit({ action: `funding.ledger.${action}`, subjectKind: kind, subjectId: id, regionCode, detail });

/** Refuses a source whose channel or classes the policy does not know. */
async function checkChannel(ctx: Ctx, input: In<typeof grantInput>): Promise<void> {
  const { values } = await policyOn(ctx.tx, input.regionCode, input.bookedOn);
  const channel = values['funding.channels'].find(({ id }) => id === input.channel);
  const sub = channel?.subChannels.find(({ id }) => id === input.subChannel);
  if (!channel || !sub)
    throw problem(ledgerProblems, 'funding.ledger.sub-channel', {
      channel: input.channel,
      subChannel: input.subChannel,
    });
  if (!input.classes.every((one) => sub.classes.includes(one)))
    throw problem(ledgerProblems, 'funding.ledger.source-classes', {
      subChannel: sub.title,
      classes: sub.classes.map((one) => classNames[one]).join('、'),
      clause: channel.clause,
    });
  const unknown = input.excludedItems.find((id) => !values['catalogue.items'].some((item) => item.id === id));
  if (unknown) throw problem(ledgerProblems, 'funding.ledger.item-unknown', { item: unknown });
  if (input.expiresOn && input.expiresOn < input.bookedOn)
    throw problem(ledgerProblems, 'funding.ledger.expires-early');
}

export async function grantByHand(ctx: Ctx, input: In<typeof grantInput>) {
  await checkChannel(ctx, input);
  const made = await grantSource(ctx, input);
  await told(ctx, 'grant', 'fundingSource', made.sourceId, input.regionCode, {
    documentNumber: input.documentNumber,
    amountFen: input.amountFen,
  });
  return made;
}

export async function changeByHand(ctx: Ctx, { id, kind, ...input }: In<typeof changeInput>) {
  const made = await (kind === 'increase' ? increaseSource : recallSource)(ctx, { ...input, sourceId: id });
  await told(ctx, kind, 'fundingSource', id, ctx.actor.scope, { amountFen: input.amountFen });
  return made;
}

export async function carryByHand(ctx: Ctx, { id, ...input }: In<typeof carryInput>) {
  const made = await carryOverSource(ctx, { ...input, sourceId: id });
  await told(ctx, 'carry', 'fundingSource', id, ctx.actor.scope, {
    toYear: input.toYear,
    lapsedFen: made.lapsedFen,
  });
  return made;
}

export async function receiveByHand(ctx: Ctx, { id, ...input }: In<typeof receiveInput>) {
  const made = await receive(ctx, { ...input, sourceId: id });
  await told(ctx, 'receive', 'fundingSource', id, ctx.actor.scope, { amountFen: input.amountFen });
  return made;
}

export async function arrangeByHand(ctx: Ctx, { id, lines, basis, ...input }: In<typeof arrangeInput>) {
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, input.bookedOn);
  const classOf = (item: string) => {
    const known = values['catalogue.items'].find((one) => one.id === item);
    if (!known) throw problem(ledgerProblems, 'funding.ledger.item-unknown', { item });
    return known.class;
  };
  const made = await arrange(ctx, {
    ...input,
    ...(basis ? { basis } : {}),
    lines: lines.map((line) => ({ ...line, sourceId: id, itemClass: classOf(line.item) })),
  });
  await told(ctx, 'arrange', 'fundingSource', id, ctx.actor.scope, { lines: lines.length });
  return made;
}

export async function reverseByHand(ctx: Ctx, { id, bookedOn = ctx.today, reason }: In<typeof reverseInput>) {
  await refuseOwned(ctx, id);
  const made = await reverse(ctx, { bookedOn, reason, postingId: id });
  await told(ctx, 'reverse', 'fundingPosting', id, ctx.actor.scope, { by: made.postingId });
  return made;
}

export async function closeMonth(ctx: Ctx, { month }: { month: string }) {
  const regionCode = districtCodeOf(ctx.actor.scope);
  const { postings } = await closePeriod(ctx, { regionCode, month });
  await told(ctx, 'close', 'fundingPeriod', `${regionCode}:${month}`, regionCode, { postings });
  return { month, postings };
}

export async function resolveByHand(
  ctx: Ctx,
  { id, authorisationId, bookedOn = ctx.today, ...input }: In<typeof resolveInput>,
) {
  const made = await resolveCase(ctx, {
    ...input,
    bookedOn,
    caseId: id,
    ...(authorisationId ? { authorisationId } : {}),
  });
  await told(ctx, 'resolve', 'fundingCase', id, ctx.actor.scope, { how: input.how });
  return made;
}
