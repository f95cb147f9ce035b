import { z } from 'zod';
import { type Html, html } from '#platform/html.ts';
import { type PageRoute, pageRoute } from '#platform/http/pages.ts';
import { problem } from '#shared/problem.ts';
import { type NoticeKind, noticeNames } from '../../domain/notice/notice.ts';
import { type ObjectionState, objectionStateNames } from '../../domain/notice/objection.ts';
import { noticeProblems } from '../../problems-notices.ts';
import { type NoticeRow, phaseOf } from '../notices/notices.query.ts';
import { actionForm } from './forms.ts';
import { residentLink } from './layout.ts';
import type { ResidentSection, SectionsOf } from './sections.ts';
import { type ResidentView, residentInput, residentView } from './view.ts';

const paragraphs = (text: string): Html[] =>
  text
    .split(/\n+/)
    .filter(Boolean)
    .map((one) => html`<p>${one}</p>\n`);

const posted = (view: ResidentView) =>
  view.ctx.tx
    .selectFrom('participationNotice')
    .selectAll()
    .where('estateId', '=', view.estate.id)
    .where('state', '=', 'posted')
    .where('postedOn', '<=', view.ctx.today)
    .orderBy('postedOn', 'desc')
    .orderBy('id')
    .limit(50)
    .execute();

/** Notices, published answers and the visitor's own objections on the front page. */
export const noticeSections: SectionsOf = async (view) => {
  const rows = await posted(view);
  const line = (row: NoticeRow) =>
    html`<li><a href="${residentLink(`/r/${view.estate.code}/notices/${row.id}`, view.large)}">${row.title}</a>（${noticeNames[row.kind as NoticeKind]}，${row.postedOn} 至 ${row.until}）</li>\n`;
  const running = rows.filter((row) => phaseOf(row, view.ctx.today) === 'running');
  const ended = rows.filter((row) => phaseOf(row, view.ctx.today) === 'ended').slice(0, 10);
  const sections: (ResidentSection | null)[] = [
    running.length === 0 ? null : { order: 30, title: '正在公示', body: html`<ul>${running.map(line)}</ul>` },
    await ownObjections(view),
    await answeredObjections(view),
    ended.length === 0 ? null : { order: 80, title: '期满的公示', body: html`<ul>${ended.map(line)}</ul>` },
  ];
  return sections.filter((one) => one !== null);
};

/** Since when the card in hand was issued: what a former household filed is not theirs to read. */
async function cardSince(view: ResidentView): Promise<Date> {
  const session = await view.ctx.tx
    .selectFrom('participationSession')
    .leftJoin('participationAccess', 'participationAccess.id', 'participationSession.accessId')
    .where('participationSession.id', '=', view.visitor?.sessionId ?? null)
    .select(['participationAccess.issuedAt', 'participationSession.createdAt'])
    .executeTakeFirst();
  return session?.issuedAt ?? session?.createdAt ?? view.ctx.now;
}

async function ownObjections(view: ResidentView): Promise<ResidentSection | null> {
  if (!view.visitor) return null;
  const rows = await view.ctx.tx
    .selectFrom('participationObjection')
    .selectAll()
    .where('partId', '=', view.visitor.partId)
    .where('at', '>=', await cardSince(view))
    .orderBy('at', 'desc')
    .limit(20)
    .execute();
  const address = residentLink(`/r/${view.estate.code}/objections`, view.large);
  return {
    order: 35,
    title: '我的异议',
    body: html`${rows.map(
      (row) =>
        html`<details><summary>${row.number}：${objectionStateNames[row.state as ObjectionState]}${
          row.answer ? '' : `，${row.dueOn} 前答复`
        }</summary>${paragraphs(row.text)}${row.answer ? html`<p><strong>答复</strong></p>${paragraphs(row.answer)}` : null}</details>\n`,
    )}<p><a class="button" href="${address}">提出异议</a></p>`,
  };
}

async function answeredObjections(view: ResidentView): Promise<ResidentSection | null> {
  const rows = await view.ctx.tx
    .selectFrom('participationObjection')
    .select(['number', 'publishedText', 'publishedAnswer'])
    .where('estateId', '=', view.estate.id)
    .where('publishedAt', 'is not', null)
    .orderBy('publishedAt', 'desc')
    .limit(20)
    .execute();
  if (rows.length === 0) return null;
  return {
    order: 70,
    title: '异议与答复',
    body: html`${rows.map(
      (row) =>
        html`<details><summary>${(row.publishedText ?? '').slice(0, 40)}</summary>${paragraphs(row.publishedText ?? '')}<p><strong>答复</strong></p>${paragraphs(row.publishedAnswer ?? '')}</details>\n`,
    )}`,
  };
}

function objectionForm(view: ResidentView, noticeId: string | null): Html {
  if (!view.visitor)
    return html`<p class="note">持有住户卡的，请先在<a href="${residentLink(`/r/${view.estate.code}`, view.large)}">小区首页</a>输入住户码，再提出异议；也可以到社区书面提出。</p>`;
  return html`${actionForm({
    action: '/api/participation/objections/online',
    key: 'key',
    receipt: 'filed',
    button: '提交异议',
    body: html`${noticeId ? html`<input type="hidden" name="noticeId" value="${noticeId}">` : null}
<p class="field"><label for="text">异议内容</label><textarea id="text" name="text" rows="6" required maxlength="5000"></textarea></p>
<p class="field"><label for="name">姓名（可以不填）</label><input id="name" name="name" maxlength="50" autocomplete="off"></p>
<p class="field"><label for="phone">电话（可以不填，用于答复）</label><input id="phone" name="phone" inputmode="tel" maxlength="30" autocomplete="off">
<span class="help">姓名和电话加密保存，只有办理人员写明理由才能查看；公开异议和答复时不写姓名、电话和门牌。</span></p>`,
  })}
<template id="filed"><h2>已收到您的异议</h2><p>编号</p><p class="code" data-fill="number"></p><p>答复期限：<span data-fill="dueOn"></span>。在小区首页“我的异议”中查看答复。</p></template>`;
}

export const noticePages: readonly PageRoute[] = [
  pageRoute({
    url: '/r/:estate/notices/:id',
    summary: '一份公示，可以提出异议',
    input: z.object({ ...residentInput, id: z.uuid('地址不对，请从小区首页进入') }),
    run: (context, input) =>
      residentView(context, input, async (view) => {
        const row = (await posted(view)).find((one) => one.id === input.id);
        if (!row) throw problem(noticeProblems, 'participation.notice.absent');
        return {
          title: row.title,
          body: html`<dl class="facts"><dt>类别</dt><dd>${noticeNames[row.kind as NoticeKind]}</dd>
<dt>公示期</dt><dd>${row.postedOn} 至 ${row.until}${phaseOf(row, view.ctx.today) === 'ended' ? '（已期满）' : ''}</dd>
${row.places ? html`<dt>张贴地点</dt><dd>${row.places}</dd>` : null}</dl>
<section class="card">${paragraphs(row.body)}</section>
<section class="card"><h2>对这份公示有异议</h2>${objectionForm(view, row.id)}</section>`,
        };
      }),
  }),
  pageRoute({
    url: '/r/:estate/objections',
    summary: '提出异议',
    input: z.object(residentInput),
    run: (context, input) =>
      residentView(context, input, async (view) => ({
        title: '提出异议',
        body: html`<section class="card">${objectionForm(view, null)}</section>`,
      })),
  }),
];
