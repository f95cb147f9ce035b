import type { Selectable } from 'kysely';
import { type EstateHead, estateHead, type Part, partsOf } from '#modules/survey/index.ts';
import type { ParticipationAccess } from '#platform/database/tables.ts';
import { writeTables } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { accessProblems } from '../../problems-access.ts';

type Card = Selectable<ParticipationAccess>;

/** The estate whose cards are meant; throws `participation.estate.absent` for one out of sight or archived. */
export async function theEstate(ctx: Pick<Ctx, 'tx'>, id: string): Promise<EstateHead> {
  const estate = await estateHead(ctx.tx, { id });
  if (!estate || estate.archived) throw problem(accessProblems, 'participation.estate.absent');
  return estate;
}
export type CardState = 'none' | 'unused' | 'redeemed' | 'expired' | 'revoked';

export const cardStateNames: Readonly<Record<CardState, string>> = {
  none: '未制卡',
  unused: '未使用',
  redeemed: '已使用',
  expired: '已过期',
  revoked: '已作废',
};

type Filter = {
  readonly estateId: string;
  readonly building?: string | undefined;
  readonly state?: CardState | undefined;
  readonly search?: string | undefined;
};

/** As people write it: 3号楼1单元201. */
export const placeOf = (part: Pick<Part, 'building' | 'entrance' | 'room'>): string =>
  `${part.building}${part.entrance}${part.room}`;

function stateOf(card: Card | undefined, now: Date): CardState {
  if (!card) return 'none';
  if (card.revokedAt) return 'revoked';
  if (card.redeemedAt) return 'redeemed';
  return card.expiresAt <= now ? 'expired' : 'unused';
}

/** Every part of an estate with its latest card, in the order of the houses. */
async function partsWithCards(ctx: Ctx, filter: Filter) {
  await theEstate(ctx, filter.estateId);
  const parts = await partsOf(ctx.tx, filter.estateId, { building: filter.building });
  const cards = await ctx.tx
    .selectFrom('participationAccess')
    .selectAll()
    .distinctOn('partId')
    .where('estateId', '=', filter.estateId)
    .orderBy('partId')
    .orderBy('number', 'desc')
    .execute();
  const byPart = new Map(cards.map((card) => [card.partId, card]));
  const search = filter.search?.replace(/[\s-]/g, '') ?? '';
  return parts
    .map((part) => ({ part, card: byPart.get(part.id), state: stateOf(byPart.get(part.id), ctx.now) }))
    .filter(({ part, state }) => (!filter.state || state === filter.state) && placeOf(part).includes(search));
}

export async function listCards(ctx: Ctx, query: Filter & { page: number; size: number }) {
  const all = await partsWithCards(ctx, query);
  const from = (query.page - 1) * query.size;
  return {
    total: all.length,
    items: all.slice(from, from + query.size).map(({ part, card, state }) => ({
      partId: part.id,
      building: part.building,
      place: placeOf(part),
      kind: part.kind,
      owners: part.owners.map((owner) => owner.nameMasked),
      cardId: card?.id ?? null,
      number: card?.number ?? 0,
      state,
      issuedAt: card?.issuedAt.toISOString() ?? null,
      issuedBy: card?.issuedBy ?? null,
      expiresAt: card?.expiresAt.toISOString() ?? null,
      redeemedAt: card?.redeemedAt?.toISOString() ?? null,
      revokedAt: card?.revokedAt?.toISOString() ?? null,
      revokeReason: card?.revokeReason ?? null,
    })),
  };
}

/** The parts whose place holds what was typed, with their owners' masked names, for the worker at the door. */
export async function findParts(ctx: Ctx, input: { estateId: string; search: string }) {
  const found = await partsWithCards(ctx, input);
  return found.slice(0, mostFound).map(({ part }) => ({
    partId: part.id,
    place: placeOf(part),
    owners: part.owners.map(({ id, nameMasked, nominated }) => ({ id, name: nameMasked, nominated })),
  }));
}
const mostFound = 30;

const noStates = (): Record<CardState, number> => ({
  none: 0,
  unused: 0,
  redeemed: 0,
  expired: 0,
  revoked: 0,
});

/** How many parts stand where, for the estate and for each building. */
export async function cardSummary(ctx: Ctx, input: { estateId: string }) {
  const all = await partsWithCards(ctx, input);
  const estate = { parts: 0, states: noStates() };
  const buildings = new Map<string, { building: string; parts: number; states: Record<CardState, number> }>();
  for (const { part, state } of all) {
    const building = buildings.get(part.building) ?? {
      building: part.building,
      parts: 0,
      states: noStates(),
    };
    buildings.set(part.building, building);
    for (const one of [estate, building]) {
      one.parts += 1;
      one.states[state] += 1;
    }
  }
  return { estate, buildings: [...buildings.values()] };
}

const momentText = (at: Date | null | undefined): string =>
  at
    ? Temporal.Instant.fromEpochMilliseconds(at.getTime())
        .toZonedDateTimeISO('Asia/Shanghai')
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' })
        .replace('T', ' ')
    : '';

/** The status of every card as a workbook; no code is in it, none can be. */
export async function exportCards(ctx: Ctx, query: Filter): Promise<Download> {
  const estate = await theEstate(ctx, query.estateId);
  const all = await partsWithCards(ctx, query);
  const body = await writeTables([
    {
      sheet: '住户码',
      columns: [
        { title: '楼栋', width: 10 },
        { title: '单元', width: 8 },
        { title: '房号', width: 10 },
        { title: '状态', width: 10 },
        { title: '第几张' },
        { title: '制卡时间', width: 18 },
        { title: '制卡人', width: 12 },
        { title: '有效期至', width: 18 },
        { title: '使用时间', width: 18 },
        { title: '作废时间', width: 18 },
        { title: '作废原因', width: 20 },
      ],
      rows: all.map(({ part, card, state }) => [
        part.building,
        part.entrance,
        part.room,
        cardStateNames[state],
        card?.number ?? null,
        momentText(card?.issuedAt),
        card?.issuedBy ?? '',
        momentText(card?.expiresAt),
        momentText(card?.redeemedAt),
        momentText(card?.revokedAt),
        card?.revokeReason ?? '',
      ]),
    },
  ]);
  return {
    name: `${estate.name} 住户码 ${ctx.today}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
  };
}
