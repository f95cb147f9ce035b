import type { z } from 'zod';
import { writeTable } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import type { doorsQuery } from '../../../contract-ballots.ts';
import { channelNames, deliveryNames } from '../../../domain/ballot/words.ts';
import { findVote } from '../vote-row.ts';
import { listDoors } from './doors.query.ts';

const most = 100_000;

/** The doors as they were searched and filtered, to go round with; what was chosen is in no column. */
export async function exportDoors(
  ctx: Ctx,
  input: z.output<z.ZodObject<typeof doorsQuery>> & { id: string },
): Promise<Download> {
  const vote = await findVote(ctx.tx, input.id);
  const { items, counts } = await listDoors(ctx, { ...input, page: 1, size: most });
  const body = await writeTable({
    sheet: '各户情况',
    title: `${vote.title}：各户投票与送达情况`,
    notes: [
      `共 ${counts.all} 户，已投 ${counts.voted} 户。导出日期 ${ctx.today}，${ctx.actor.name}。不含选择。`,
    ],
    columns: [
      ...[
        { title: '票号' },
        { title: '楼栋' },
        { title: '单元' },
        { title: '房号' },
        { title: '业主', width: 18 },
      ],
      ...[{ title: '面积（㎡）', format: '#,##0.00' }, { title: '方式' }],
      ...[{ title: '投票日期', width: 14 }, { title: '第几次' }, { title: '送达' }],
      ...[
        { title: '送达说明', width: 24 },
        { title: '送达登记', width: 14 },
      ],
    ],
    rows: items.map(({ ballot, delivery, ...one }) => [
      ...[
        one.paperNumber,
        one.building,
        one.entrance,
        one.room,
        one.unsold ? '未售（建设单位）' : one.ownerMasked,
      ],
      ...[Number(one.areaCm2) / 10_000, ballot ? channelNames[ballot.channel] : '未投'],
      ...[ballot?.day, ballot?.times, delivery ? deliveryNames[delivery.status] : ''],
      ...[delivery?.note, delivery?.day],
    ]),
  });
  return {
    name: `${vote.number}-各户情况.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
  };
}
