import { z } from 'zod';
import { type Html, html } from '#platform/html.ts';
import { type PageRoute, pageRoute } from '#platform/http/pages.ts';
import { problem } from '#shared/problem.ts';
import { areaText, fractionText } from '../../domain/tally/why.ts';
import { challengeUntil, dayWords, instantWords } from '../../domain/vote/calendar.ts';
import { followNames, unreturnedNames } from '../../domain/vote/rules.ts';
import { voteStateNames } from '../../domain/vote/state.ts';
import { voteProblems } from '../../problems-votes.ts';
import { settleDue } from '../votes/settle.ts';
import { turnoutOfVote } from '../votes/turnout.query.ts';
import {
  findVote,
  type MatterRow,
  mattersOf,
  type VoteResult,
  type VoteRow,
  voteOf,
} from '../votes/vote-row.ts';
import { actionForm } from './forms.ts';
import { residentLink } from './layout.ts';
import type { SectionsOf } from './sections.ts';
import { type ResidentView, residentInput, residentView } from './view.ts';

const address = (view: ResidentView, row: VoteRow, tail = '') =>
  residentLink(`/r/${view.estate.code}/votes/${row.id}${tail}`, view.large);
const when = (at: Date | null): string => (at ? instantWords(at.toISOString()) : '（未定）');

/** What is voted on now and what was decided, on the estate's front page. */
export const voteSections: SectionsOf = async (view) => {
  const rows = await view.ctx.tx
    .selectFrom('participationVote')
    .selectAll()
    .where('estateId', '=', view.estate.id)
    .where('state', 'in', ['announced', 'open', 'closed', 'posted'])
    .orderBy('createdAt', 'desc')
    .limit(20)
    .execute();
  const votes = rows.map(voteOf);
  const asked = votes.filter((row) => row.state === 'announced' || row.state === 'open');
  const decided = votes.filter((row) => row.state === 'posted' || row.state === 'closed');
  const line = (row: VoteRow, words: string) =>
    html`<li><a href="${address(view, row)}">${row.title}</a>：${words}</li>\n`;
  const askedWords = (row: VoteRow) =>
    row.state === 'open' ? `正在投票，${when(row.closesAt)} 截止` : `${when(row.opensAt)} 开始投票`;
  const section = (order: number, title: string, of: readonly VoteRow[], words: (row: VoteRow) => string) =>
    of.length === 0 ? [] : [{ order, title, body: html`<ul>${of.map((row) => line(row, words(row)))}</ul>` }];
  return [
    ...section(10, '业主依法表决', asked, askedWords),
    ...section(40, '表决结果', decided, (row) =>
      row.resultPostedOn ? `${dayWords(row.resultPostedOn)} 公布` : '已截止，等待公布结果',
    ),
  ];
};

export const votePages: readonly PageRoute[] = [
  pageRoute({
    url: '/r/:estate/votes/:id',
    summary: '一次依法表决：事项、时间、规则、结果，凭回执核对',
    input: z.object({ ...residentInput, id: z.uuid('地址不对，请从小区首页进入') }),
    run: async (context, input) => {
      await settleDue(context);
      return residentView(context, input, async (view) => {
        const row = await findVote(view.ctx.tx, input.id);
        if (row.estateId !== view.estate.id || row.state === 'draft')
          throw problem(voteProblems, 'participation.vote.not-public');
        return { title: row.title, body: await voteBody(view, row) };
      });
    },
  }),
];

async function voteBody(view: ResidentView, row: VoteRow): Promise<Html> {
  const matters = await mattersOf(view.ctx.tx, row.id);
  const { heads, areaCm2 } = await turnoutOfVote(view.ctx.tx, row.id);
  const ballots = row.state === 'open' || row.state === 'closed' || row.state === 'posted';
  return html`<dl class="facts">
<dt>状态</dt><dd>${voteStateNames[row.state]}${row.cancelReason ? `：${row.cancelReason}` : ''}</dd>
<dt>范围</dt><dd>${row.scopeName}</dd>
<dt>召集人</dt><dd>${row.convenerName}</dd>
<dt>投票时间</dt><dd>${when(row.opensAt)} 至 ${when(row.closesAt)}</dd>
<dt>名册</dt><dd>${heads.all} 人，${areaText(Number(areaCm2.all))}（第 ${row.rollVersion} 版）</dd>
${ballots ? html`<dt>已参与</dt><dd>${heads.taking} 人，${areaText(Number(areaCm2.taking))}</dd>` : null}
</dl>
${row.state === 'roll' ? rollNote(row) : null}
${row.state === 'open' ? html`<p class="actions"><a class="button button-primary" href="${address(view, row, '/ballot')}">去投票</a></p>` : null}
${row.state === 'posted' && row.result ? resultBlock(row, matters, row.result) : mattersBlock(row, matters)}
${row.state === 'closed' ? html`<p class="note">投票已经截止，结果在 ${row.calendar.resultDays} 日内公布。校验值已经固定：<br><code>${row.root}</code></p>` : null}
<section><h2>规则</h2>
<p>没有投票的：${unreturnedNames[row.rules.unreturned]}。选择“从众”的：${followNames[row.rules.follow]}。${row.rules.ownRules ? `依据：${row.rules.ownRules.text}` : ''}</p>
<p>同一专有部分前后投了几次的，以截止前最后一次为准，各次都留存。依据：${row.thresholds.article}。</p></section>
${ballots ? receiptBlock(row) : null}
${row.bundleFile && view.visitor?.ownerId ? bundleBlock(row) : null}`;
}

