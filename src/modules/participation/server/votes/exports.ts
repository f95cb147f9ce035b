import { type Table, writeTable } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { areaSourceWords, partKindWords } from '../../domain/vote/part-words.ts';
import { voteScopeNames, voteStateNames } from '../../domain/vote/state.ts';
import { type RollInput, rollRows } from './progress.query.ts';
import { findVote } from './vote-row.ts';
import { type ListInput, listVotes } from './votes.query.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const m2 = (cm2: string): number => Number(cm2) / 10_000;
const most = 50_000;

async function file(name: string, table: Table): Promise<Download> {
  return { name, mediaType: xlsx, body: await writeTable(table) };
}

/** The list as it was searched and filtered. */
export async function exportVotes(ctx: Ctx, input: Omit<ListInput, 'page' | 'size'>): Promise<Download> {
  const { items } = await listVotes(ctx, { ...input, page: 1, size: most });
  return file('依法表决.xlsx', {
    sheet: '依法表决',
    title: '依法表决',
    notes: [`导出日期 ${ctx.today}，${ctx.actor.name}`],
    columns: [
      { title: '编号', width: 24 },
      { title: '标题', width: 36 },
      { title: '范围', width: 24 },
      { title: '范围类别' },
      { title: '状态' },
      { title: '事项数' },
      { title: '开始时间', width: 20 },
      { title: '截止时间', width: 20 },
      { title: '应参与人数' },
      { title: '已参与人数' },
      { title: '应参与面积（㎡）', format: '#,##0.00##' },
      { title: '已参与面积（㎡）', format: '#,##0.00##' },
      { title: '结果公布日期', width: 14 },
    ],
    rows: items.map((one) => [
      ...[
        one.number,
        one.title,
        one.scopeName,
        voteScopeNames[one.scope],
        voteStateNames[one.state],
        one.matters,
      ],
      ...[one.opensAt, one.closesAt, one.turnout.heads.all, one.turnout.heads.taking],
      ...[m2(one.turnout.areaCm2.all), m2(one.turnout.areaCm2.taking), one.resultPostedOn],
    ]),
  });
}

/** The roll as it was searched and filtered, names masked; of those not voted yet it is the door list. */
export async function exportRoll(ctx: Ctx, input: RollInput): Promise<Download> {
  const vote = await findVote(ctx.tx, input.id);
  const rows = await rollRows(ctx.tx, input);
  const doors = input.voted === false;
  return file(`${vote.number}-${doors ? '待投票' : '名册'}.xlsx`, {
    sheet: doors ? '待投票' : '名册',
    title: `${vote.title}${doors ? '：尚未投票' : '：表决名册'}`,
    notes: [`${vote.scopeName}，导出日期 ${ctx.today}，${ctx.actor.name}`],
    columns: [
      { title: '票号', width: 14 },
      { title: '楼栋' },
      { title: '单元' },
      { title: '房号' },
      { title: '用途' },
      { title: '专有部分面积（㎡）', format: '#,##0.00##' },
      { title: '面积来源', width: 16 },
      { title: '业主', width: 20 },
      { title: '已投票' },
      { title: '备注', width: 24 },
    ],
    rows: rows.map((row) => [
      ...[row.paperNumber, row.building, row.entrance, row.room, partKindWords[row.kind] ?? row.kind],
      ...[m2(row.areaCm2), areaSourceWords[row.areaSource] ?? row.areaSource, row.ownerMasked],
      ...[row.voted ? '是' : '否', row.able ? '' : '未推选或未登记业主'],
    ]),
  });
}
