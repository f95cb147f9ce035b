import { useQuery } from '@tanstack/react-query';
import { Figure, Figures } from '#ui/page.tsx';
import { numberText } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { participationQueries } from './api.ts';

/** The funnel in one line: how many of the estates in sight have reached each step. */
export function OverviewFigures() {
  const query = useQuery(participationQueries.overview.counts.queryOptions());
  return (
    <Answer of={query}>
      {(counts) => (
        <Figures>
          <Figure label="小区" value={numberText(counts.estates)} unit="个" />
          <Figure label="有业主花名册" value={numberText(counts.withRoll)} unit="个" />
          <Figure label="已发住户卡" value={numberText(counts.withCards)} unit="个" />
          <Figure label="开展意愿征询" value={numberText(counts.withWishes)} unit="个" />
          <Figure label="选择改造内容" value={numberText(counts.withChoice)} unit="个" />
          <Figure label="依法表决" value={numberText(counts.withVote)} unit="个" />
          <Figure label="待答复异议" value={numberText(counts.openObjections)} unit="件" />
          <Figure label="逾期事项" value={numberText(counts.overdue)} unit="项" />
        </Figures>
      )}
    </Answer>
  );
}
