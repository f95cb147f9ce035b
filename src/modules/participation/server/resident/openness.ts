import { type Html, html } from '#platform/html.ts';
import { type Severity, severityNames, type VisitKind, visitNames } from '../../domain/body/finding.ts';
import { decisionsOf } from '../bodies/meetings.ts';
import type { ResidentSection, SectionsOf } from './sections.ts';
import type { ResidentView } from './view.ts';

/** Decisions of meetings, open days and published findings: what 受居民监督 means on the page (五(七)). */
export const opennessSections: SectionsOf = async (view) => {
  const sections: (ResidentSection | null)[] = [
    await meetings(view),
    await openDays(view),
    await findings(view),
  ];
  return sections.filter((one) => one !== null);
};

async function meetings(view: ResidentView): Promise<ResidentSection | null> {
  const rows = await view.ctx.tx
    .selectFrom('participationMeeting')
    .select(['title', 'heldOn', 'decisions'])
    .where('estateId', '=', view.estate.id)
    .where('publishedAt', 'is not', null)
    .where('archivedAt', 'is', null)
    .orderBy('heldOn', 'desc')
    .limit(10)
    .execute();
  if (rows.length === 0) return null;
  const one = (row: (typeof rows)[number]): Html =>
    html`<h3>${row.heldOn} ${row.title}</h3><ol>${decisionsOf(row).map(
      (each) =>
        html`<li>${each.text}${each.due ? `（${each.due} 前）` : ''}${each.doneOn ? '，已完成' : ''}</li>\n`,
    )}</ol>\n`;
  return { order: 60, title: '会议决定', body: html`${rows.map(one)}` };
}

async function openDays(view: ResidentView): Promise<ResidentSection | null> {
  const rows = await view.ctx.tx
    .selectFrom('participationVisit')
    .selectAll()
    .where('estateId', '=', view.estate.id)
    .where('publishedAt', 'is not', null)
    .where('cancelledReason', 'is', null)
    .orderBy('plannedOn', 'desc')
    .limit(10)
    .execute();
  if (rows.length === 0) return null;
  const one = (row: (typeof rows)[number]): Html => {
    const what = row.heldOn
      ? `已于 ${row.heldOn} 举行${row.attended === null ? '' : `，${row.attended} 人参加`}`
      : row.invitation || '欢迎参加';
    return html`<li><strong>${row.plannedOn} ${row.title}</strong>（${visitNames[row.kind as VisitKind]}${row.place ? `，${row.place}` : ''}）：${what}</li>\n`;
  };
  return { order: 74, title: '开放日与现场查看', body: html`<ul>${rows.map(one)}</ul>` };
}

async function findings(view: ResidentView): Promise<ResidentSection | null> {
  const rows = await view.ctx.tx
    .selectFrom('participationFinding')
    .select(['publishedText', 'severity', 'answer', 'answeredAt', 'acceptedAt'])
    .where('estateId', '=', view.estate.id)
    .where('publishedText', 'is not', null)
    .orderBy('createdAt', 'desc')
    .limit(20)
    .execute();
  if (rows.length === 0) return null;
  const state = (row: (typeof rows)[number]) =>
    row.acceptedAt ? '监督员已验收' : row.answeredAt ? '待监督员验收' : '整改中';
  return {
    order: 76,
    title: '居民监督发现的问题',
    body: html`<ul>${rows.map(
      (row) =>
        html`<li>${row.publishedText}（${severityNames[row.severity as Severity]}，${state(row)}）${row.answeredAt && row.answer ? html`<br>整改：${row.answer}` : null}</li>\n`,
    )}</ul>`,
  };
}
