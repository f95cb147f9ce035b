import type { z } from 'zod';
import { noticesOf } from '#modules/participation/index.ts';
import { policyOn } from '#modules/policy/index.ts';
import { estateSummaries } from '#modules/survey/index.ts';
import { writeTable } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { wanText } from '#shared/money.ts';
import type { boardQuery, reviewsContract } from '../../contract-reviews.ts';
import { roundStateNames } from '../../domain/review/course.ts';
import { seatStanding, seatStandingNames, stanceNames } from '../../domain/review/seat.ts';
import { type VersionState, versionStateNames } from '../../domain/state.ts';
import { presentSeats } from './rounds.query.ts';
import {
  estatesOf,
  inOffice,
  inQuestion,
  isOwn,
  type OpinionRow,
  opinionRows,
  type RoundRow,
  roundStateOf,
  seatOf,
} from './standing.ts';

type Filter = z.infer<typeof boardQuery>;
type Answer = z.infer<(typeof reviewsContract.board)['~orpc']['outputSchema'] & z.ZodType>;
type Row = {
  readonly scheme: { readonly id: string; readonly version: number };
  readonly version: Awaited<ReturnType<typeof versionsIn>>[number];
  readonly round: RoundRow | null;
  readonly seats: readonly OpinionRow[];
  readonly estates: readonly string[];
};

const versionsIn = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('schemeVersion as v')
    .innerJoin('schemeScheme as s', 's.id', 'v.schemeId')
    .where('s.state', '<>', 'cancelled')
    .select(['v.id', 'v.schemeId', 'v.number', 'v.origin', 'v.state', 'v.title', 'v.totalFen'])
    .select('s.version as schemeVersion')
    .orderBy('v.number', 'desc')
    .execute();

const baseOf = (office: string): string => office.split(':')[0] ?? office;

/** The version of every scheme the board is about: what was handed in last, or sent back and not handed in again. */
async function rowsIn(ctx: Ctx): Promise<Row[]> {
  const groups = Map.groupBy(await versionsIn(ctx), (one) => one.schemeId);
  const chosen = [...groups.values()].flatMap((list) => {
    const one = inQuestion(list);
    const shown = one?.state === 'draft' ? list.find((other) => other.state === 'returned') : one;
    return shown && shown.state !== 'cancelled' ? [shown] : [];
  });
  const ids = chosen.map((one) => one.schemeId);
  if (ids.length === 0) return [];
  const rounds = await ctx.tx
    .selectFrom('schemeReview')
    .selectAll()
    .where('schemeId', 'in', ids)
    .orderBy('round', 'desc')
    .execute();
  const seats = Map.groupBy(await opinionRows(ctx.tx, ids), (one) => one.reviewId);
  const estates = await estatesOf(ctx.tx, ids);
  const all = [...estates.values()].flat();
  const names = new Map((await estateSummaries(ctx, { ids: all })).map((one) => [one.id, one.name]));
  const office = inOffice(ctx.actor);
  return chosen.flatMap((version) => {
    const round = rounds.find((one) => one.versionId === version.id) ?? null;
    const asked = (round && seats.get(round.id)) ?? [];
    const own = asked.filter((seat) => office || isOwn(ctx.actor, seat));
    if (!office && own.length === 0) return [];
    const scheme = { id: version.schemeId, version: version.schemeVersion };
    const titles = (estates.get(version.schemeId) ?? []).map((id) => names.get(id) ?? '管辖范围外的小区');
    return [{ scheme, version, round, seats: own, estates: titles }];
  });
}

function matches(ctx: Ctx, row: Row, filter: Filter): boolean {
  const { version, estates } = row;
  if (filter.state && version.state !== filter.state) return false;
  if (filter.search && ![version.title, ...estates].some((one) => one.includes(filter.search ?? '')))
    return false;
  if (!filter.office && !filter.standing) return true;
  return row.seats.some(
    (seat) =>
      (!filter.office || baseOf(seat.office) === filter.office) &&
      (!filter.standing || seatStanding(seatOf(seat), ctx.today) === filter.standing),
  );
}

