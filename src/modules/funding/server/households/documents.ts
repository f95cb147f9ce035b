import { type DocxBlock, docxType, writeDocx } from '#platform/documents/docx/write-docx.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { yuanText } from '../../domain/household/amount.ts';
import { instalmentsOf } from '../../domain/household/instalments.ts';
import { receiptWayNames } from '../../domain/household/words.ts';
import { householdProblems } from '../../problems-households.ts';
import { type BillQuery, billsOf } from './bills.query.ts';
import { audit, type CollectionRow, findBill, findCollection, placeOf } from './rows.ts';

type ListedBill = Awaited<ReturnType<typeof billsOf>>[number];
const text = (words: string, style: 'body' | 'plain' | 'small' = 'plain'): DocxBlock => ({
  kind: 'text',
  style,
  text: words,
});
const day = (iso: string): string => {
  const [year = '', month = '', date = ''] = iso.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
};
const yuan = (fen: string): string => yuanText(BigInt(fen));

const payeeWords = ({ payee }: CollectionRow): string =>
  payee.account
    ? `收款户名：${payee.name}；账号：${payee.account}；开户银行：${payee.bank}。转账时请在附言填写账单号。${payee.note}`
    : `请到社区居委会缴纳，或按社区公布的账户转账并在附言填写账单号。${payee.note}`;

async function basisWords(ctx: Ctx, of: CollectionRow): Promise<string> {
  if (of.basisId === null) return '';
  const basis = await ctx.tx
    .selectFrom('fundingBasis')
    .select(['title', 'documentNumber'])
    .where('id', '=', of.basisId)
    .executeTakeFirst();
  return basis ? `${basis.title}（${basis.documentNumber || '签字协议'}）` : '';
}

/** 缴款通知单 of one part; a page of its own. */
function billPage(of: CollectionRow, bill: ListedBill, basis: string): DocxBlock[] {
  const paid = BigInt(bill.netFen);
  const plan = instalmentsOf(BigInt(bill.dueFen ?? '0'), paid, of.instalments);
  return [
    { kind: 'title', text: '居民出资缴款通知单' },
    text(`${of.scopeName}　${bill.place}　业主：${bill.ownerMasked || '未登记'}`),
    text(`账单号：${bill.number ?? ''}`),
    text(`“${of.title}”的居民出资已经确定，依据：${basis}。${of.methodBasis.article}。`, 'body'),
    {
      kind: 'table',
      heads: ['分摊（元）', '减免（元）', '应缴（元）', '已缴（元）', '待缴（元）'],
      rows: [
        [
          yuan(bill.shareFen),
          yuan(bill.reliefFen),
          yuan(bill.dueFen ?? '0'),
          yuan(bill.netFen),
          yuan(bill.leftFen),
        ],
      ],
    },
    {
      kind: 'table',
      heads: ['分期', '缴款截止日', '金额（元）', '已缴（元）'],
      rows: plan.map((one, n) => [
        `第 ${n + 1} 期`,
        day(one.dueOn),
        yuanText(one.amountFen),
        yuanText(one.paidFen),
      ]),
    },
    text(payeeWords(of), 'body'),
    text(
      '对面积、金额有疑问的，或生活困难需要减免的，请向社区居委会提出。用手机扫住户卡上的二维码可查看计算过程和收据。',
      'body',
    ),
  ];
}

/** 催缴通知, to be put on the door: no name, no telephone. */
function noticePage(of: CollectionRow, bill: ListedBill, basis: string, today: string): DocxBlock[] {
  return [
    { kind: 'title', text: '居民出资缴款提醒' },
    text(`${bill.place} 业主：`),
    text(
      `“${of.title}”的居民出资，依据${basis}，贵户应缴 ${yuan(bill.dueFen ?? '0')} 元，截至 ${day(today)} 已缴 ${yuan(bill.netFen)} 元，已到期未缴 ${yuan(bill.overdueFen)} 元。请尽快缴纳；已经缴纳的，请忽略本提醒或与社区核对。`,
      'body',
    ),
    text(`账单号：${bill.number ?? ''}。${payeeWords(of)}`, 'body'),
    text('生活确有困难的，可以向社区提出减免申请。', 'body'),
    { kind: 'signature', lines: [of.scopeName, day(today)] },
  ];
}

const pages = (all: readonly DocxBlock[][]): DocxBlock[] =>
  all.flatMap((page, n) => (n === 0 ? page : [{ kind: 'pageBreak' as const }, ...page]));

/** Bills or door notices of the parts as searched and filtered, a page each. */
export async function printBills(
  ctx: Ctx,
  input: BillQuery & { id: string; paper: 'bills' | 'notices'; billId?: string | undefined },
): Promise<Download> {
  const of = await findCollection(ctx.tx, input.id);
  const listed = await billsOf(ctx, of, input);
  const wanted = listed.filter(
    (bill) =>
      bill.number !== null &&
      (input.billId === undefined || bill.id === input.billId) &&
      (input.paper === 'bills' || bill.overdueFen !== '0'),
  );
  if (wanted.length === 0) throw problem(householdProblems, 'funding.households.nothing-to-remind');
  const basis = await basisWords(ctx, of);
  const made = wanted.map((bill) =>
    input.paper === 'bills' ? billPage(of, bill, basis) : noticePage(of, bill, basis, ctx.today),
  );
  const title = input.paper === 'bills' ? '缴款通知单' : '缴款提醒';
  await audit(ctx, 'print', 'collection', of, { paper: input.paper, pages: wanted.length });
  return { name: `${of.number}-${title}.docx`, mediaType: docxType, body: writeDocx(pages(made), { title }) };
}

/** 收据, two copies on one page: for the payer and for the books. */
export async function printReceipt(ctx: Ctx, input: { id: string }): Promise<Download> {
  const row = await ctx.tx
    .selectFrom('fundingReceipt')
    .selectAll()
    .where('id', '=', input.id)
    .executeTakeFirst();
  if (!row) throw problem(householdProblems, 'funding.households.absent');
  const bill = await findBill(ctx.tx, row.billId);
  const of = await findCollection(ctx.tx, row.collectionId);
  const copy = (which: string): DocxBlock[] => [
    { kind: 'title', text: '居民出资收据' },
    text(`编号：${row.number}　（${which}）${row.voidedAt ? '　已作废' : ''}`),
    {
      kind: 'table',
      heads: ['项目', '内容'],
      widths: [1, 3],
      rows: [
        ['小区与房屋', `${of.scopeName} ${placeOf(bill)}`],
        ['缴款事项', `${of.title}（账单 ${bill.number ?? ''}）`],
        ['金额', `人民币 ${yuanText(row.amountFen)} 元`],
        [
          '收款日期与方式',
          `${day(row.receivedOn)}，${receiptWayNames[row.way as keyof typeof receiptWayNames]}`,
        ],
        ['缴款人', row.payerMasked || '未写明'],
        ['经手人', row.createdBy],
      ],
    },
    { kind: 'signature', lines: ['收款单位（盖章）', day(row.receivedOn)] },
  ];
  await audit(ctx, 'print', 'receipt', row, { number: row.number });
  const blocks = pages([copy('交款人联'), copy('存根联')]);
  return {
    name: `收据-${row.number}.docx`,
    mediaType: docxType,
    body: writeDocx(blocks, { title: '居民出资收据' }),
  };
}
