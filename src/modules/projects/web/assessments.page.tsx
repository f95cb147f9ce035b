import { Tag } from 'antd';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { Page, Section } from '#ui/page.tsx';
import { numberText, wanM2Of } from '#ui/quantity.ts';
import type { Column } from '#ui/table.tsx';
import { stateNames } from '../domain/application.ts';
import { conditionNames } from '../domain/eligibility.ts';
import type { Assessed } from './api.ts';
import { assessmentAsk, assessmentsKey, loadAssessments } from './assessment-list.ts';
import { AssessmentSummary } from './assessment-summary.tsx';
import { optionsOf, TargetTag, targetNames, VerdictTag, verdictNames } from './words.tsx';

const namesOf = (ids: readonly string[]): string =>
  ids.map((id) => conditionNames[id as keyof typeof conditionNames] ?? id).join('、');

/** Why an estate does not qualify, or what is not known. */
function why(one: Assessed): string {
  const parts = [
    one.failed.length > 0 ? `不符合：${namesOf(one.failed)}` : '',
    one.unknown.length > 0 ? `未知：${namesOf(one.unknown)}` : '',
  ];
  return parts.filter(Boolean).join('；') || '—';
}

const columns: readonly Column<Assessed>[] = [
  { key: 'name', title: '小区', render: (one) => one.name, sortable: true, width: '13em' },
  { key: 'subdistrict', title: '街道（乡镇）', render: (one) => one.subdistrictName, sortable: true },
  { key: 'community', title: '社区', render: (one) => one.community ?? '—', optional: true },
  { key: 'eligible', title: '资格', render: (one) => <VerdictTag verdict={one.eligible} /> },
  { key: 'target', title: '类别', render: (one) => <TargetTag target={one.target} /> },
  { key: 'score', title: '得分', align: 'end', sortable: true, render: (one) => one.score.toFixed(2) },
  {
    key: 'complete',
    title: '评分数据',
    optional: true,
    render: (one) => (one.scoreComplete ? '齐全' : '有未知'),
  },
  {
    key: 'builtYear',
    title: '建成年份',
    align: 'end',
    sortable: true,
    render: (one) => one.builtYear ?? '—',
  },
  {
    key: 'households',
    title: '户数',
    align: 'end',
    sortable: true,
    render: (one) => numberText(one.households),
  },
  {
    key: 'area',
    title: '面积（万㎡）',
    align: 'end',
    optional: true,
    render: (one) => wanM2Of(one.floorAreaCm2),
  },
  { key: 'why', title: '不符合或未知的条件', render: why },
  { key: 'state', title: '申请', render: (one) => (one.state ? stateNames[one.state] : '未申请') },
  { key: 'disputed', title: '争议', render: (one) => (one.disputed ? <Tag color="error">暂缓</Tag> : '—') },
  { key: 'project', title: '项目', render: (one) => one.projectCode ?? '—', optional: true },
];

const exportList = (query: Parameters<typeof assessmentAsk>[0]): Promise<void> =>
  download(`/api/projects/assessments.xlsx?${new URLSearchParams(assessmentAsk(query))}`, '资格与评分.xlsx');

/** 资格与评分: which estates qualify by clause 三, in the order of clause 五(二). */
export default function Assessments() {
  return (
    <Page about="按实施方案三逐项判断能否列入改造，按五(二)的因素评分排序。未知的不当作符合，也不计分；点开小区可看证据与算式。">
      <Section title="总体情况">
        <AssessmentSummary auto />
      </Section>
      <DataTable<Assessed>
        name="projects.assessments"
        caption="资格与评分"
        queryKey={assessmentsKey}
        load={loadAssessments}
        rowKey={(one) => one.id}
        rowName={(one) => one.name}
        open={(one) => `/projects/assessments/${one.id}`}
        columns={columns}
        searchHint="小区名称的一部分"
        defaultSort="-score"
        onExport={exportList}
        filters={[
          { key: 'eligible', label: '资格', options: optionsOf(verdictNames) },
          { key: 'target', label: '类别', options: optionsOf(targetNames) },
          { key: 'failed', label: '不符合的条件', options: optionsOf(conditionNames) },
          { key: 'unknown', label: '未知的条件', options: optionsOf(conditionNames) },
          { key: 'state', label: '申请', options: optionsOf({ none: '未申请', ...stateNames }) },
        ]}
      />
    </Page>
  );
}