/** Open rounds by their earliest day due come first; what nobody waits for comes last. */
const dueOf = (row: Row): string => {
  const open = row.round?.state === 'open' ? row.seats.filter((seat) => seat.stance === null) : [];
  return (
    open.map((seat) => seat.dueOn).toSorted()[0] ?? (row.round?.state === 'open' ? row.round.dueOn : '9999')
  );
};

async function ordered(ctx: Ctx, filter: Filter): Promise<Row[]> {
  const rows = (await rowsIn(ctx)).filter((row) => matches(ctx, row, filter));
  const by = (row: Row) => (filter.sort === 'due' ? dueOf(row) : row.version.title);
  const sorted = rows.toSorted(
    (one, other) => by(one).localeCompare(by(other), 'zh') || one.scheme.id.localeCompare(other.scheme.id),
  );
  return filter.descending ? sorted.toReversed() : sorted;
}

async function present(ctx: Ctx, rows: readonly Row[]): Promise<Answer['items']> {
  const notices = await noticesOf(
    ctx,
    rows.map((row) => row.version.id),
  );
  const items = [];
  for (const { scheme, version, round, seats, estates } of rows) {
    const own = notices.get(version.id) ?? [];
    items.push({
      ...{ schemeId: scheme.id, version: scheme.version, title: version.title, estates: [...estates] },
      ...{ versionId: version.id, number: version.number, state: version.state as VersionState },
      ...{ totalFen: String(version.totalFen), round: round?.round ?? null },
      ...{ roundState: round ? roundStateOf(round) : null, dueOn: round?.dueOn ?? null },
      seats: await presentSeats(ctx, seats),
      noticeUntil:
        own
          .map((one) => one.until)
          .toSorted()
          .at(-1) ?? null,
      unanswered: own.reduce((sum, one) => sum + one.unanswered.length, 0),
    });
  }
  return items;
}

/** Schemes × units: who was asked, when it is due, what was said. */
export async function reviewBoard(ctx: Ctx, input: Filter & { page: number; size: number }): Promise<Answer> {
  const rows = await ordered(ctx, input);
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const offices = values['scheme.review'].units.map(({ id, title }) => ({ id, title }));
  const first = (input.page - 1) * input.size;
  return {
    total: rows.length,
    items: await present(ctx, rows.slice(first, first + input.size)),
    offices: inOffice(ctx.actor) ? offices : [],
  };
}

/** The board as asked for, one row per unit asked, as a workbook. */
export async function exportBoard(ctx: Ctx, filter: Filter): Promise<Download> {
  const items = await present(ctx, await ordered(ctx, filter));
  const body = await writeTable({
    sheet: '联合审查',
    title: '改造方案联合审查一览',
    notes: [`导出日期 ${ctx.today}，共 ${items.length} 份方案`],
    columns: [
      ...[
        { title: '方案', width: 28 },
        { title: '小区', width: 24 },
        { title: '版次', width: 6 },
      ],
      ...[
        { title: '状态', width: 12 },
        { title: '总费用（万元）', width: 14 },
        { title: '轮次', width: 6 },
      ],
      ...[
        { title: '审查', width: 12 },
        { title: '单位', width: 26 },
        { title: '必须出具', width: 10 },
      ],
      ...[
        { title: '期限', width: 12 },
        { title: '进度', width: 16 },
        { title: '意见', width: 12 },
      ],
      ...[
        { title: '公示到', width: 12 },
        { title: '未答复异议', width: 12 },
      ],
    ],
    rows: items.flatMap((one) => {
      const head = [one.title, one.estates.join('、'), one.number, versionStateNames[one.state]];
      const round = [one.round, one.roundState ? roundStateNames[one.roundState] : ''];
      const notice = [one.noticeUntil, one.unanswered];
      const seats = one.seats.length > 0 ? one.seats : [null];
      return seats.map((seat) => [
        ...[...head, wanText(BigInt(one.totalFen)), ...round],
        ...(seat
          ? [seat.title, seat.needed ? '是' : '', seat.dueOn, seatStandingNames[seat.standing]]
          : ['', '', '', '未发起']),
        ...[seat?.stance ? stanceNames[seat.stance] : '', ...notice],
      ]);
    }),
  });
  return {
    name: `联合审查一览 ${ctx.today}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
  };
}
