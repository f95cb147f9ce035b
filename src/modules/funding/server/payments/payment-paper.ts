import { docxType, writeDocx } from '#platform/documents/docx/write-docx.ts';
import { writeTable } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { paymentKindNames, percentText, yuanText } from '../../domain/ledger/words.ts';
import { paymentStepNames, seatNames } from '../../domain/payments/payment-steps.ts';
import { type PaymentDetail, showPayment } from './detail.query.ts';
import { orderedPayments, type PaymentFilter, presentPayment } from './rows.query.ts';

const dayWords = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};
const chinaDay = (instant: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();
const yuan = (fen: string): string => `${yuanText(BigInt(fen))} 元`;

function opinionRows(detail: PaymentDetail): string[][] {
  return detail.seats.map(({ seat }) => {
    const last = detail.steps.find((step) => step.seat === seat && step.step !== 'withdraw');
    if (!last) return [seatNames[seat], '', '', ''];
    const opinion = last.note || paymentStepNames[last.step];
    return [seatNames[seat], opinion, last.by, dayWords(chinaDay(last.at))];
  });
}

const termWords = (detail: PaymentDetail): string =>
  detail.completeOn === null || detail.dueOn === null
    ? '尚未提交齐全的申请'
    : `${dayWords(detail.completeOn)}收到齐全申请，${detail.termDays} 个${
        detail.termUnit === 'working' ? '工作日' : '自然日'
      }内，即 ${dayWords(detail.dueOn)}前支付${detail.sme ? '（中小企业）' : ''}`;

/** 付款审批单: the request as a paper for signature and file. */
export async function paymentOrder(ctx: Ctx, input: { id: string }): Promise<Download> {
  const detail = await showPayment(ctx, input);
  const facts: string[][] = [
    ['申请编号', detail.number, '款项', paymentKindNames[detail.kind]],
    ['项目', detail.projectName, '合同', `${detail.contractNumber} ${detail.contractTitle}`],
    ['收款单位', detail.supplierName, '申请金额', yuan(detail.amountFen)],
    ['状态', detail.stateText, '付款期限', termWords(detail)],
  ];
  if (detail.wages)
    facts.push([
      '农民工工资专户',
      `${detail.wages.account}（${percentText(detail.wages.shareBp)}）`,
      '拨入专户',
      yuan(detail.wages.wagesFen),
    ]);
  const body = writeDocx([
    { kind: 'title', text: '付款审批单' },
    { kind: 'table', heads: ['事项', '内容', '事项', '内容'], rows: facts, widths: [2, 4, 2, 4] },
    { kind: 'heading', text: '一、款项与来源' },
    {
      kind: 'table',
      heads: ['小区', '改造内容', '资金来源（文号）', '金额'],
      widths: [3, 3, 4, 3],
      rows: detail.lines.map((line) => [
        line.estateName,
        line.itemTitle,
        line.sourceTitle ? `${line.sourceTitle}（${line.documentNumber ?? ''}）` : '待定',
        yuan(line.amountFen),
      ]),
    },
    { kind: 'heading', text: '二、审核意见' },
    {
      kind: 'table',
      heads: ['环节', '意见', '经办人', '日期'],
      widths: [2, 5, 2, 3],
      rows: opinionRows(detail),
      rowMm: 14,
    },
    {
      kind: 'text',
      style: 'small',
      text: `打印日期 ${dayWords(ctx.today)}；申请说明：${detail.note || '无'}`,
    },
  ]);
  return { name: `付款审批单 ${detail.number}.docx`, mediaType: docxType, body };
}

/** The list as asked for, as a workbook in 元. */
export async function exportPayments(ctx: Ctx, filter: PaymentFilter): Promise<Download> {
  const rows = (await orderedPayments(ctx, filter).execute()).map((row) => presentPayment(ctx, row));
  const money = { width: 16, format: '#,##0.00' };
  const body = await writeTable({
    sheet: '用款申请',
    title: '用款申请台账',
    notes: [`导出日期 ${ctx.today}，共 ${rows.length} 份；金额单位：元`],
    columns: [
      ...[
        { title: '申请编号', width: 20 },
        { title: '项目', width: 24 },
        { title: '合同编号', width: 18 },
        { title: '合同名称', width: 28 },
        { title: '收款单位', width: 24 },
        { title: '中小企业', width: 10 },
        { title: '款项', width: 12 },
      ],
      ...[
        { title: '申请金额', ...money },
        { title: '已支付', ...money },
      ],
      ...['状态', '齐全日期', '付款期限', '逾期天数', '申请人', '起草日期'].map((title) => ({
        title,
        width: 14,
      })),
    ],
    rows: rows.map((one) => [
      ...[one.number, one.projectName, one.contractNumber, one.contractTitle, one.supplierName],
      ...[one.sme ? '是' : '否', paymentKindNames[one.kind]],
      ...[Number(one.amountFen) / 100, Number(one.paidFen) / 100],
      ...[one.stateText, one.completeOn, one.dueOn, one.lateDays || null, one.createdBy],
      chinaDay(one.createdAt),
    ]),
  });
  return {
    name: `用款申请 ${ctx.today}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
  };
}
