import { useQuery } from '@tanstack/react-query';
import { AppLink } from '#ui/navigation.tsx';
import { Figure, Figures } from '#ui/page.tsx';
import { numberText, percentText } from '#ui/quantity.ts';
import { Answer, Nothing } from '#ui/states.tsx';
import { type planApi, planQueries } from './api.ts';
import { runTitle } from './words.ts';

type Summary = Awaited<ReturnType<typeof planApi.summary>>;

/** 计划进度: how many 必改 and 力争 the plan places, by estates and by households. */
export default function ProgressCard() {
  const query = useQuery(planQueries.summary.queryOptions());
  return (
    <Answer of={query}>
      {(summary) =>
        summary.run ? (
          <>
            <Figures>
              <Placed label="必改已安排" part={summary.must} />
              <Placed label="力争已安排" part={summary.aspire} />
            </Figures>
            <p className="hj-about">
              依据 <AppLink to={`/plan/runs/${summary.run.id}`}>{runTitle(summary.run)}</AppLink>
              {summary.run.publishedVersion === null
                ? '（尚未发布）'
                : `（已发布第 ${summary.run.publishedVersion} 版）`}
            </p>
          </>
        ) : (
          <Nothing text="还没有年度计划">
            <AppLink to="/plan/runs">去测算</AppLink>
          </Nothing>
        )
      }
    </Answer>
  );
}

function Placed({ label, part }: { readonly label: string; readonly part: Summary['must'] }) {
  const estates = part.placed.estates + part.left.estates;
  const households = part.placed.households + part.left.households;
  return (
    <Figure
      label={label}
      value={`${numberText(part.placed.estates)} / ${numberText(estates)}`}
      unit="个小区"
      note={`${numberText(part.placed.households)} / ${numberText(households)} 户（${percentText(
        households === 0 ? null : part.placed.households / households,
      )}）`}
    />
  );
}
