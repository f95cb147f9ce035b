import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { Page, Section } from '#ui/page.tsx';
import { dayText, numberText, wanM2Of } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { projectsActions } from '../contract.ts';
import { projectsApi, projectsQueries } from './api.ts';
import { FormProjectDialog } from './form-project.tsx';
import { optionsOf, projectStateNames } from './words.tsx';

type Listed = Awaited<ReturnType<typeof projectsApi.projects.list>>;
type Project = Listed['items'][number];
type Year = Listed['years'][number];

const columns: readonly Column<Project>[] = [
  { key: 'code', title: '项目编号', render: (one) => one.code, width: '11em' },
  { key: 'name', title: '项目', render: (one) => one.name },
  { key: 'year', title: '开工年度', align: 'end', render: (one) => one.year },
  { key: 'body', title: '实施主体', render: (one) => one.implementingBody },
  { key: 'approval', title: '批准文号', render: (one) => one.approvalNumber, optional: true },
  { key: 'approved', title: '批准日期', render: (one) => dayText(one.approvedOn) },
  { key: 'estates', title: '小区数', align: 'end', render: (one) => one.estates },
  { key: 'buildings', title: '楼栋数', align: 'end', render: (one) => numberText(one.buildings) },
  { key: 'households', title: '户数', align: 'end', render: (one) => numberText(one.households) },
  { key: 'area', title: '面积（万㎡）', align: 'end', render: (one) => wanM2Of(one.floorAreaCm2) },
  { key: 'state', title: '状态', render: (one) => projectStateNames[one.state] },
];

const yearColumns: readonly Column<Year>[] = [
  { key: 'year', title: '开工年度', render: (one) => `${one.year} 年` },
  { key: 'estates', title: '小区数', align: 'end', render: (one) => one.estates },
  { key: 'buildings', title: '楼栋数', align: 'end', render: (one) => numberText(one.buildings) },
  { key: 'households', title: '户数', align: 'end', render: (one) => numberText(one.households) },
  { key: 'area', title: '面积（万㎡）', align: 'end', render: (one) => wanM2Of(one.floorAreaCm2) },
];

async function load(query: ListQuery, signal: AbortSignal) {
  const { year } = query.filters;
  const state = (['approved', 'cancelled'] as const).find((one) => one === query.filters.state);
  const input = {
    ...pageInput(query),
    ...(year && /^\d{4}$/.test(year) ? { year: Number(year) } : {}),
    ...(state ? { state } : {}),
  };
  return pageAnswer(await projectsApi.projects.list(input, { signal }));
}

/** 改造项目: estates × approval × year × implementing body, with frozen counts. */
export default function Projects() {
  const may = useMay(projectsActions['projects.form']);
  const [open, setOpen] = useState(false);
  const summary = useQuery(projectsQueries.projects.list.queryOptions({ input: { page: 1, size: 1 } }));
  const cycle = summary.data?.cycle ?? [];
  const form = (
    <Button type="primary" onClick={() => setOpen(true)}>
      组成项目
    </Button>
  );
  return (
    <Page
      about="已受理的小区经批准组成项目，批准时锁定楼栋数、户数和面积；一个小区只在一个项目、一个年度中计数。"
      actions={may && form}
    >
      <Section title="各年度锁定的数" about="按您看得见的小区统计。">
        <Answer of={summary}>
          {(data) => (
            <Table
              caption="各年度锁定的数"
              columns={yearColumns}
              rows={data.years}
              rowKey={(one) => String(one.year)}
              empty="还没有项目"
            />
          )}
        </Answer>
      </Section>
      <DataTable<Project>
        name="projects.projects"
        caption="改造项目"
        queryKey={[...projectsQueries.projects.key(), 'page']}
        load={load}
        rowKey={(one) => one.id}
        rowName={(one) => one.name}
        open={(one) => `/projects/projects/${one.id}`}
        columns={columns}
        searchHint="项目名称或编号的一部分"
        filters={[
          {
            key: 'year',
            label: '开工年度',
            options: cycle.map((year) => ({ value: String(year), label: `${year} 年` })),
          },
          { key: 'state', label: '状态', options: optionsOf(projectStateNames) },
        ]}
      />
      <FormProjectDialog open={open} close={() => setOpen(false)} cycle={cycle} />
    </Page>
  );
}