const rollNote = (row: VoteRow): Html =>
  html`<p class="note">表决名册正在公示，对自己的面积、业主登记有异议的，请在 ${row.rollObjectionsUntil ? dayWords(row.rollObjectionsUntil) : ''} 前提出。</p>`;

function passWords(row: VoteRow, matter: MatterRow): string {
  const { quorum, majority, strict } = row.thresholds[matter.class];
  return `须有人数、面积都在${fractionText(quorum)}以上的业主参与，并且参与者中人数、面积都${strict ? '超过' : '达到'}${fractionText(majority)}同意`;
}

const mattersBlock = (
  row: VoteRow,
  matters: readonly MatterRow[],
): Html => html`<section><h2>表决事项</h2><ol>
${matters.map((one) => html`<li><strong>${one.title}</strong>${one.text ? html`<br>${one.text}` : null}<br>${passWords(row, one)}。</li>\n`)}</ol></section>`;

function resultBlock(row: VoteRow, matters: readonly MatterRow[], result: VoteResult): Html {
  const until = row.resultPostedOn ? challengeUntil(row.resultPostedOn, row.calendar) : null;
  return html`<section><h2>结果</h2>
${matters.map((matter) => {
  const one = result.matters.find((line) => line.id === matter.id);
  return (
    one &&
    html`<h3>${matter.title}：${one.outcome.passed ? '通过' : '未通过'}</h3><p>${one.outcome.why}</p>${
      one.withUnreturned ? html`<p>按本小区规则计入没有投票的：${one.withUnreturned.why}</p>` : null
    }${readingsBlock(one)}`
  );
})}
<p>收到 ${result.ballots} 张票，其中被后一次替代的 ${result.replaced} 张。</p>
<p>校验值（与张贴的公告一致才可信）：<br><code>${row.root}</code></p>
${until ? html`<p>认为决定侵害自己合法权益的业主，可以在一年内（至 ${dayWords(until)}）请求人民法院撤销。</p>` : null}</section>`;
}

/** The result both ways, whatever the rules say: with and without the unreturned, with and without 从众. */
function readingsBlock({ readings, disputed }: VoteResult['matters'][number]): Html {
  return html`<details${disputed ? html` open` : null}><summary>${
    disputed ? '计票方式不同，结果会不同' : '换一种计票方式，结果相同'
  }</summary><ul>
${readings.map(
  ({ rules, outcome, byRules }) =>
    html`<li>没有投票的${unreturnedNames[rules.unreturned]}，从众${followNames[rules.follow]}${byRules ? '（本次适用）' : ''}：同意 ${outcome.heads.for} 人、${areaText(outcome.areaCm2.for)}，参与 ${outcome.heads.taking} 人、${areaText(outcome.areaCm2.taking)}，<strong>${outcome.passed ? '通过' : '未通过'}</strong></li>\n`,
)}</ul></details>`;
}

const receiptBlock = (row: VoteRow): Html => html`<section><h2>核对我的回执</h2>
${actionForm({
  action: `/api/participation/votes/${row.id}/receipt`,
  receipt: 'receipt-answer',
  button: '核对',
  body: html`<label>回执<input name="receipt" required maxlength="60" autocapitalize="characters" spellcheck="false"></label>
<p class="help">大小写、空格和短横都不影响。回执不显示您选了什么。</p>`,
})}
<template id="receipt-answer"><p><strong data-fill="say"></strong></p></template></section>`;

const bundleBlock = (row: VoteRow): Html => html`<section><h2>自己重新计票</h2>
<p>您是名册上的业主，可以取得核验包：名册和姓名都以代号表示，但面积可能让人认出某户，请勿外传。每次取用都有记录。</p>
<p class="actions"><a class="button" href="/api/participation/visit/votes/${row.id}/bundle" download="${row.number}.json">下载核验包</a></p></section>`;
