import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Progress } from 'antd';
import { useEffect, useRef } from 'react';
import { type JobView, jobContract } from '#shared/job-contract.ts';
import { makeClient } from './client.ts';
import { useAct } from './queries.tsx';
import { Failure, Waiting } from './states.tsx';

/** A background job as `GET /api/jobs/{id}` answers it; `progress` in percent. */
export type Job = JobView;

const jobApi = makeClient(jobContract);

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
    queryFn: ({ signal }) => jobApi.show({ id }, { signal }),
    refetchInterval: ({ state }) => (over(state.data) ? false : 700),
    staleTime: 0,
  });
  const cancel = useAct({
    run: () => jobApi.cancel({ id }),
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
        percent={job.state === 'done' ? 100 : job.progress}
        status={job.state === 'failed' ? 'exception' : job.state === 'done' ? 'success' : 'active'}
        aria-label="办理进度"
      />
      <p role="status">
        {job.title} {stateNames[job.state]}
        {job.message && job.state !== 'failed' ? `：${job.message}` : ''}
      </p>
      {job.state === 'failed' && (
        <Alert type="error" showIcon title={job.problem?.message ?? '后台办理没有完成，请稍候再试。'} />
      )}
      {cancellable && !over(job) && (
        <Button loading={cancel.isPending} onClick={() => cancel.mutate()}>
          取消办理
        </Button>
      )}
    </div>
  );
}
