import { useQuery } from '@tanstack/react-query';
import { Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { FormDialog, SubmitForm } from '#ui/form.tsx';
import { type Job, JobProgress } from '#ui/job-progress.tsx';
import { useGo } from '#ui/navigation.tsx';
import { useAct } from '#ui/queries.tsx';
import { planApi, planQueries } from './api.ts';

type Values = { title?: string; openFrom: number; limitSeconds: number; seed: number };
type Props = { readonly open: boolean; readonly close: () => void };

const limits = [5, 10, 20, 60, 120, 300, 600];

/** Asks for a solve, follows it, and goes to its result. */
export function SolveDialog({ open, close }: Props) {
  const [jobId, setJobId] = useState<string>();
  const go = useGo();
  const leave = () => {
    setJobId(undefined);
    close();
  };
  const done = (job: Job) => {
    const { runId } = job.result as { runId: string };
    leave();
    go(`/plan/runs/${runId}`);
  };
  return (
    <FormDialog title="开始测算" open={open} onClose={leave}>
      {jobId ? <JobProgress id={jobId} onDone={done} /> : <SolveForm started={setJobId} close={leave} />}
    </FormDialog>
  );
}

function SolveForm({
  started,
  close,
}: {
  readonly started: (id: string) => void;
  readonly close: () => void;
}) {
  const budget = useQuery(planQueries.budget.show.queryOptions());
  const years = budget.data?.startYears ?? [];
  const solve = useAct({
    run: (values: Values) => planApi.runs.start(values),
    stale: [planQueries.runs.key(), planQueries.summary.key()],
    quiet: true,
    after: ({ jobId }) => started(jobId),
  });
  const first = years[0];
  if (first === undefined) return null;
  return (
    <SubmitForm<Values>
      submitText="开始测算"
      initial={{ openFrom: first, limitSeconds: 20, seed: 1 }}
      onSubmit={(values) => solve.mutateAsync(values)}
      onCancel={close}
    >
      <Form.Item name="title" label="名称" extra="便于日后比较，例如“增加专项债 500 万”">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        name="openFrom"
        label="从哪一年起安排"
        extra="更早的年份只保留补录为已实施的小区，不再安排，也不占用以后的资金"
      >
        <Select options={years.map((year) => ({ value: year, label: `${year} 年` }))} />
      </Form.Item>
      <Form.Item name="limitSeconds" label="最长计算时间" extra="到时给出当时最好的计划，并写明已证明的差距">
        <Select options={limits.map((value) => ({ value, label: `${value} 秒` }))} />
      </Form.Item>
      <Form.Item name="seed" label="随机种子" extra="同样的数据和种子得到同样的计划">
        <InputNumber min={0} max={2_147_483_647} precision={0} />
      </Form.Item>
    </SubmitForm>
  );
}
