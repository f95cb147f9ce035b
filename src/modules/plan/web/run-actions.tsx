import { useQuery } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import { download } from '#ui/download.ts';
import { useGo } from '#ui/navigation.tsx';
import { sentenceOf } from '#ui/problem-error.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay, useUser } from '#ui/session.tsx';
import { planActions } from '../contract.ts';
import type { RunView } from '../contract-shapes.ts';
import { planApi, planQueries } from './api.ts';
import { runTitle } from './words.ts';

/** What can be done with a run: compare, publish, download, print. */
export function RunActions({ run }: { readonly run: RunView }) {
  const { message } = App.useApp();
  const district = useUser().scope.length <= 6;
  const publishes = useMay(planActions['plan.publish']) && district;
  const fit = run.publishedVersion === null && run.status !== 'infeasible' && run.verdict.ok;
  const get = () =>
    download(`/api/plan/runs/${run.id}/workbook.xlsx`, '年度计划.xlsx').catch((error: unknown) => {
      void message.error(sentenceOf(error), 6);
    });
  return (
    <>
      <CompareWith run={run} />
      {run.status !== 'infeasible' && <Button onClick={() => void get()}>下载工作簿</Button>}
      <Button onClick={() => window.print()}>打印</Button>
      {publishes && fit && <Publish run={run} />}
    </>
  );
}

function CompareWith({ run }: { readonly run: RunView }) {
  const go = useGo();
  const query = useQuery(planQueries.runs.list.queryOptions({ input: { size: 50 } }));
  const others = (query.data?.items ?? []).filter((one) => one.id !== run.id && one.status !== 'infeasible');
  if (others.length === 0 || run.status === 'infeasible') return null;
  return (
    <Select
      className="hj-no-print"
      aria-label="与另一次测算比较"
      placeholder="与…比较"
      style={{ minWidth: '11em', maxWidth: 'calc(100vw - 32px)' }}
      popupMatchSelectWidth={false}
      value={null}
      options={others.map((one) => ({
        value: one.id,
        label: `${runTitle(one)}${one.publishedVersion ? `（已发布第 ${one.publishedVersion} 版）` : ''}`,
      }))}
      onChange={(other: string | null) => {
        if (other) go(`/plan/runs/${run.id}/compare/${other}`);
      }}
    />
  );
}

/** Estates that moved against the version published last, in one sentence. */
function useChange(run: RunView): string {
  const published = useQuery(planQueries.runs.list.queryOptions({ input: { size: 1, published: 'true' } }));
  const last = published.data?.items[0];
  const compared = useQuery({
    ...planQueries.runs.compare.queryOptions({ input: { id: run.id, other: last?.id ?? run.id } }),
    enabled: last !== undefined,
  });
  if (!last) return '这是第一次发布。';
  const moves = compared.data?.moves.length;
  return `与第 ${last.publishedVersion} 版相比，${moves === undefined ? '正在比较…' : `有 ${moves} 个小区的年份变了。`}`;
}

function Publish({ run }: { readonly run: RunView }) {
  const confirm = useConfirm();
  const change = useChange(run);
  const publish = useAct({
    run: (note: string) => planApi.runs.publish({ id: run.id, note }),
    done: (answer) => `已发布为第 ${answer.publishedVersion} 版`,
    stale: [planQueries.runs.key(), planQueries.summary.key()],
    quiet: true,
  });
  const ask = () =>
    confirm({
      title: '发布年度计划',
      text: `发布后这次测算即冻结，不能修改也不能撤回，只能另行发布新的版本。${change}`,
      okText: '发布',
      reasonLabel: '发布说明（依据、会议、文号）',
      run: (note) => publish.mutateAsync(note),
    });
  return (
    <Button type="primary" onClick={ask}>
      发布
    </Button>
  );
}
