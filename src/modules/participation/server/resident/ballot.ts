import { z } from 'zod';
import { type Html, html } from '#platform/html.ts';
import { type PageRoute, pageRoute } from '#platform/http/pages.ts';
import { problem } from '#shared/problem.ts';
import { choiceNames } from '../../domain/ballot/words.ts';
import type { Choice } from '../../domain/tally/vote.ts';
import { placeOf } from '../../domain/vote/roll.ts';
import { ballotProblems } from '../../problems-ballots.ts';
import { settleDue } from '../votes/settle.ts';
import { findVote, type MatterRow, mattersOf, type VoteRow } from '../votes/vote-row.ts';
import { actionForm } from './forms.ts';
import { residentLink } from './layout.ts';
import { type ResidentView, residentInput, residentView } from './view.ts';

const hidden: ReadonlySet<string> = new Set(['draft', 'roll']);

/** The ballot of a verified owner: choose, look at it once more, confirm, keep the receipt. */
export const ballotPages: readonly PageRoute[] = [
  pageRoute({
    url: '/r/:estate/votes/:id/ballot',
    summary: '依法表决：填写表决票',
    input: z.object({ ...residentInput, id: z.uuid('地址不对，请从小区首页进入') }),
    run: async (context, input) => {
      await settleDue(context);
      return residentView(context, input, async (view) => {
        const row = await findVote(view.ctx.tx, input.id);
        if (row.estateId !== view.estate.id || hidden.has(row.state))
          throw problem(ballotProblems, 'participation.ballot.vote-absent');
        return { title: row.title, body: await ballotBody(view, row) };
      });
    },
  }),
];

const minute = (at: Date | null): string =>
  at
    ? Temporal.Instant.from(at.toISOString()).toZonedDateTimeISO('Asia/Shanghai').toLocaleString('zh-CN', {
        month: 'long',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
      })
    : '';

async function ballotBody(view: ResidentView, row: VoteRow): Promise<Html> {
  const matters = await mattersOf(view.ctx.tx, row.id);
  const dates = html`<dl class="facts"><dt>投票时间</dt><dd>${minute(row.opensAt)} 至 ${minute(row.closesAt)}</dd><dt>召集人</dt><dd>${row.convenerName}</dd></dl>`;
  const closed = html`${dates}<p class="warning">${
    row.state === 'announced'
      ? '投票还没有开始。'
      : row.state === 'cancelled'
        ? '这次表决已取消，不再收票。'
        : '投票已经截止，不再收票。'
  }</p>${readOnly(matters)}${backLink(view, row)}`;
  if (row.state !== 'open') return closed;
  if (!view.visitor)
    return html`${dates}<p class="note">请先<a href="${residentLink(`/r/${view.estate.code}`, view.large)}">输入住户码</a>，再投票。事项如下：</p>${readOnly(matters)}`;
  if (!view.visitor.ownerId)
    return html`${dates}<p class="note">依法表决须由业主本人参加。请先<a href="${residentLink(`/r/${view.estate.code}/home`, view.large)}">核实业主身份</a>；也可以填写纸质表决票，或请工作人员上门。事项如下：</p>${readOnly(matters)}`;
  const parts = await ownParts(view, row.id, view.visitor.ownerId);
  if (parts.length === 0)
    return html`${dates}<p class="warning">您不在这次表决的名册上。如有异议，请联系社区。</p>${readOnly(matters)}`;
  return html`${dates}${earlier(parts)}${form(row, matters, parts)}${receipt(view, row)}`;
}

const backLink = (view: ResidentView, row: VoteRow) =>
  html`<p class="actions"><a class="button" href="${residentLink(`/r/${view.estate.code}/votes/${row.id}`, view.large)}">看这次表决</a></p>`;

type OwnPart = { id: string; place: string; areaCm2: bigint; ballots: number };

