import type { Expression, ExpressionBuilder, Selectable, SqlBool } from 'kysely';
import type { z } from 'zod';
import { containing } from '#platform/database/containing.ts';
import type { DB, ParticipationFinding } from '#platform/database/tables.ts';
import { writeTable } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import type { findingQuery, findingShape } from '../../contract-openness.ts';
import {
  findingState,
  findingStateNames,
  isOverdue,
  type Severity,
  severityNames,
} from '../../domain/body/finding.ts';
import { attachmentNames } from '../notices/attachments.ts';
import { estateIdsLike, estatesById } from '../notices/estate-names.query.ts';

export type FindingRow = Selectable<ParticipationFinding>;
export type FindingView = z.infer<typeof findingShape>;
type Filter = z.infer<typeof findingQuery>;

export const stateOf = (row: FindingRow) =>
  findingState({ answered: row.answeredAt !== null, accepted: row.acceptedAt !== null });

async function visitTitles(ctx: Ctx, rows: readonly FindingRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.map((row) => row.visitId))];
  const visits = await ctx.tx
    .selectFrom('participationVisit')
    .select(['id', 'title'])
    .where('id', 'in', ids)
    .execute();
  return new Map(visits.map((one) => [one.id, one.title]));
}

export async function findingViews(ctx: Ctx, rows: readonly FindingRow[]): Promise<FindingView[]> {
  if (rows.length === 0) return [];
  const estates = await estatesById(
    ctx.tx,
    rows.map((row) => row.estateId),
  );
  const titles = await visitTitles(ctx, rows);
  const files = await attachmentNames(ctx.tx, [...new Set(rows.flatMap((row) => row.fileIds))]);
  return rows.map((row) => ({
    id: row.id,
    estateId: row.estateId,
    estateName: estates.get(row.estateId)?.name ?? '',
    version: row.version,
    visitId: row.visitId,
    visitTitle: titles.get(row.visitId) ?? '',
    text: row.text,
    severity: row.severity as Severity,
    dueOn: row.dueOn,
    state: stateOf(row),
    overdue: isOverdue({ dueOn: row.dueOn, state: stateOf(row) }, ctx.today),
    answer: row.answer,
    answeredBy: row.answeredBy,
    acceptedBy: row.acceptedBy,
    published: row.publishedText !== null,
    files: files.filter((one) => row.fileIds.includes(one.id)),
  }));
}

async function conditions(ctx: Ctx, input: Filter) {
  const like = input.search ? await estateIdsLike(ctx.tx, input.search) : [];
  return (row: ExpressionBuilder<DB, 'participationFinding'>) => {
    const all: Expression<SqlBool>[] = [];
    const { state } = input;
    if (input.estateId) all.push(row('estateId', '=', input.estateId));
    if (input.severity) all.push(row('severity', '=', input.severity));
    if (input.published !== undefined)
      all.push(row('publishedText', input.published ? 'is not' : 'is', null));
    if (state === 'open' || state === 'overdue') all.push(row('answeredAt', 'is', null));
    if (state === 'overdue') all.push(row('dueOn', '<', ctx.today));
    if (state === 'answered') all.push(row('answeredAt', 'is not', null));
    if (state === 'answered' || state === 'unaccepted') all.push(row('acceptedAt', 'is', null));
    if (state === 'accepted') all.push(row('acceptedAt', 'is not', null));
    if (input.search) {
      const part = containing(input.search);
      all.push(
        row.or([
          row('text', 'ilike', part),
          row('answer', 'ilike', part),
          ...(like.length > 0 ? [row('estateId', 'in', like)] : []),
        ]),
      );
    }
    return row.and(all);
  };
}

/** Findings of a filter: those without an answer first, the earliest due first. */
const ordered = async (ctx: Ctx, input: Filter) =>
  ctx.tx
    .selectFrom('participationFinding')
    .where(await conditions(ctx, input))
    .orderBy('answeredAt', (o) => o.desc().nullsFirst())
    .orderBy('dueOn')
    .orderBy('id');

export async function listFindings(ctx: Ctx, input: Filter & { page: number; size: number }) {
  const { total } = await ctx.tx
    .selectFrom('participationFinding')
    .where(await conditions(ctx, input))
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const found = await (await ordered(ctx, input))
    .selectAll()
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return { total: Number(total), items: await findingViews(ctx, found), counts: await findingCounts(ctx) };
}

async function findingCounts(ctx: Ctx) {
  const row = await ctx.tx
    .selectFrom('participationFinding')
    .select((one) => {
      const open = one('answeredAt', 'is', null);
      const answered = one('answeredAt', 'is not', null).and('acceptedAt', 'is', null);
      return [
        one.fn.countAll<bigint>().filterWhere(open).as('open'),
        one.fn
          .countAll<bigint>()
          .filterWhere(open.and('dueOn', '<', ctx.today))
          .as('overdue'),
        one.fn.countAll<bigint>().filterWhere(answered).as('answered'),
      ];
    })
    .executeTakeFirstOrThrow();
  return { open: Number(row.open), overdue: Number(row.overdue), answered: Number(row.answered) };
}

/** The list as asked for, as a workbook; whoever accepted stands masked. */
export async function exportFindings(ctx: Ctx, input: Filter): Promise<Download> {
  const items = await findingViews(ctx, await (await ordered(ctx, input)).selectAll().execute());
  const body = await writeTable({
    sheet: '问题与整改',
    title: '居民监督发现的问题与整改',
    notes: [`导出日期 ${ctx.today}，共 ${items.length} 个`],
    columns: [
      { title: '小区', width: 18 },
      { title: '开放日或查看', width: 24 },
      { title: '问题', width: 50 },
      { title: '程度', width: 8 },
      { title: '整改期限', width: 12 },
      { title: '状态', width: 10 },
      { title: '逾期', width: 6 },
      { title: '整改情况', width: 50 },
      { title: '验收', width: 30 },
      { title: '公开', width: 6 },
    ],
    rows: items.map((one) => [
      ...[one.estateName, one.visitTitle, one.text, severityNames[one.severity], one.dueOn],
      ...[findingStateNames[one.state], one.overdue ? '是' : '', one.answer, one.acceptedBy],
      one.published ? '是' : '',
    ]),
  });
  return {
    name: `居民监督问题 ${ctx.today}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
  };
}
