import { writeTables } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { alarmKinds } from '../../domain/overview/alarms.ts';
import { type Stage, stageNames } from '../../domain/overview/stages.ts';
import { listAlarms } from './alarms.query.ts';
import { type OverviewInput, showOverview } from './stages.query.ts';

const cutNames: Readonly<Record<OverviewInput['by'], string>> = {
  channel: '渠道',
  subChannel: '细分渠道',
  subdistrict: '街道（乡镇）',
  estate: '小区',
  project: '项目',
  year: '预算年度',
};
const wan = (fen: string | null): number | null => (fen === null ? null : Number(fen) / 1_000_000);
const stages = Object.keys(stageNames) as Stage[];

/** The overview as finance bureaus keep it: 万元, a total row first, alarms on a sheet of their own. */
export async function exportOverview(ctx: Ctx, input: OverviewInput): Promise<Download> {
  const { total, rows } = await showOverview(ctx, input);
  const { items } = await listAlarms(ctx, { dismissed: false });
  const line = (title: string, row: typeof total) => [title, ...stages.map((stage) => wan(row[stage]))];
  const body = await writeTables([
    {
      sheet: '资金总览',
      title: `老旧小区改造资金情况表（按${cutNames[input.by]}）`,
      notes: [`截至 ${ctx.today}，单位：万元。产值为已计量工程价款；实物投入按凭证作价，不与资金相加。`],
      columns: [
        { title: cutNames[input.by], width: 30 },
        ...stages.map((stage) => ({ title: stageNames[stage], format: '#,##0.00', width: 16 })),
      ],
      rows: [line('合计', total), ...rows.map((row) => line(row.title, row))],
    },
    {
      sheet: '资金预警',
      columns: [
        { title: '类别', width: 16 },
        { title: '对象', width: 40 },
        { title: '金额（万元）', format: '#,##0.00', width: 16 },
        { title: '情况', width: 50 },
      ],
      rows: items.map((one) => [alarmKinds[one.kind], one.subject, wan(one.amount), one.text]),
    },
  ]);
  return {
    name: `资金总览_${ctx.today}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
  };
}
