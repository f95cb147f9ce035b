import { type DocxBlock, docxType, writeDocx } from '#platform/documents/docx/write-docx.ts';
import { writeTables } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { wanText } from '#shared/money.ts';
import type { AllocationView } from '../../../contract-allocation-schemes.ts';
import { classNames } from '../../../domain/calculator/by-area.ts';
import { xlsxType } from '../imports/import-files.ts';
import { findScheme } from './scheme-row.ts';
import { showScheme } from './schemes.query.ts';

type Paper = Pick<AllocationView, 'code' | 'title' | 'approvalNumber' | 'sources' | 'lines' | 'needs'> & {
  readonly on: string | null;
};

/** The published version as it was frozen; before that, the present one, marked as a draft. */
async function paperOf(ctx: Ctx, id: string): Promise<{ paper: Paper; draft: boolean; hash: string | null }> {
  const row = await findScheme(ctx, id);
  if (row.published) return { paper: row.published as Paper, draft: false, hash: row.hash };
  return { paper: { ...(await showScheme(ctx, row)), on: null }, draft: true, hash: null };
}

const wan = (fen: string | bigint): string => wanText(BigInt(fen));
const sumOf = (lines: Paper['lines']): bigint => lines.reduce((sum, one) => sum + BigInt(one.amountFen), 0n);

function byEstate(paper: Paper): string[][] {
  const keys = [...new Set(paper.lines.map((one) => `${one.projectName}\u0000${one.estateName}`))];
  return keys.map((key, at) => {
    const [project = '', estate = ''] = key.split('\u0000');
    const mine = paper.lines.filter((one) => one.projectName === project && one.estateName === estate);
    const items = [...new Set(mine.map(({ itemTitle }) => itemTitle))].join('、');
    return [String(at + 1), project, estate, items, wan(sumOf(mine))];
  });
}

/** The public notice as an official paper. */
export async function schemeDocx(ctx: Ctx, { id }: { id: string }): Promise<Download> {
  const { paper, draft, hash } = await paperOf(ctx, id);
  const total = wan(sumOf(paper.lines));
  const blocks: DocxBlock[] = [
    { kind: 'title', text: draft ? `${paper.title}（征求意见稿）` : paper.title },
    {
      kind: 'text',
      text: `按照老旧小区改造实施方案六(四)的要求，统筹上级补助和财政资金 ${total} 万元，用于下列小区的改造内容，专款专用。${
        paper.approvalNumber ? `本方案经批准（${paper.approvalNumber}）。` : ''
      }`,
    },
    { kind: 'heading', text: '一、资金来源' },
    {
      ...{ kind: 'table', heads: ['指标文号', '来源', '可用类别', '本次安排（万元）'], widths: [4, 5, 3, 2] },
      rows: paper.sources.map((one) => [
        ...[one.documentNumber, one.title, one.classes.map((of) => classNames[of]).join('、')],
        wan(sumOf(paper.lines.filter(({ sourceId }) => sourceId === one.sourceId))),
      ]),
    },
    { kind: 'heading', text: '二、安排明细' },
    {
      ...{
        kind: 'table',
        heads: ['序号', '项目', '小区', '改造内容', '金额（万元）'],
        widths: [1, 4, 3, 5, 2],
      },
      rows: [...byEstate(paper), ['', '合计', '', '', total]],
    },
    { kind: 'signature', lines: ['老旧小区改造工作专班', paper.on ?? '（未公布）'] },
    ...(hash
      ? [{ kind: 'text' as const, style: 'small' as const, text: `方案编号 ${paper.code}，校验码 ${hash}` }]
      : []),
  ];
  return {
    name: `${paper.title}.docx`,
    mediaType: docxType,
    body: writeDocx(blocks, { title: paper.title }),
  };
}

const amount = (fen: string): number => Number(BigInt(fen)) / 1_000_000;

/** Every line with what the rule proposed and why it differs, in 万元. */
export async function schemeWorkbook(ctx: Ctx, { id }: { id: string }): Promise<Download> {
  const { paper, draft } = await paperOf(ctx, id);
  const money = { format: '#,##0.000000', width: 16 };
  const text = (title: string) => ({ title, width: 20 });
  const documentOf = new Map(paper.sources.map((one) => [one.sourceId, one.documentNumber]));
  const notes = [`方案编号 ${paper.code}${draft ? '（未公布）' : `，公布日期 ${paper.on}`}`, '单位：万元'];
  const body = await writeTables([
    {
      ...{ sheet: '安排明细', title: paper.title, notes },
      columns: [
        ...['项目', '小区', '改造内容', '类别', '指标文号'].map(text),
        ...['按规则', '安排', '差额'].map((title) => ({ title, ...money })),
        ...['调整理由'].map(text),
      ],
      rows: paper.lines.map((one) => [
        ...[one.projectName, one.estateName, one.itemTitle, classNames[one.itemClass]],
        ...[documentOf.get(one.sourceId) ?? '', amount(one.proposedFen), amount(one.amountFen)],
        ...[amount(String(BigInt(one.amountFen) - BigInt(one.proposedFen))), one.reason],
      ]),
    },
    {
      ...{ sheet: '需求与缺口', notes },
      columns: [
        ...['项目', '小区', '改造内容', '类别'].map(text),
        ...['方案投资', '此前已安排', '本次安排后缺口'].map((title) => ({ title, ...money })),
      ],
      rows: paper.needs.map((one) => [
        ...[one.projectName, one.estateName, one.itemTitle, classNames[one.itemClass]],
        ...[one.costFen, one.arrangedFen, one.gapFen].map(amount),
      ]),
    },
  ]);
  return { name: `${paper.title}.xlsx`, mediaType: xlsxType, body };
}
