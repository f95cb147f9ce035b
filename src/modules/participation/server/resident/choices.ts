import { z } from 'zod';
import { type Html, html } from '#platform/html.ts';
import { type PageRoute, pageRoute } from '#platform/http/pages.ts';
import { problem } from '#shared/problem.ts';
import { classNames, ruleNames } from '../../domain/choice/words.ts';
import { choiceProblems } from '../../problems-choices.ts';
import { costTo, type MenuItem } from '../choices/menu.ts';
import {
  type ChoiceResult,
  type ChoiceRow,
  choiceRow,
  frozenDivision,
  itemsOf,
  turnoutOf,
  yuanText,
} from '../choices/store.ts';
import { actionForm } from './forms.ts';
import { residentLink } from './layout.ts';
import type { SectionsOf } from './sections.ts';
import { type ResidentView, residentInput, residentView } from './view.ts';

const address = (view: ResidentView, row: ChoiceRow) =>
  residentLink(`/r/${view.estate.code}/choices/${row.id}`, view.large);

/** What is asked now and what was chosen, on the estate's front page. */
export const choiceSections: SectionsOf = async (view) => {
  const rows = await view.ctx.tx
    .selectFrom('participationChoice')
    .selectAll()
    .where('estateId', '=', view.estate.id)
    .where('state', 'in', ['open', 'closed'])
    .orderBy('createdAt', 'desc')
    .limit(20)
    .execute();
  const open = rows.filter((row) => isOpen(view, row));
  const closed = rows.filter((row) => row.state === 'closed');
  const line = (row: ChoiceRow, text: string) =>
    html`<li><a href="${address(view, row)}">${row.title}</a>：${text}</li>\n`;
  return [
    ...(open.length === 0
      ? []
      : [
          {
            order: 20,
            title: '改造内容，由您选择',
            body: html`<ul>${open.map((row) => line(row, `${row.closesOn} 前可以选择和改选`))}</ul>`,
          },
        ]),
    ...(closed.length === 0
      ? []
      : [
          {
            order: 50,
            title: '已选定的改造内容',
            body: html`<ul>${closed.map((row) => line(row, chosenText(row)))}</ul>`,
          },
        ]),
  ];
};

const isOpen = (view: ResidentView, row: ChoiceRow): boolean =>
  row.state === 'open' && view.ctx.today >= (row.opensOn ?? '') && view.ctx.today <= (row.closesOn ?? '');

function chosenText(row: ChoiceRow): string {
  const result = row.result as unknown as ChoiceResult;
  const titles = new Map(itemsOf(row).map((item) => [item.id, item.title]));
  return decided(result)
    .chosen.map(({ id }) => titles.get(id) ?? id)
    .join('、');
}

const decided = (result: ChoiceResult) =>
  result.decidedBy === 'greedy' ? result.greedy : result.equalShares;

export const choicePages: readonly PageRoute[] = [
  pageRoute({
    url: '/r/:estate/choices/:id',
    summary: '改造内容选择：各项费用、我家分摊、结果和理由',
    input: z.object({ ...residentInput, id: z.uuid('地址不对，请从小区首页进入') }),
    run: (context, input) =>
      residentView(context, input, async (view) => {
        const row = await choiceRow(view.ctx, input.id);
        if (row.estateId !== view.estate.id || row.state === 'draft')
          throw problem(choiceProblems, 'participation.choice.absent');
        return { title: row.title, body: await choiceBody(view, row) };
      }),
  }),
];

async function choiceBody(view: ResidentView, row: ChoiceRow): Promise<Html> {
  const { ballots, doors } = await turnoutOf(view.ctx, row);
  const basics = itemsOf(row).filter((item) => item.class === 'basic');
  return html`<dl class="facts">
<dt>选择期限</dt><dd>${row.opensOn} 至 ${row.closesOn}</dd>
<dt>改造预算</dt><dd>${yuanText(row.budgetFen)}（含基础类）</dd>
<dt>计票办法</dt><dd>${ruleNames[row.rule as keyof typeof ruleNames]}，另一种办法的结果一并公布</dd>
<dt>已选户数</dt><dd>${ballots} 户，共 ${doors} 户</dd>
</dl>
${row.state === 'cancelled' ? html`<p class="warning">这次选择已取消，不计票。</p>` : null}
${row.result ? resultBody(row, row.result as unknown as ChoiceResult) : null}
<section class="card"><h2>必做的基础类内容</h2>
${basics.length === 0 ? html`<p class="empty">没有列入基础类内容。</p>` : html`<ul>${basics.map((item) => html`<li>${item.title}（${yuanText(BigInt(item.cost))}）</li>\n`)}</ul>`}
</section>
<section class="card"><h2>${isOpen(view, row) ? '您家需要哪些' : '可选的内容'}</h2>${await optionsBody(view, row)}</section>`;
}

