import { z } from 'zod';
import { type Html, html } from '#platform/html.ts';
import { type PageRoute, pageRoute } from '#platform/http/pages.ts';
import { problem } from '#shared/problem.ts';
import { longestText } from '../../domain/questionnaire/check-answers.ts';
import { type Question, testNames } from '../../domain/questionnaire/question.ts';
import type { QuestionFigures } from '../../domain/questionnaire/summary.ts';
import { wishesProblems } from '../../problems-wishes.ts';
import { findSurvey, frozenOf, questionsOf, type SurveyRow } from '../wishes/survey-row.ts';
import { actionForm } from './forms.ts';
import { residentLink } from './layout.ts';
import type { SectionsOf } from './sections.ts';
import { type ResidentView, residentInput, residentView } from './view.ts';

const address = (view: ResidentView, row: SurveyRow): string =>
  residentLink(`/r/${view.estate.code}/wishes/${row.id}`, view.large);

const takesAnswers = (view: ResidentView, row: SurveyRow): boolean =>
  row.state === 'open' && view.ctx.today >= (row.opensOn ?? '') && view.ctx.today <= (row.closesOn ?? '9999');

/** What is asked now and what came out, on the estate's front page. */
export const wishesSections: SectionsOf = async (view) => {
  const rows = await view.ctx.tx
    .selectFrom('participationSurvey')
    .selectAll()
    .where('estateId', '=', view.estate.id)
    .where('state', 'in', ['open', 'closed'])
    .orderBy('createdAt', 'desc')
    .limit(20)
    .execute();
  const open = rows.filter((row) => takesAnswers(view, row));
  const closed = rows.filter((row) => row.state === 'closed');
  const item = (row: SurveyRow, text: string) =>
    html`<li><a href="${address(view, row)}">${row.title}</a>：${text}</li>\n`;
  const sections = [
    {
      order: 10,
      title: '请您说说意愿',
      body: html`<ul>${open.map((row) => item(row, `${row.closesOn} 前可以答复和改答`))}</ul>`,
      any: open.length > 0,
    },
    {
      order: 45,
      title: '意愿征询结果',
      body: html`<ul>${closed.map((row) => item(row, turnout(row)))}</ul>`,
      any: closed.length > 0,
    },
  ];
  return sections.filter((one) => one.any).map(({ order, title, body }) => ({ order, title, body }));
};

function turnout(row: SurveyRow): string {
  const coverage = frozenOf(row)?.coverage;
  if (!coverage) return '';
  return `${coverage.households === null ? '' : `${coverage.households} 户中 `}${coverage.answered} 户答复`;
}

export const wishesPages: readonly PageRoute[] = [
  pageRoute({
    url: '/r/:estate/wishes/:id',
    summary: '意愿征询：题目、答复、结果',
    input: z.object({ ...residentInput, id: z.uuid('地址不对，请从小区首页进入') }),
    run: (context, input) =>
      residentView(context, input, async (view) => {
        const row = await findSurvey(view.ctx.tx, input.id);
        if (row.estateId !== view.estate.id || row.state === 'draft')
          throw problem(wishesProblems, 'participation.wishes.absent');
        return { title: row.title, body: await surveyBody(view, row) };
      }),
  }),
];

const about = html`<p class="note">意愿征询是了解住户的想法，不是业主依法表决，不产生表决效力。每户一份，以最后一次提交的为准。公布时只公布合计，不公布每户的答复。</p>`;

async function surveyBody(view: ResidentView, row: SurveyRow): Promise<Html> {
  const dates = html`<dl class="facts"><dt>征询期限</dt><dd>${row.opensOn} 至 ${row.closesOn}</dd></dl>`;
  if (row.state === 'cancelled')
    return html`${dates}<p class="warning">这次征询已取消：${row.cancelReason}</p>`;
  const frozen = frozenOf(row);
  const questions = questionsOf(row);
  if (frozen)
    return html`${dates}<p>${turnout(row)}，征询已结束，结果如下，不再变动。</p>${resultBody(questions, frozen.figures.questions)}`;
  if (!takesAnswers(view, row))
    return html`${dates}<p class="warning">现在不在答复期限内。</p>${readOnly(questions)}`;
  if (!view.visitor)
    return html`${dates}${about}<p class="note">请先<a href="${residentLink(`/r/${view.estate.code}`, view.large)}">输入住户码</a>，再答复。题目如下：</p>${readOnly(questions)}`;
  return html`${dates}${about}${await earlier(view, row)}${form(view, row, questions)}`;
}

async function earlier(view: ResidentView, row: SurveyRow): Promise<Html | null> {
  const found = await view.ctx.tx
    .selectFrom('participationAnswer')
    .select('id')
    .where('surveyId', '=', row.id)
    .where('partId', '=', view.visitor?.partId ?? '')
    .where('replacedAt', 'is', null)
    .executeTakeFirst();
  return found ? html`<p class="note">您家已经答复过一次。再次提交会替换上一次。</p>` : null;
}

const readOnly = (questions: readonly Question[]) =>
  html`<ol>${questions.map(
    (one) =>
      html`<li><strong>${one.title}</strong>${hint(one)}${conditionText(one, questions)}${one.options.length > 0 ? html`<br>${one.options.map((option) => option.title).join('；')}` : null}</li>\n`,
  )}</ol>`;

