import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { Facts } from '#ui/basis.tsx';
import { AppLink, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { instantText, numberText, wanM2Of } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { type Detail, projectsQueries } from './api.ts';
import { ApplicationSection } from './application-section.tsx';
import { DisputeSection } from './dispute-section.tsx';
import { TargetTag, VerdictTag } from './words.tsx';

type Condition = Detail['conditions'][number];
type Factor = Detail['factors'][number];

const conditionColumns: readonly Column<Condition>[] = [
  { key: 'title', title: '条件', render: (one) => one.title, width: '11em' },
  { key: 'clause', title: '条款', render: (one) => one.clause, width: '4em' },
  { key: 'met', title: '结论', render: (one) => <VerdictTag verdict={one.met} />, width: '6em' },
  { key: 'evidence', title: '证据', render: (one) => one.evidence },
  { key: 'missing', title: '缺什么', render: (one) => one.missing ?? '—' },
];

const factorColumns: readonly Column<Factor>[] = [
  { key: 'title', title: '因素', render: (one) => one.title, width: '11em' },
  { key: 'basis', title: '依据', render: (one) => one.basis, width: '9em' },
  { key: 'weight', title: '权重', align: 'end', render: (one) => `${Math.round(one.weight * 100)}%` },
  { key: 'points', title: '得分', align: 'end', render: (one) => one.points.toFixed(2) },
  { key: 'contribution', title: '计入', align: 'end', render: (one) => one.contribution.toFixed(2) },
  { key: 'input', title: '输入', render: (one) => one.input },
  { key: 'formula', title: '算式', render: (one) => one.formula },
];

/** One estate: verdict per condition with evidence, points per factor with formula, its way in, its disputes. */
export default function AssessmentPage() {
  const { id = '' } = usePathParams();
  const query = useQuery(projectsQueries.assessments.show.queryOptions({ input: { id } }));
  return (
    <Page
      title={query.data?.name ?? '小区资格与得分'}
      trail={[{ title: '资格与评分', path: '/projects/assessments' }]}
    >
      <Answer of={query}>{(detail) => <Body detail={detail} />}</Answer>
    </Page>
  );
}

function Body({ detail }: { readonly detail: Detail }) {
  const unknown = detail.factors.filter((one) => !one.known).map((one) => one.title);
  const lacking = unknown.length > 0 ? `数据未知而未足额计分：${unknown.join('、')}。` : '';
  return (
    <>
      {detail.stale && (
        <Alert
          type="warning"
          showIcon
          title="这个小区的台账、政策参数或意愿征询在评估后有变化，请到资格与评分页重新评估。"
        />
      )}
      <Overview detail={detail} />
      <Section title="改造范围（三）" about="全部符合才算符合；有一项不符合即不符合；有未知的不当作符合。">
        <Table
          caption="改造范围逐项结论"
          columns={conditionColumns}
          rows={detail.conditions}
          rowKey={(one) => one.id}
        />
      </Section>
      <Section
        title={`优先顺序得分 ${detail.score.toFixed(2)}（五(二)）`}
        about={`合计为各因素得分乘权重之和，满分 100。${lacking}`}
      >
        <Table caption="各因素得分" columns={factorColumns} rows={detail.factors} rowKey={(one) => one.id} />
      </Section>
      <ApplicationSection id={detail.id} application={detail.application} />
      <DisputeSection id={detail.id} disputes={detail.disputes} objected={detail.objected} />
    </>
  );
}

function Overview({ detail }: { readonly detail: Detail }) {
  return (
    <Section title="概况" actions={<AppLink to={`/survey/estates/${detail.id}`}>看台账</AppLink>}>
      <Facts
        facts={[
          { label: '街道（乡镇）', value: detail.subdistrictName || '—' },
          { label: '社区', value: detail.community ?? '—' },
          { label: '资格', value: <VerdictTag verdict={detail.eligible} /> },
          { label: '类别', value: <TargetTag target={detail.target} /> },
          { label: '得分', value: detail.score.toFixed(2) },
          { label: '户数', value: numberText(detail.households) },
          { label: '建筑面积（万㎡）', value: wanM2Of(detail.floorAreaCm2) },
          { label: '项目', value: detail.projectCode ?? '未列入' },
          { label: '评估时间', value: instantText(detail.assessedAt) },
          { label: '规则版本', value: detail.policyVersion },
        ]}
      />
    </Section>
  );
}
