import { z } from 'zod';
import {
  type ResidentView,
  residentInput,
  residentLink,
  residentView,
  type SectionsOf,
} from '#modules/participation/index.ts';
import { type Html, html } from '#platform/html.ts';
import { type PageRoute, pageRoute } from '#platform/http/pages.ts';
import { yuanText } from '../../domain/household/amount.ts';
import { instalmentsOf } from '../../domain/household/instalments.ts';
import { billStateNames, receiptWayNames } from '../../domain/household/words.ts';
import { weightsOf, whyOf } from './bills.query.ts';
import { standingOf } from './present.ts';
import { type BillRow, type CollectionRow, findCollection, netOf } from './rows.ts';

const day = (iso: string): string => {
  const [year = '', month = '', date = ''] = iso.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
};
const address = (view: ResidentView): string => residentLink(`/r/${view.estate.code}/share`, view.large);

/** The visitor's own bills, of collections that are issued; the newest first. */
async function ownBills(view: ResidentView): Promise<{ row: BillRow; of: CollectionRow }[]> {
  if (!view.visitor) return [];
  const rows = await view.ctx.tx
    .selectFrom('fundingBill')
    .innerJoin('fundingCollection as c', 'c.id', 'fundingBill.collectionId')
    .selectAll('fundingBill')
    .where('partId', '=', view.visitor.partId)
    .where('c.state', 'in', ['issued', 'closed'])
    .orderBy('c.issuedAt', 'desc')
    .execute();
  const found = [];
  for (const row of rows) found.push({ row, of: await findCollection(view.ctx.tx, row.collectionId) });
  return found;
}

/** On the estate's front page: what is being collected, and of a visitor what their own part still owes. */
export const shareSections: SectionsOf = async (view) => {
  const open = await view.ctx.tx
    .selectFrom('fundingCollection')
    .select(['id', 'title', 'totalFen'])
    .where('estateId', '=', view.estate.id)
    .where('state', '=', 'issued')
    .orderBy('issuedAt', 'desc')
    .limit(10)
    .execute();
  const bills = await ownBills(view);
  if (open.length === 0 && bills.length === 0) return [];
  const left = bills.reduce(
    (sum, { row, of }) => sum + standingOf(row, of.instalments, view.ctx.today).leftFen,
    0n,
  );
  const own =
    bills.length > 0
      ? html`<p>${view.visitor?.place ?? ''} 待缴 <strong>${yuanText(left)} 元</strong>。</p>`
      : html`<p>输入住户码后可以查看自家应缴多少、为什么、缴了多少。</p>`;
  return [
    {
      order: 30,
      title: '居民出资',
      body: html`<ul>${open.map((one) => html`<li>${one.title}：共归集 ${yuanText(one.totalFen)} 元</li>\n`)}</ul>
${own}<p class="actions"><a class="button button-primary" href="${address(view)}">查看我家的分摊与缴款</a></p>`,
    },
  ];
};

const facts = (rows: readonly (readonly [string, Html | string])[]): Html =>
  html`<dl class="facts">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>`;

async function basisBlock(view: ResidentView, of: CollectionRow): Promise<Html | null> {
  if (of.basisId === null) return null;
  const basis = await view.ctx.tx
    .selectFrom('fundingBasis')
    .select(['kind', 'title', 'documentNumber', 'voteId'])
    .where('id', '=', of.basisId)
    .executeTakeFirst();
  if (!basis) return null;
  const link =
    basis.voteId === null
      ? null
      : html` <a href="${residentLink(`/r/${view.estate.code}/votes/${basis.voteId}`, view.large)}">查看表决结果</a>`;
  return html`<p>为什么应缴：${basis.kind === 'vote' ? '业主表决通过' : '签字协议'}“${basis.title}”${basis.documentNumber ? `（${basis.documentNumber}）` : ''}。${link}</p>`;
}

