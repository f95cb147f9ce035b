import { useRef } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import type { ListQuery } from '#ui/list-state.ts';
import { Page } from '#ui/page.tsx';
import { numberText } from '#ui/quantity.ts';
import { useUser } from '#ui/session.tsx';
import type { Column } from '#ui/table.tsx';
import { stateNames, stepNames, stepsFrom } from '../domain/application.ts';
import type { Assessed } from './api.ts';
import { assessmentsKey, loadAssessments } from './assessment-list.ts';
import { useBulkSteps } from './bulk-steps.tsx';
import { optionsOf, TargetTag, targetNames, VerdictTag, verdictNames } from './words.tsx';

/** 申请受理: every estate with where its application stands and what is up to this user. */
export default function Applications() {
  const user = useUser();
  // Rows seen so far, so that a choice made over several pages knows each one's version.
  const seen = useRef(new Map<string, Assessed>());
  const bulk = useBulkSteps(seen.current);
  const load = async (query: ListQuery, signal: AbortSignal) => {
    const answer = await loadAssessments(query, signal);
    for (const row of answer.rows) seen.current.set(row.id, row);
    return answer;
  };
  const next = (one: Assessed): string =>
    stepsFrom(one.state, user.roles)
      .map((step) => stepNames[step])
      .join('、') || '—';
  const columns: readonly Column<Assessed>[] = [
    { key: 'name', title: '小区', render: (one) => one.name, sortable: true, width: '13em' },
    { key: 'subdistrict', title: '街道（乡镇）', render: (one) => one.subdistrictName, sortable: true },
    { key: 'state', title: '申请', render: (one) => (one.state ? stateNames[one.state] : '未申请') },
    { key: 'next', title: '您可以办理', render: next },
    { key: 'eligible', title: '资格', render: (one) => <VerdictTag verdict={one.eligible} /> },
    { key: 'target', title: '类别', render: (one) => <TargetTag target={one.target} /> },
    { key: 'score', title: '得分', align: 'end', sortable: true, render: (one) => one.score.toFixed(2) },
    {
      key: 'households',
      title: '户数',
      align: 'end',
      sortable: true,
      render: (one) => numberText(one.households),
    },
    { key: 'disputed', title: '争议', render: (one) => (one.disputed ? '暂缓' : '—') },
    { key: 'project', title: '项目', render: (one) => one.projectCode ?? '—' },
  ];
  return (
    <Page about="自下而上：社区申请，街道出具意见，专班受理或说明理由退回。点开小区办理，或选中多个一起办理。">
      {bulk.report}
      <DataTable<Assessed>
        name="projects.applications"
        caption="申请受理"
        queryKey={assessmentsKey}
        load={load}
        bulk={bulk.actions}
        rowKey={(one) => one.id}
        rowName={(one) => one.name}
        open={(one) => `/projects/assessments/${one.id}`}
        columns={columns}
        searchHint="小区名称的一部分"
        defaultSort="-score"
        filters={[
          { key: 'state', label: '申请', options: optionsOf({ none: '未申请', ...stateNames }) },
          { key: 'eligible', label: '资格', options: optionsOf(verdictNames) },
          { key: 'target', label: '类别', options: optionsOf(targetNames) },
        ]}
      />
    </Page>
  );
}
