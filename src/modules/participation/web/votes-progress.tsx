import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { AppLink } from '#ui/navigation.tsx';
import { Figure, Figures, Section } from '#ui/page.tsx';
import { m2Of, numberText } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { participationQueries } from './api.ts';
import { channelNames, classNames, shareText, type Vote } from './votes-words.tsx';

/** Heads and area taking part against the quorum, by building; no result of any matter. */
export function VoteProgress({ vote }: { readonly vote: Vote }) {
  const query = useQuery(
    participationQueries.votes.progress.queryOptions({ input: { id: vote.id }, refetchInterval: 30_000 }),
  );
  const left = `/participation/votes/${vote.id}/roll?voted=false`;
  return (
    <Section
      title="参与进度"
      about="只统计是否投票；各事项的结果截止计票后才有。"
      actions={<AppLink to={left}>尚未投票的名单</AppLink>}
    >
      <Answer of={query}>
        {({ turnout, quorum, channels, buildings }) => (
          <>
            <Figures>
              <Figure
                label="参与人数"
                value={`${numberText(turnout.heads.taking)} / ${numberText(turnout.heads.all)}`}
                note={shareText(turnout.heads.taking, turnout.heads.all)}
              />
              <Figure
                label="参与面积（㎡）"
                value={`${m2Of(turnout.areaCm2.taking, 2)} / ${m2Of(turnout.areaCm2.all, 2)}`}
                note={shareText(turnout.areaCm2.taking, turnout.areaCm2.all)}
              />
              <Figure
                label="专有部分"
                value={`${numberText(turnout.parts.taking)} / ${numberText(turnout.parts.all)}`}
              />
            </Figures>
            <ul className="hj-vote-quorum">
              {quorum.lines.map((one) => (
                <li key={one.class}>
                  {classNames[one.class]}须 {one.fraction.num}/{one.fraction.den} 以上参与：
                  {one.reached ? (
                    <Tag color="success">已达到</Tag>
                  ) : (
                    <Tag color="warning">
                      还差 {numberText(one.headsMissing)} 人、{m2Of(one.areaMissingCm2, 4)} ㎡
                    </Tag>
                  )}
                </li>
              ))}
              {channels.length > 0 && (
                <li>
                  来源：
                  {channels
                    .map((one) => `${channelNames[one.channel] ?? one.channel} ${one.ballots} 张`)
                    .join('，')}
                  （含被后一次替代的）
                </li>
              )}
            </ul>
            <Table
              caption="各楼参与情况"
              rowKey={(one) => `${one.building}${one.entrance}`}
              rows={buildings}
              columns={[
                {
                  key: 'place',
                  title: '楼栋单元',
                  render: (one) => `${one.building}${one.entrance}` || '未分楼栋',
                },
                {
                  key: 'parts',
                  title: '专有部分',
                  align: 'end',
                  render: ({ turnout: t }) => `${numberText(t.parts.taking)}/${numberText(t.parts.all)}`,
                },
                {
                  key: 'heads',
                  title: '人数',
                  align: 'end',
                  render: ({ turnout: t }) => `${numberText(t.heads.taking)}/${numberText(t.heads.all)}`,
                },
                {
                  key: 'area',
                  title: '面积',
                  align: 'end',
                  render: ({ turnout: t }) => shareText(t.areaCm2.taking, t.areaCm2.all),
                },
              ]}
            />
          </>
        )}
      </Answer>
    </Section>
  );
}
