import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { Facts } from '#ui/basis.tsx';
import { usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { dayText, instantText, numberText, wanM2Of } from '#ui/quantity.ts';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { projectsActions } from '../contract.ts';
import { projectsApi, projectsQueries } from './api.ts';
import { projectStateNames } from './words.tsx';

type Detail = Awaited<ReturnType<typeof projectsApi.projects.show>>;
type Member = Detail['members'][number];

const columns: readonly Column<Member>[] = [
  { key: 'name', title: '小区', render: (one) => one.name },
  { key: 'buildings', title: '楼栋数', align: 'end', render: (one) => numberText(one.buildings) },
  { key: 'households', title: '户数', align: 'end', render: (one) => numberText(one.households) },
  { key: 'area', title: '面积（万㎡）', align: 'end', render: (one) => wanM2Of(one.floorAreaCm2) },
];

/** One project: approval, year, implementing body, frozen counts, its estates. */
export default function ProjectPage() {
  const { id = '' } = usePathParams();
  const query = useQuery(projectsQueries.projects.show.queryOptions({ input: { id } }));
  return (
    <Page
      title={query.data?.name ?? '项目详情'}
      trail={[{ title: '改造项目', path: '/projects/projects' }]}
      actions={query.data && <Cancel project={query.data} />}
    >
      <Answer of={query}>{(project) => <Body project={project} />}</Answer>
    </Page>
  );
}

function Body({ project }: { readonly project: Detail }) {
  return (
    <>
      {project.state === 'cancelled' && (
        <Alert type="warning" showIcon title={`项目已撤销：${project.cancelReason ?? ''}`} />
      )}
      <Section title="项目" about="计数在批准时锁定，台账以后的修改不影响已锁定的数。">
        <Facts
          facts={[
            { label: '项目编号', value: project.code },
            { label: '状态', value: projectStateNames[project.state] },
            { label: '开工年度', value: `${project.year} 年` },
            { label: '实施主体', value: project.implementingBody },
            { label: '批准文号', value: project.approvalNumber },
            { label: '批准日期', value: dayText(project.approvedOn) },
            { label: '小区数', value: project.estates },
            { label: '楼栋数', value: numberText(project.buildings) },
            { label: '户数', value: numberText(project.households) },
            { label: '建筑面积（万㎡）', value: wanM2Of(project.floorAreaCm2) },
            { label: '登记', value: `${project.createdBy}，${instantText(project.createdAt)}` },
          ]}
        />
      </Section>
      <Section title="小区">
        <Table
          caption="项目中的小区"
          columns={columns}
          rows={project.members}
          rowKey={(one) => one.id}
          open={(one) => `/projects/assessments/${one.id}`}
          empty="项目中的小区不在您的管辖范围内"
        />
      </Section>
    </>
  );
}

function Cancel({ project: { id, version, state, code } }: { readonly project: Detail }) {
  const may = useMay(projectsActions['projects.form']);
  const ask = useConfirm();
  const queries = useQueryClient();
  if (!may || state === 'cancelled') return null;
  const cancel = () =>
    ask({
      title: `撤销项目 ${code}`,
      text: '撤销后小区可以列入别的项目，锁定的数仍保留备查。',
      okText: '撤销项目',
      reasonLabel: '理由',
      danger: true,
      run: async (reason) => {
        await projectsApi.projects.cancel({ id, version, reason });
        await queries.invalidateQueries({ queryKey: projectsQueries.key() });
      },
    });
  return (
    <Button danger onClick={cancel}>
      撤销项目
    </Button>
  );
}
