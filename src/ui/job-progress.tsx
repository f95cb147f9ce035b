import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Progress } from 'antd';
import { useEffect, useRef } from 'react';
import { callRaw } from './client.ts';
import { useAct } from './queries.tsx';
import { Failure, Waiting } from './states.tsx';

/** A background job as `GET /api/jobs/{id}` answers it. */
export type Job = {
  readonly id: string;
  readonly kind: string;
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  /** 0 to 1. */
  readonly progress: number;
  /** Chinese sentence: what it is doing, or why it failed. */
  readonly message: string | null;
  readonly result: unknown;
};

const over = (job: Job | undefined): boolean =>
  job !== undefined && job.state !== 'queued' && job.state !== 'running';

const stateNames: Readonly<Record<Job['state'], string>> = {
  queued: '排队中',
  running: '正在办理',
  done: '已完成',
  failed: '未能完成',
  cancelled: '已取消',
};

type JobProgressProps = {
  readonly id: string;
  /** Called once when it ends well. */
  readonly onDone?: (job: Job) => void;
  /** Called once when it failed or was cancelled. */
  readonly onStopped?: (job: Job) => void;
  readonly cancellable?: boolean;
};

/** Follows a job: bar, message, cancel; says its end to screen readers. */
export function JobProgress({ id, onDone, onStopped, cancellable = true }: JobProgressProps) {
  const queries = useQueryClient();
  const told = useRef<string>(undefined);
  const key = ['job', id];
  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) =>
      (await (await callRaw(`/api/jobs/${encodeURIComponent(id)}`, { signal })).json()) as Job,
    refetchInterval: ({ state }) => (over(state.data) ? false : 700),
    staleTime: 0,
  });
  const cancel = useAct({
    run: () => callRaw(`/api/jobs/${encodeURIComponent(id)}/cancel`, { method: 'POST' }),
    after: () => void queries.invalidateQueries({ queryKey: key }),
  });
  const job = query.data;
  useEffect(() => {
    if (!job || !over(job) || told.current === job.id) return;
    told.current = job.id;
    if (job.state === 'done') onDone?.(job);
    else onStopped?.(job);
  }, [job, onDone, onStopped]);
  if (query.error) return <Failure error={query.error} again={() => void query.refetch()} />;
  if (!job) return <Waiting text="正在查询进度…" />;
  return (
    <div className="hj-job">
      <Progress
        percent={job.state === 'done' ? 100 : Math.floor(job.progress * 100)}
        status={job.state === 'failed' ? 'exception' : job.state === 'done' ? 'success' : 'active'}
        aria-label="办理进度"
      />
      <p role="status">
        {stateNames[job.state]}
        {job.message && job.state !== 'failed' ? `：${job.message}` : ''}
      </p>
      {job.state === 'failed' && (
        <Alert type="error" showIcon title={job.message ?? '后台办理没有完成，请稍候再试。'} />
      )}
      {cancellable && !over(job) && (
        <Button loading={cancel.isPending} onClick={() => cancel.mutate()}>
          取消办理
        </Button>
      )}
    </div>
  );
}
