import { z } from 'zod';
import {
  noticesOf,
  type ResidentView,
  residentInput,
  residentLink,
  residentView,
  type SectionsOf,
} from '#modules/participation/index.ts';
import { type Html, html } from '#platform/html.ts';
import { type PageRoute, pageRoute } from '#platform/http/pages.ts';
import { problem } from '#shared/problem.ts';
import { classTitles, yuanText } from '../../domain/documents/booklet-facts.ts';
import { type ComparisonRow, comparisonOf } from '../../domain/documents/comparison.ts';
import { documentProblems } from '../../problems-documents.ts';
import type { VersionRow } from '../reviews/standing.ts';
import { estateFacts, linesOf, paysOf } from './facts.query.ts';

/** The version residents are shown: the one approved, or else the one that hangs; nothing before its notice. */
async function publicVersion(view: ResidentView): Promise<VersionRow | null> {
  const row = await view.ctx.tx
    .selectFrom('schemeVersion as v')
    .innerJoin('schemeEstate as e', 'e.schemeId', 'v.schemeId')
    .where('e.estateId', '=', view.estate.id)
    .where('e.living', '=', true)
    .where('v.state', 'in', ['posted', 'approved'])
    .selectAll('v')
    .orderBy('v.number', 'desc')
    .executeTakeFirst();
  return row ?? null;
}

const address = (view: ResidentView) => residentLink(`/r/${view.estate.code}/scheme`, view.large);

/** The way from the estate's front page to its scheme. */
export const schemeSections: SectionsOf = async (view) => {
  const version = await publicVersion(view);
  if (!version) return [];
  const approved = version.state === 'approved';
  const body = html`<p>${approved ? `方案已于 ${version.approvedOn} 批准。` : '方案正在公示，可以提出异议。'}</p>
<p><a class="button" href="${address(view)}">改造前、改造后、我家要出多少</a></p>`;
  return [{ order: approved ? 45 : 25, title: '改造方案', body }];
};

const rowBody = (row: ComparisonRow): Html => html`<section class="card"><h3>${row.title}</h3>
<p><strong>改造前：</strong>${row.before ?? '没有登记现状'}</p>
<p><strong>改造后：</strong>${row.after.join('；')}</p>
<p><strong>费用：</strong>全小区 ${yuanText(row.amountFen)} 元（${classTitles[row.class]}）</p></section>\n`;

type Paid = Awaited<ReturnType<typeof paysOf>>;

function ownShare(view: ResidentView, pays: Paid): Html {
  if (!view.visitor)
    return html`<p>请先<a href="${residentLink(`/r/${view.estate.code}`, view.large)}">输入住户码</a>，再看您家要出多少。</p>`;
  if (!pays?.part)
    return html`<p><strong>待核</strong>：各方出资规则还没有确定，您家要出多少目前算不出。确定后在这里公布，不会由您先交钱。</p>`;
  return html`<p>${view.visitor.place}</p><p class="code">${yuanText(pays.part.amountFen)} 元</p>
${pays.part.why.length === 0 ? null : html`<details><summary>为什么是这个数</summary><ul>${pays.part.why.map((one) => html`<li>${one}</li>`)}</ul></details>`}
<p class="note">这是按方案费用测算的数。未经依法表决或您签字同意，不产生应缴款。</p>`;
}

const payersBody = (pays: Paid): Html =>
  pays === null || pays.payers.length === 0
    ? html`<p>各出资方及份额<strong>待核</strong>。</p>`
    : html`<ul>${pays.payers.map((one) => html`<li>${one.title}：${yuanText(one.amountFen)} 元</li>\n`)}</ul>
${pays.unverified.length === 0 ? null : html`<p class="note">待核：${pays.unverified.join('；')}。</p>`}`;

async function noticeBody(view: ResidentView, version: VersionRow): Promise<Html | null> {
  const list = (await noticesOf(view.ctx, [version.id])).get(version.id) ?? [];
  const own = list.find((one) => one.estateId === view.estate.id);
  if (!own) return null;
  const link = residentLink(`/r/${view.estate.code}/notices/${own.id}`, view.large);
  return html`<p>公示期 ${own.postedOn} 至 ${own.until}${own.phase === 'ended' ? '（已期满）' : ''}。<a href="${link}">看公示、提出异议</a></p>`;
}

async function body(view: ResidentView, version: VersionRow): Promise<Html> {
  const { ctx, estate } = view;
  const all = await estateFacts(ctx, version.schemeId);
  const facts = all.find((one) => one.id === estate.id);
  const lines = await linesOf(ctx, version.id);
  const own = lines.filter((line) => line.estateId === estate.id);
  const estateIds = all.map((one) => one.id);
  const pays = await paysOf(ctx, version, { estateIds, lines, partId: view.visitor?.partId ?? null });
  const rows = comparisonOf(own, facts?.facts.condition ?? {});
  const total = own.reduce((sum, line) => sum + line.amountFen, 0n);
  return html`<p><strong>${version.title}</strong>（第 ${version.number} 版）：${version.state === 'approved' ? `已于 ${version.approvedOn} 批准` : '公示中，还没有批准'}。</p>
<p>本小区费用共 ${yuanText(total)} 元（含其他费用和预备费的分摊）。</p>
${await noticeBody(view, version)}
<section class="card"><h2>我家要出多少</h2>${ownShare(view, pays)}</section>
<section class="card"><h2>谁来出钱${all.length > 1 ? `（整个片区 ${all.length} 个小区）` : ''}</h2>${payersBody(pays)}</section>
<h2>改造前，改造后</h2>
${rows.length === 0 ? html`<p class="empty">本小区没有列入改造内容。</p>` : rows.map(rowBody)}`;
}

export const schemePageRoutes: readonly PageRoute[] = [
  pageRoute({
    url: '/r/:estate/scheme',
    summary: '改造方案：改造前、改造后、我家要出多少',
    input: z.object(residentInput),
    run: (context, input) =>
      residentView(context, input, async (view) => {
        const version = await publicVersion(view);
        if (!version) throw problem(documentProblems, 'scheme.document.unposted');
        return { title: '改造方案', body: await body(view, version) };
      }),
  }),
];