async function paidBlock(view: ResidentView, row: BillRow): Promise<Html> {
  const receipts = await view.ctx.tx
    .selectFrom('fundingReceipt')
    .selectAll()
    .where('billId', '=', row.id)
    .orderBy('createdAt')
    .execute();
  const refunds = await view.ctx.tx
    .selectFrom('fundingRefund')
    .selectAll()
    .where('billId', '=', row.id)
    .where('state', 'in', ['approved', 'paid'])
    .orderBy('proposedAt')
    .execute();
  return html`<h3>收据与退款</h3>${
    receipts.length + refunds.length === 0 ? html`<p class="empty">还没有缴款。</p>` : null
  }<ul>${receipts.map(
    (one) =>
      html`<li>${day(one.receivedOn)} 收款 ${yuanText(one.amountFen)} 元，${receiptWayNames[one.way as keyof typeof receiptWayNames]}，收据 ${one.number}${one.voidedAt ? '（已作废）' : ''}</li>\n`,
  )}${refunds.map(
    (one) =>
      html`<li>退款 ${yuanText(one.amountFen)} 元：${one.paidOn ? `${day(one.paidOn)} 已退付` : '已批准，待退付'}</li>\n`,
  )}</ul>`;
}

async function billBlock(
  view: ResidentView,
  { row, of }: { row: BillRow; of: CollectionRow },
): Promise<Html> {
  const now = standingOf(row, of.instalments, view.ctx.today);
  const plan = instalmentsOf(row.dueFen ?? 0n, netOf(row), of.instalments);
  const why = whyOf(row, of, await weightsOf(view.ctx, of));
  const { payee } = of;
  return html`<section class="card"><h2>${of.title}</h2>
${facts([
  ['账单号', row.number ?? ''],
  ['应缴', `${yuanText(row.dueFen ?? 0n)} 元`],
  ['已缴', `${yuanText(now.netFen)} 元`],
  ['待缴', html`<strong>${yuanText(now.leftFen)} 元</strong>（${billStateNames[now.state]}）`],
])}
${await basisBlock(view, of)}
<h3>分期</h3><ol>${plan.map(
    (one) =>
      html`<li>${day(one.dueOn)} 前 ${yuanText(one.amountFen)} 元${one.paidFen === one.amountFen ? '，已缴清' : one.paidFen > 0n ? `，已缴 ${yuanText(one.paidFen)} 元` : ''}</li>\n`,
  )}</ol>
<h3>为什么是这个数</h3><ol>${why.map(
    (one) => html`<li><strong>${one.label}</strong>：${one.value}<br>依据：${one.basis}</li>\n`,
  )}</ol>
${await paidBlock(view, row)}
<h3>怎么缴</h3>
${
  payee.account
    ? facts([
        ['收款户名', payee.name],
        ['账号', payee.account],
        ['开户银行', payee.bank],
        ['附言请写', html`<strong>${row.number ?? ''}</strong>`],
      ])
    : html`<p>请到社区居委会缴纳，或按社区公布的账户转账，附言写 <strong>${row.number ?? ''}</strong>。</p>`
}
${payee.note ? html`<p>${payee.note}</p>` : null}
<p>对面积、金额有疑问，或生活困难需要减免的，请向社区居委会提出。</p></section>`;
}

/** 我家的分摊与缴款: reads without script, for whoever holds the part's card. */
export const householdPages: readonly PageRoute[] = [
  pageRoute({
    url: '/r/:estate/share',
    summary: '我家的分摊与缴款：应缴多少、为什么、缴了多少、怎么缴',
    input: z.object(residentInput),
    run: (context, input) =>
      residentView(context, input, async (view) => {
        const bills = await ownBills(view);
        const blocks = [];
        for (const bill of bills) blocks.push(await billBlock(view, bill));
        const back = html`<p><a href="${residentLink(`/r/${view.estate.code}`, view.large)}">回到我的小区</a></p>`;
        if (!view.visitor)
          return {
            title: '我家的分摊与缴款',
            body: html`<section class="card"><p>这一页只给本户看。请先扫描住户卡上的二维码，或在小区首页输入住户码，再回到这里。</p>
<p class="actions"><a class="button button-primary" href="${residentLink(`/r/${view.estate.code}`, view.large)}">去输入住户码</a></p></section>`,
          };
        return {
          title: '我家的分摊与缴款',
          body: html`${blocks}${bills.length === 0 ? html`<p class="empty">这套房屋目前没有应缴的出资。</p>` : null}${back}`,
        };
      }),
  }),
];
