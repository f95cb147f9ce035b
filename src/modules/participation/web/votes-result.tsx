import { Alert, Button, Tag } from 'antd';
import { Facts } from '#ui/basis.tsx';
import { download } from '#ui/download.ts';
import { Section } from '#ui/page.tsx';
import { dayText, m2Of, numberText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useMay } from '#ui/session.tsx';
import { Table } from '#ui/table.tsx';
import { voteActions } from '../contract-votes.ts';
import { followNames, unreturnedNames } from '../domain/vote/rules.ts';
import type { Vote } from './votes-words.tsx';

type Result = NonNullable<Vote['result']>;
type Matter = Result['matters'][number];

const Verdict = ({ passed }: { readonly passed: boolean }) => (
  <Tag color={passed ? 'success' : 'error'}>{passed ? '通过' : '未通过'}</Tag>
);

function MatterResult({ title, matter }: { readonly title: string; readonly matter: Matter }) {
  const { marked } = matter;
  return (
    <article className="hj-vote-result">
      <h3>
        {title} <Verdict passed={matter.outcome.passed} />
      </h3>
      <p>{matter.outcome.why}</p>
      {matter.withUnreturned && <p>按本小区规则计入未投票的：{matter.withUnreturned.why}</p>}
      {matter.disputed && (
        <Alert showIcon type="warning" title="计票方式不同，结果不同；公布时须一并说明。" />
      )}
      <Table
        caption={`${title}：各种计票方式`}
        rowKey={(one) => `${one.rules.unreturned}${one.rules.follow}`}
        rows={matter.readings}
        columns={[
          {
            key: 'rule',
            title: '计票方式',
            render: (one) => (
              <>
                未投票{unreturnedNames[one.rules.unreturned]}，从众{followNames[one.rules.follow]}
                {one.byRules && <Tag color="processing">本次适用</Tag>}
              </>
            ),
          },
          {
            key: 'heads',
            title: '人数：同意/参与/全部',
            align: 'end',
            render: ({ outcome: { heads } }) =>
              `${numberText(heads.for)}/${numberText(heads.taking)}/${numberText(heads.all)}`,
          },
          {
            key: 'area',
            title: '面积（㎡）：同意/参与/全部',
            align: 'end',
            render: ({ outcome: { areaCm2: a } }) =>
              [a.for, a.taking, a.all].map((one) => m2Of(String(one), 2)).join('/'),
          },
          { key: 'passed', title: '结果', render: ({ outcome }) => <Verdict passed={outcome.passed} /> },
        ]}
      />
      <p>
        票面：同意 {marked.for.parts}，反对 {marked.against.parts}，弃权 {marked.abstain.parts}，从众{' '}
        {marked.follow.parts}，未投 {marked.unreturned.parts}（按专有部分计）。
      </p>
    </article>
  );
}

/** The result of every matter, every way of counting side by side, and what it can be checked with. */
export function VoteResult({ vote, result }: { readonly vote: Vote; readonly result: Result }) {
  const reviews = useMay(voteActions['participation.vote.bundle']);
  const take = useAct({
    run: () => download(`/api/participation/votes/${vote.id}/bundle.json`, `${vote.number}.json`),
  });
  return (
    <Section
      title="结果"
      actions={
        reviews && (
          <Button loading={take.isPending} onClick={() => take.mutate()}>
            下载核验包（记入审计）
          </Button>
        )
      }
    >
      {vote.paper.map((one) => {
        const matter = result.matters.find((line) => line.id === one.id);
        return matter && <MatterResult key={one.id} title={one.title} matter={matter} />;
      })}
      <Facts
        facts={[
          { label: '收到的票', value: `${result.ballots} 张，其中被后一次替代 ${result.replaced} 张` },
          { label: '校验值（Merkle 根）', value: <code className="hj-vote-root">{vote.root}</code> },
          { label: '名册摘要', value: <code className="hj-vote-root">{vote.rollHash}</code> },
          {
            label: '可请求撤销至',
            value: vote.challengeUntil ? dayText(vote.challengeUntil) : '结果公布后起算',
          },
        ]}
      />
    </Section>
  );
}
