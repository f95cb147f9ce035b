import { docxType, writeDocx } from '#platform/documents/docx/write-docx.ts';
import { writeTable } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { type NoticeKind, noticeNames } from '../../domain/notice/notice.ts';
import { channelNames, objectionStateNames } from '../../domain/notice/objection.ts';
import { livingEstate } from './estate-of.ts';
import { noticeRow } from './notices.query.ts';
import { type ObjectionFilter, orderedObjections, presentObjections } from './objections.query.ts';

const dayWords = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

/** A notice as the paper that is hung up. */
export async function noticePaper(ctx: Ctx, input: { id: string }): Promise<Download> {
  const row = await noticeRow(ctx, input.id);
  const estate = await livingEstate(ctx.tx, row.estateId);
  const body = writeDocx([
    { kind: 'title', text: row.title },
    { kind: 'text', text: `${estate.name}全体业主、居民：` },
    { kind: 'text', text: row.body },
    {
      kind: 'text',
      text: `公示期自${dayWords(row.postedOn)}至${dayWords(row.until)}。对公示内容有异议的，请在公示期内向社区居民委员会书面提出，也可以扫描住户卡上的二维码在网上提出；经办单位在规定期限内答复。`,
    },
    ...(row.places ? [{ kind: 'text' as const, text: `张贴地点：${row.places}` }] : []),
    { kind: 'signature', lines: ['（公示单位盖章）', dayWords(row.postedOn)] },
  ]);
  const name = `${noticeNames[row.kind as NoticeKind]}-${estate.name}-${row.postedOn}.docx`;
  return { name, mediaType: docxType, body };
}

/** The list as asked for, as a workbook; names stay masked. */
export async function exportObjections(ctx: Ctx, filter: ObjectionFilter): Promise<Download> {
  const rows = await (await orderedObjections(ctx, filter)).selectAll().execute();
  const items = await presentObjections(ctx, rows);
  const answers = new Map(rows.map((row) => [row.id, row]));
  const body = await writeTable({
    sheet: '异议',
    title: '异议与答复',
    notes: [`导出日期 ${ctx.today}，共 ${items.length} 件；姓名已遮蔽`],
    columns: [
      { title: '编号', width: 26 },
      { title: '小区', width: 18 },
      { title: '公示', width: 24 },
      { title: '来源', width: 8 },
      { title: '异议人', width: 10 },
      { title: '收到日期', width: 12 },
      { title: '答复期限', width: 12 },
      { title: '状态', width: 10 },
      { title: '逾期', width: 6 },
      { title: '办理人', width: 12 },
      { title: '争议', width: 10 },
      { title: '公开', width: 6 },
      { title: '异议', width: 60 },
      { title: '答复', width: 60 },
    ],
    rows: items.map((one) => [
      ...[one.number, one.estateName, one.noticeTitle, channelNames[one.channel], one.nameMasked],
      ...[chinaDay(one.at), one.dueOn, objectionStateNames[one.state], one.overdue ? '是' : ''],
      ...[one.assigneeName, one.disputed ? (one.settled ? '已了结' : '未了结') : ''],
      ...[one.published ? '是' : '', one.text, answers.get(one.id)?.answer ?? ''],
    ]),
  });
  return {
    name: `异议与答复 ${ctx.today}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
  };
}

/** The day of an instant in China. */
const chinaDay = (instant: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();