const hint = (one: Question) => (one.hint ? html`<br><span class="help">${one.hint}</span>` : null);

/** When a question is asked at all, for those who see every question because no script runs. */
function conditionText(question: Question, questions: readonly Question[]): Html | null {
  if (question.showIf.length === 0) return null;
  const parts = question.showIf.map((condition) => {
    const place = questions.findIndex((one) => one.id === condition.question);
    const target = questions[place];
    const option = target?.options.find((one) => one.id === condition.value)?.title;
    const { value } = condition;
    const plain = typeof value === 'boolean' ? (value ? '是' : '否') : String(value);
    const said = option ?? (target?.kind === 'money' ? `${Number(value) / 100} 元` : plain);
    return `第 ${place + 1} 题${testNames[condition.test]}“${said}”`;
  });
  return html`<span class="help" data-condition>（${parts.join('，且')}时回答）</span>`;
}

const form = (view: ResidentView, row: SurveyRow, questions: readonly Question[]) => html`${actionForm({
  action: `/api/participation/resident/wishes/${row.id}`,
  area: 'wishes',
  key: 'key',
  receipt: 'wishes-receipt',
  button: '提交答复',
  body: html`<div data-questions="${JSON.stringify(questions)}">${questions.map((one, n) => field(one, n, questions))}</div>`,
})}
<template id="wishes-receipt"><h2>已收到您家的答复</h2>
<p>回执号：<strong class="code" data-fill="receipt"></strong></p>
<p>谢谢您。${row.closesOn} 前可以改答，以最后一次为准。</p>
<p class="actions"><a class="button" href="${residentLink(`/r/${view.estate.code}`, view.large)}">回小区首页</a></p></template>`;

function field(question: Question, n: number, questions: readonly Question[]): Html {
  const name = `answers.${question.id}`;
  const legend = html`${n + 1}. ${question.title}${question.required ? null : html`<span class="help">（可不填）</span>`}`;
  const before = html`${hint(question)}${conditionText(question, questions)}`;
  const { kind } = question;
  if (kind === 'text' || kind === 'number' || kind === 'money')
    return html`<div class="field" data-question="${question.id}"><label for="${name}">${legend}${unitOf(question)}</label>${before}${entry(question, name)}</div>`;
  return html`<fieldset data-question="${question.id}"><legend>${legend}</legend>${before}${choices(question, name)}</fieldset>`;
}

const unitOf = ({ kind, unit }: Question): string =>
  kind === 'money' ? '（元）' : unit ? `（${unit}）` : '';

function entry(question: Question, name: string): Html {
  const required = question.required ? html` required` : null;
  if (question.kind === 'text')
    return html`<textarea id="${name}" name="${name}" rows="3" maxlength="${longestText}"${required}></textarea>`;
  return html`<input id="${name}" name="${name}" inputmode="decimal" data-type="number"${question.kind === 'money' ? html` data-money` : null}${required}>`;
}

function choices(question: Question, name: string): Html {
  const several = question.kind === 'several' || question.kind === 'items';
  const type = question.kind === 'yesNo' ? 'boolean' : question.kind === 'rating' ? 'number' : '';
  const rows =
    question.kind === 'yesNo'
      ? [
          { id: 'true', title: '是' },
          { id: 'false', title: '否' },
        ]
      : question.kind === 'rating'
        ? [5, 4, 3, 2, 1].map((one) => ({ id: String(one), title: `${one} 分` }))
        : question.options;
  const most = question.most === null ? null : html`<p class="help">最多选 ${question.most} 项</p>`;
  return html`${most}${rows.map(
    ({ id, title }) =>
      html`<label class="choice"><input type="${several ? 'checkbox' : 'radio'}" name="${name}${several ? '[]' : ''}" value="${id}"${type ? html` data-type="${type}"` : null}${question.required ? html` required` : null}> ${title}</label>\n`,
  )}`;
}

/** Totals of the whole estate only: a building or a floor may have so few answers that they name a household. */
const resultBody = (questions: readonly Question[], figures: readonly QuestionFigures[]) =>
  html`${questions.map((question, n) => {
    const found = figures.find((one) => one.id === question.id);
    if (!found || question.kind === 'text') return null;
    const money = (value: number | null) =>
      value === null ? '—' : question.kind === 'money' ? value / 100 : value;
    const unit = question.kind === 'money' ? '元' : question.unit;
    return html`<section class="card"><h2>${n + 1}. ${question.title}</h2><p>${found.answered} 户回答</p>
${
  found.choices.length > 0
    ? html`<div class="table-scroll"><table><thead><tr><th>选项</th><th>户数</th><th>占回答的</th></tr></thead><tbody>${found.choices.map(
        (one) =>
          html`<tr><td>${one.title}</td><td>${one.count}</td><td>${found.answered > 0 ? `${((100 * one.count) / found.answered).toFixed(1)}%` : '—'}</td></tr>`,
      )}</tbody></table></div>`
    : html`<p>平均 ${money(found.mean)} ${unit}，中位数 ${money(found.median)} ${unit}</p>`
}</section>`;
  })}`;
