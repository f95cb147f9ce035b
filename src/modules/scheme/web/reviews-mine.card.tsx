import { useQuery } from '@tanstack/react-query';
import { AppLink } from '#ui/navigation.tsx';
import { Figure, Figures } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { schemeQueries } from './api.ts';

/** 总览 of a unit: how many opinions are asked of it, how many are late, and which is due first. */
export default function MineCard() {
  const query = useQuery(schemeQueries.reviews.mine.queryOptions({ input: { state: 'open', size: 200 } }));
  return (
    <Answer of={query}>
      {({ total, items }) => (
        <>
          <Figures>
            <Figure label="待出具" value={total} unit="份" />
            <Figure
              label="逾期未出具"
              value={items.filter((one) => one.standing === 'overdue').length}
              unit="份"
            />
            <Figure label="最早到期" value={dayText(items[0]?.dueOn)} />
          </Figures>
          <AppLink to="/scheme/my-reviews">看本单位的审查任务</AppLink>
        </>
      )}
    </Answer>
  );
}