async function ownParts(view: ResidentView, voteId: string, ownerId: string): Promise<OwnPart[]> {
  const rows = await view.ctx.tx
    .selectFrom('participationEntitlement as e')
    .leftJoin('participationBallot as b', (join) =>
      join.onRef('b.voteId', '=', 'e.voteId').onRef('b.entitlementId', '=', 'e.id'),
    )
    .select(['e.id', 'e.building', 'e.entrance', 'e.room', 'e.areaCm2'])
    .select((eb) => eb.fn.count<bigint>('b.seq').as('ballots'))
    .where('e.voteId', '=', voteId)
    .where('e.ownerId', '=', ownerId)
    .groupBy(['e.id', 'e.building', 'e.entrance', 'e.room', 'e.areaCm2'])
    .orderBy('e.building')
    .orderBy('e.entrance')
    .orderBy('e.room')
    .execute();
  return rows.map((one) => ({
    ...{ id: one.id, place: placeOf(one), areaCm2: one.areaCm2 },
    ballots: Number(one.ballots),
  }));
}

function earlier(parts: readonly OwnPart[]): Html | null {
  const voted = parts.filter(({ ballots }) => ballots > 0);
  if (voted.length === 0) return null;
  return html`<p class="note">${voted.map(({ place, ballots }) => html`${place}：已投过 ${ballots} 次。`)}再次提交会公开替换上一张票，以截止前最后一张为准，前后各张都留存。</p>`;
}

const readOnly = (matters: readonly MatterRow[]) =>
  html`<ol>${matters.map((one) => html`<li><strong>${one.title}</strong>${one.text ? html`<br>${one.text}` : null}</li>\n`)}</ol>`;

const squareMetres = (areaCm2: bigint): string => (Number(areaCm2) / 10_000).toFixed(2);

function form(row: VoteRow, matters: readonly MatterRow[], parts: readonly OwnPart[]): Html {
  const offered: Choice[] = ['for', 'against', 'abstain'];
  if (row.rules.follow === 'count-with-majority') offered.push('follow');
  return actionForm({
    action: `/api/participation/votes/${row.id}/ballots`,
    area: 'ballot',
    key: 'key',
    receipt: 'ballot-receipt',
    button: '下一步：核对我的票',
    body: html`<div data-paper>${parts.length > 1 ? partsField(parts) : html`<p>投票的房屋：<strong>${parts[0]?.place}</strong>（${squareMetres(parts[0]?.areaCm2 ?? 0n)} 平方米）</p>`}
${matters.map(
  (matter, n) => html`<fieldset data-matter><legend>${n + 1}. ${matter.title}</legend>
${matter.text ? html`<p class="help">${matter.text}</p>` : null}${offered.map(
  (choice) =>
    html`<label class="choice"><input type="radio" name="choices.${matter.id}" value="${choice}" required> <span>${choiceNames[choice]}</span></label>\n`,
)}</fieldset>
`,
)}${offered.includes('follow') ? html`<p class="help">从众：按本小区规约，计入赞成与反对中较多的一方。</p>` : null}</div>
<section class="card" data-check hidden tabindex="-1"><h2>请再看一遍</h2><dl class="facts" data-check-list></dl>
<p class="actions"><button type="button" class="button" data-back>返回修改</button></p></section>`,
  });
}

const partsField = (parts: readonly OwnPart[]) => html`<fieldset><legend>用哪些房屋投票</legend>
<p class="help">同一业主的几套房屋算一个人，面积相加。不勾的这次不投。</p>${parts.map(
  ({ id, place, areaCm2 }) =>
    html`<label class="choice"><input type="checkbox" name="entitlements[]" value="${id}" checked required> ${place}（${squareMetres(areaCm2)} 平方米）</label>\n`,
)}</fieldset>`;

const receipt = (view: ResidentView, row: VoteRow) => html`<template id="ballot-receipt"><h2>您的票已收到</h2>
<div data-receipts></div>
<p>请拍照或抄下回执。截止后公布的核验包里可以查到这张票，证明它已计入；回执不显示您选了什么。</p>
<p>截止（${minute(row.closesAt)}）前可以改票，以最后一张为准。</p>
<p class="actions"><button type="button" class="button" data-print>打印</button>
<a class="button" href="${residentLink(`/r/${view.estate.code}/votes/${row.id}`, view.large)}">看这次表决</a></p></template>`;
