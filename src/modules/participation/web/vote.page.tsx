import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { Facts } from '#ui/basis.tsx';
import { useGo, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { dayText, instantText } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { ballotActions } from '../contract-ballots.ts';
import { voteActions } from '../contract-votes.ts';
import { followNames, unreturnedNames } from '../domain/vote/rules.ts';
import { convenerNames } from '../domain/vote/state.ts';
import { participationQueries } from './api.ts';
import { NoticesOfSubject } from './notices-of-subject.tsx';
import { VoteDocuments } from './votes-documents.tsx';
import { VoteProgress } from './votes-progress.tsx';
import { VoteProxies } from './votes-proxies.tsx';
import { VoteResult } from './votes-result.tsx';
import { RollCheck } from './votes-roll-check.tsx';
import { VoteSteps } from './votes-steps.tsx';
import { classNames, type Vote, VoteTag } from './votes-words.tsx';
import './votes.css';

const clockColours = {
  open: 'default',
  running: 'processing',
  done: 'success',
  late: 'error',
  overdue: 'error',
};
const clockNames = { open: '未开始', running: '进行中', done: '已完成', late: '已迟', overdue: '已逾期' };

function Paper({ vote }: { readonly vote: Vote }) {
  return (
    <Section title="事项与规则">
      <Table
        caption="表决事项"
        rowKey={(one) => one.id}
        rows={vote.paper}
        columns={[
          { key: 'title', title: '事项', render: (one) => one.title },
          { key: 'class', title: '类别', render: (one) => classNames[one.class] },
          {
            key: 'pass',
            title: '须达到',
            render: ({ class: of }) => {
              const { quorum, majority, strict } = vote.thresholds[of];
              return `人数、面积均 ${quorum.num}/${quorum.den} 以上参与，参与者中人数、面积均${strict ? '超过' : '达到'} ${majority.num}/${majority.den} 同意`;
            },
          },
          { key: 'text', title: '说明', render: (one) => one.text || '—' },
        ]}
      />
      <Facts
        facts={[
          { label: '召集人', value: `${vote.convenerName}（${convenerNames[vote.convener]}）` },
          { label: '范围', value: vote.scopeName },
          { label: '未投票', value: unreturnedNames[vote.rules.unreturned] },
          { label: '从众', value: followNames[vote.rules.follow] },
          ...(vote.rules.ownRules ? [{ label: '本小区规则', value: vote.rules.ownRules.text }] : []),
          { label: '依据', value: vote.thresholds.article },
          ...(vote.rulesFrozenAt ? [{ label: '规则锁定', value: instantText(vote.rulesFrozenAt) }] : []),
          ...(vote.cancelReason ? [{ label: '取消原因', value: vote.cancelReason }] : []),
        ]}
      />
    </Section>
  );
}

function Clocks({ vote }: { readonly vote: Vote }) {
  return (
    <Section title="法定期限">
      <Table
        caption="法定期限"
        rowKey={(one) => one.id}
        rows={vote.clocks}
        columns={[
          { key: 'title', title: '期限', render: (one) => one.title },
          { key: 'from', title: '自', render: (one) => dayText(one.from) },
          { key: 'until', title: '至', render: (one) => dayText(one.until) },
          {
            key: 'state',
            title: '状态',
            render: (one) => <Tag color={clockColours[one.state]}>{clockNames[one.state]}</Tag>,
          },
          { key: 'basis', title: '依据', render: (one) => one.basis },
        ]}
      />
    </Section>
  );
}

function Whole({ vote }: { readonly vote: Vote }) {
  const early = vote.state === 'draft';
  return (
    <>
      <VoteSteps vote={vote} />
      {!early && vote.state !== 'cancelled' && <VoteProgress vote={vote} />}
      {early && (
        <Section title="名册检查">
          <RollCheck
            {...{ estateId: vote.estateId, scope: vote.scope }}
            building={vote.building}
            entrance={vote.entrance}
          />
        </Section>
      )}
      {vote.result && <VoteResult vote={vote} result={vote.result} />}
      <Paper vote={vote} />
      <Clocks vote={vote} />
      {!early && <NoticesOfSubject subjectId={vote.id} />}
      {!early && <VoteDocuments vote={vote} />}
      {!early && <VoteProxies vote={vote} />}
    </>
  );
}

/** One legal vote: what comes next, how far it has come, what is decided, by when. */
export default function VotePage() {
  const go = useGo();
  const { id = '' } = usePathParams();
  const edits = useMay(voteActions['participation.vote.edit']);
  const desk = useMay(ballotActions['participation.ballot.read']);
  const query = useQuery(
    participationQueries.votes.show.queryOptions({ input: { id }, refetchInterval: 60_000 }),
  );
  const vote = query.data;
  const open = (tail: string) => () => go(`/participation/votes/${id}/${tail}`);
  return (
    <Page
      title={vote?.title}
      about={vote && `${vote.scopeName}　编号 ${vote.number}`}
      trail={[{ title: '依法表决', path: '/participation/votes' }]}
      actions={
        vote && (
          <>
            <VoteTag state={vote.state} />
            {edits && (vote.state === 'draft' || vote.state === 'roll') && (
              <Button onClick={open('edit')}>修改</Button>
            )}
            {vote.state !== 'draft' && <Button onClick={open('roll')}>名册</Button>}
            {desk && vote.state !== 'draft' && <Button onClick={open('desk')}>登记表决票</Button>}
            {vote.state !== 'draft' && <Button onClick={open('screen')}>会议大屏</Button>}
          </>
        )
      }
    >
      <Answer of={query}>{(data) => <Whole vote={data} />}</Answer>
    </Page>
  );
}