async function optionsBody(view: ResidentView, row: ChoiceRow): Promise<Html> {
  const options = itemsOf(row).filter((item) => item.class !== 'basic');
  const canCast = view.visitor !== null && isOpen(view, row);
  const shown = options.map((item) => optionBody(view, row, item, canCast));
  if (!canCast)
    return html`${shown}${
      view.visitor || !isOpen(view, row)
        ? null
        : html`<p class="note">请先<a href="${residentLink(`/r/${view.estate.code}`, view.large)}">输入住户码</a>，再选择。</p>`
    }`;
  const cast = await view.ctx.tx
    .selectFrom('participationChoiceBallot')
    .select('at')
    .where('choiceId', '=', row.id)
    .where('partId', '=', view.visitor?.partId ?? '')
    .where('replacedAt', 'is', null)
    .executeTakeFirst();
  return html`${cast ? html`<p class="note">您家已经选过一次。再次提交会替换上一次，以最后一次为准。</p>` : null}
${actionForm({
  action: `/api/participation/choices/${row.id}/cast`,
  area: 'choice',
  key: 'key',
  receipt: 'choice-receipt',
  button: '提交选择',
  body: html`<fieldset><legend>可以选多项，也可以一项都不选</legend>${shown}</fieldset>
<p class="note" role="status" data-total data-budget="${leftFor(row)}">还没有选择任何一项。</p>`,
})}
<template id="choice-receipt"><h2>已收到您家的选择</h2>
<p>回执号：<strong class="code" data-fill="receipt"></strong></p>
<p>请截图或抄下回执号。${row.closesOn} 前可以重新选择，以最后一次为准。</p>
<p class="actions"><a class="button" href="${address(view, row)}">查看或改选</a></p></template>`;
}

/** What the basic items leave of the budget, fen. */
const leftFor = (row: ChoiceRow): bigint =>
  itemsOf(row)
    .filter((item) => item.class === 'basic')
    .reduce((left, item) => left - BigInt(item.cost), row.budgetFen);

function optionBody(view: ResidentView, row: ChoiceRow, item: MenuItem, canCast: boolean): Html {
  const { residents, own } = costTo(item, frozenDivision(row), view.visitor?.partId ?? null);
  const text = html`<strong>${item.title}</strong>（${classNames[item.class]}）<br>
全小区 ${yuanText(BigInt(item.cost))}，其中居民共出 ${yuanText(residents)}${own === null ? null : html`，<strong class="money">您家约 ${yuanText(own)}</strong>`}${item.note ? html`<br><span class="help">${item.note}</span>` : null}`;
  return canCast
    ? html`<label class="choice"><input type="checkbox" name="approvals[]" value="${item.id}" data-cost="${item.cost}" data-own="${own ?? 0n}"><span>${text}</span></label>\n`
    : html`<p>${text}</p>\n`;
}

function resultBody(row: ChoiceRow, result: ChoiceResult): Html {
  const titles = new Map(itemsOf(row).map((item) => [item.id, item.title]));
  const own = decided(result);
  const other = result.decidedBy === 'greedy' ? result.equalShares : result.greedy;
  const otherName = ruleNames[result.decidedBy === 'greedy' ? 'equal-shares' : 'greedy'];
  const list = (lines: typeof own.chosen) =>
    html`<ul>${lines.map((one) => html`<li><strong>${titles.get(one.id) ?? one.id}</strong>：${one.why.text}</li>\n`)}</ul>`;
  return html`<section class="card"><h2>结果（${result.ballots} 户参加）</h2>
<h3>列入改造</h3>${list(own.chosen)}
${own.out.length === 0 ? null : html`<h3>没有列入</h3>${list(own.out)}`}
<p>共用 ${yuanText(BigInt(own.spent))}；${own.served} 户至少有一项选中的内容列入。</p>
<p class="muted">若按“${otherName}”：${other.chosen.map(({ id }) => titles.get(id) ?? id).join('、')}；${other.served} 户至少有一项列入。</p>
</section>`;
}
