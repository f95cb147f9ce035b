import { docxType, writeDocx } from '#platform/documents/docx/write-docx.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { type FiveStep, fiveStepNames } from '../../domain/body/five-steps.ts';
import { livingEstate } from '../notices/estate-of.ts';
import { decisionsOf, meetingRow } from './meetings.ts';

/** The minutes of a meeting as a paper to be signed. */
export async function meetingPaper(ctx: Ctx, input: { id: string }): Promise<Download> {
  const row = await meetingRow(ctx, input.id);
  const estate = await livingEstate(ctx.tx, row.estateId);
  const facts: (readonly [string, string])[] = [
    ['小区', estate.name],
    ['日期', row.heldOn],
    ['地点', row.place],
    ['环节', fiveStepNames[row.step as FiveStep]],
    ['应到 / 实到', `${row.invited ?? '—'} / ${row.attended ?? '—'} 人`],
  ];
  const decisions = decisionsOf(row);
  const body = writeDocx([
    { kind: 'title', text: `${row.title}会议记录` },
    { kind: 'table', heads: ['项目', '内容'], rows: facts, widths: [1, 4] },
    { kind: 'heading', text: '议题' },
    { kind: 'text', text: row.agenda || '（未填写）' },
    { kind: 'heading', text: '会议记录' },
    { kind: 'text', text: row.minutes || '（未填写）' },
    { kind: 'heading', text: '决定事项' },
    {
      kind: 'table',
      heads: ['序号', '决定', '责任人', '期限'],
      rows: decisions.map((one, at) => [String(at + 1), one.text, one.responsible, one.due ?? '']),
      widths: [1, 6, 2, 2],
    },
    {
      kind: 'signature',
      lines: ['主持人：＿＿＿＿＿＿　记录人：＿＿＿＿＿＿', '参会人员签字：＿＿＿＿＿＿＿＿＿＿'],
    },
  ]);
  return { name: `会议记录-${estate.name}-${row.heldOn}.docx`, mediaType: docxType, body };
}
