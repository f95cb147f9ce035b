import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { JobProgress } from '#ui/job-progress.tsx';
import { Figure, Figures } from '#ui/page.tsx';
import { useAct } from '#ui/queries.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { projectsActions } from '../contract.ts';
import { projectsApi, projectsQueries } from './api.ts';

/** `auto`: assess at once when something changed and the user may. */
type Props = { readonly auto?: boolean };

/** The verdicts in figures, whether they are up to date, and the button that assesses again. */
export function AssessmentSummary({ auto = false }: Props) {
  const query = useQuery(projectsQueries.assessments.list.queryOptions({ input: { page: 1, size: 1 } }));
  const queries = useQueryClient();
  const may = useMay(projectsActions['projects.assess']);
  const [job, setJob] = useState<string>();
  const refresh = useAct({
    run: () => projectsApi.assessments.refresh(),
    after: ({ jobId }) => setJob(jobId),
  });
  const began = useRef(false);
  const { mutate } = refresh;
  const stale = query.data?.stale ?? false;
  useEffect(() => {
    if (!auto || !may || !stale || began.current) return;
    began.current = true;
    mutate();
  }, [auto, may, stale, mutate]);
  const done = () => {
    setJob(undefined);
    void queries.invalidateQueries({ queryKey: projectsQueries.key() });
  };
  const button = may && !job && (
    <Button type="primary" loading={refresh.isPending} onClick={() => refresh.mutate()}>
      重新评估
    </Button>
  );
  return (
    <Answer of={query}>
      {({ counts }) => (
        <>
          {stale && !job && (
            <Alert
              type="warning"
              showIcon
              title="台账、政策参数或意愿征询在上次评估后有变化，下面的结论可能已经过时。"
              action={button}
            />
          )}
          {job && <JobProgress id={job} onDone={done} onStopped={() => setJob(undefined)} />}
          <Figures>
            <Figure label="符合" value={counts.yes} unit="个" />
            <Figure label="其中必改" value={counts.must} unit="个" />
            <Figure label="其中力争" value={counts.aspire} unit="个" />
            <Figure label="不符合" value={counts.no} unit="个" />
            <Figure label="未知" value={counts.unknown} unit="个" note="缺数据，未当作符合" />
          </Figures>
        </>
      )}
    </Answer>
  );
}
