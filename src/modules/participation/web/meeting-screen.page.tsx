import { useQuery } from '@tanstack/react-query';
import { usePathParams } from '#ui/navigation.tsx';
import { instantText, m2Of, numberText } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { voteStateNames } from '../domain/vote/state.ts';
import { participationQueries } from './api.ts';
import { classNames, shareText, type Vote } from './votes-words.tsx';
import './votes.css';

function Turnout({ vote }: { readonly vote: Vote }) {
  const { heads, areaCm2 } = vote.turnout;
  return (
    <section className="hj-screen-turnout" aria-label="参与情况">
      <div>
        <strong>{shareText(heads.taking, heads.all)}</strong>
        <span>
          {numberText(heads.taking)} / {numberText(heads.all)} 人
        </span>
      </div>
      <div>
        <strong>{shareText(areaCm2.taking, areaCm2.all)}</strong>
        <span>
          {m2Of(areaCm2.taking, 2)} / {m2Of(areaCm2.all, 2)} ㎡
        </span>
      </div>
    </section>
  );
}

function Matters({ vote }: { readonly vote: Vote }) {
  return (
    <ol className="hj-screen-matters">
      {vote.paper.map((one) => {
        const outcome = vote.result?.matters.find((line) => line.id === one.id)?.outcome;
        return (
          <li key={one.id}>
            {one.title}（{classNames[one.class]}）
            {outcome && (
              <strong className={outcome.passed ? 'hj-screen-yes' : 'hj-screen-no'}>
                {outcome.passed ? '通过' : '未通过'}：{numberText(outcome.heads.for)} 人、
                {m2Of(String(outcome.areaCm2.for), 2)} ㎡ 同意
              </strong>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** For the projector at a meeting: turnout live, results only after closing. */
export default function MeetingScreenPage() {
  const { id = '' } = usePathParams();
  const query = useQuery(
    participationQueries.votes.show.queryOptions({ input: { id }, refetchInterval: 5_000, staleTime: 0 }),
  );
  return (
    <main className="hj-screen">
      <Answer of={query}>
        {(vote) => (
          <>
            <h1>{vote.title}</h1>
            <p>
              {vote.scopeName}　{voteStateNames[vote.state]}
              {vote.closesAt && `　截止 ${instantText(vote.closesAt)}`}
            </p>
            <Turnout vote={vote} />
            <Matters vote={vote} />
            {vote.root ? (
              <p className="hj-screen-root">校验值 {vote.root}</p>
            ) : (
              <p>人数和面积均达到三分之二以上，表决才有效；各事项结果在截止计票后显示。</p>
            )}
          </>
        )}
      </Answer>
    </main>
  );
}
