import './notices.css';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Facts } from '#ui/basis.tsx';
import { usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { Answer, Nothing } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { findingStateNames, severityNames, visitNames } from '../domain/body/finding.ts';
import { fiveStepNames } from '../domain/body/five-steps.ts';
import { participationQueries } from './api.ts';
import { FileLinks } from './attachments-field.tsx';
import { OverdueTag } from './notices-words.tsx';
import { type Finding, FindingActs } from './openness-finding-acts.tsx';
import { VisitActs } from './openness-visit-acts.tsx';
import type { Visit } from './openness-visit-form.tsx';
import { RecordSteps } from './record-steps.tsx';

const columns: readonly Column<Finding>[] = [
  {
    key: 'text',
    title: '问题',
    render: (one) => (
      <>
        {one.text}
        {one.files.length > 0 && <FileLinks files={one.files} />}
      </>
    ),
  },
  { key: 'severity', title: '程度', render: (one) => severityNames[one.severity], width: '4em' },
  {
    key: 'due',
    title: '期限',
    render: (one) => (
      <>
        {dayText(one.dueOn)} <OverdueTag overdue={one.overdue} />
      </>
    ),
    width: '10em',
  },
  { key: 'state', title: '状态', render: (one) => findingStateNames[one.state], width: '5em' },
  { key: 'answer', title: '整改', render: (one) => one.answer ?? '—' },
  { key: 'accepted', title: '验收', render: (one) => one.acceptedBy ?? '—' },
  { key: 'public', title: '公开', render: (one) => (one.published ? '是' : '否'), width: '4em' },
  { key: 'act', title: '办理', render: (one) => <FindingActs finding={one} />, width: '12em' },
];

/** One open day or site visit: how it went, what was found, what became of it. */
export default function VisitPage() {
  const { id = '' } = usePathParams();
  const query = useQuery(participationQueries.openness.showVisit.queryOptions({ input: { id } }));
  return (
    <Page
      title={query.data?.title ?? '开放日与查看'}
      trail={[{ title: '居民监督', path: '/participation/visits' }]}
      actions={<Button onClick={() => window.print()}>打印</Button>}
    >
      <Answer of={query}>{(visit) => <Body visit={visit} />}</Answer>
    </Page>
  );
}

const heldText = (visit: Visit): string => {
  if (visit.cancelledReason) return `已取消：${visit.cancelledReason}`;
  return visit.heldOn ? dayText(visit.heldOn) : '未举行';
};

function Body({ visit }: { readonly visit: Visit }) {
  return (
    <>
      <Section title="概况" actions={<VisitActs visit={visit} />}>
        <Facts
          facts={[
            { label: '小区', value: visit.estateName },
            { label: '类别', value: visitNames[visit.kind] },
            { label: '环节', value: fiveStepNames[visit.step] },
            { label: '计划', value: dayText(visit.plannedOn) },
            { label: '举行', value: heldText(visit) },
            { label: '地点', value: visit.place || '—' },
            { label: '参加人数', value: visit.attended ?? '—' },
            { label: '监督员', value: visit.inspectors.map((one) => one.nameMasked).join('、') || '—' },
            { label: '邀请', value: visit.invitation || '—' },
            { label: '公开', value: visit.published ? '已公开' : '未公开' },
            { label: '照片与文件', value: <FileLinks files={visit.files} /> },
          ]}
        />
      </Section>
      <Section title="发现的问题">
        <Table
          caption="发现的问题"
          columns={columns}
          rows={visit.list}
          rowKey={(one) => one.id}
          empty={<Nothing text={visit.heldOn ? '没有登记问题' : '登记举行后可以登记发现的问题'} />}
        />
      </Section>
      <RecordSteps steps={visit.history} />
    </>
  );
}
