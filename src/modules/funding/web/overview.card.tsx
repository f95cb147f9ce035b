import { useQuery } from '@tanstack/react-query';
import { AppLink } from '#ui/navigation.tsx';
import { Answer } from '#ui/states.tsx';
import { fundingQueries } from './api.ts';
import { StageFigures } from './overview-stages.tsx';

/** Money at a glance, and how many alarms stand. */
export default function FundingCard() {
  const query = useQuery(fundingQueries.overview.show.queryOptions({ input: {} }));
  const alarms = useQuery(fundingQueries.overview.alarms.queryOptions({ input: {} }));
  const count = Object.values(alarms.data?.counts ?? {}).reduce((all, one) => all + one, 0);
  return (
    <Answer of={query}>
      {({ total }) => (
        <>
          <StageFigures total={total} />
          <p>
            <AppLink to="/funding">资金总览</AppLink>
            {alarms.data && (
              <>
                {' · '}
                <AppLink to="/funding/alarms">{count > 0 ? `资金预警 ${count} 条` : '没有资金预警'}</AppLink>
              </>
            )}
          </p>
        </>
      )}
    </Answer>
  );
}
