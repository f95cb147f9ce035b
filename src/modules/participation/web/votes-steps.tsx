import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { useGo } from '#ui/navigation.tsx';
import { Section } from '#ui/page.tsx';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { voteActions } from '../contract-votes.ts';
import { type VoteStep, voteStepNames } from '../domain/vote/state.ts';
import { participationApi, participationQueries } from './api.ts';
import type { Vote } from './votes-words.tsx';

const warnings: Readonly<Partial<Record<VoteStep, string>>> = {
  announce: '公告发布后，事项、规则、名册和时间都不能再改；确需改动只能取消后重新组织。',
  close: '按全部已收的票计算结果并生成校验值，此后不能再投票。',
  post: '结果、校验值将在居民页面公布，一年的撤销期从今天起算。',
  recall: '收回后名册作废，重新公示须重新计算异议期。',
  cancel: '取消后不能恢复；已收的票留存备查。',
};

/** The next steps, each with what is still missing for it. */
export function VoteSteps({ vote }: { readonly vote: Vote }) {
  const go = useGo();
  const confirm = useConfirm();
  const [posting, setPosting] = useState(false);
  const takes = useMay(voteActions['participation.vote.step']);
  const stale = [participationQueries.votes.key()];
  const act = useAct({
    run: (input: { step: VoteStep; reason?: string; objectionsUntil?: string }) =>
      participationApi.votes.step({ id: vote.id, version: vote.version, ...input }),
    done: '已办理',
    stale,
    quiet: true,
  });
  const copy = useAct({
    run: () => participationApi.votes.copy({ id: vote.id }),
    done: '已照此新建',
    after: ({ id }) => go(`/participation/votes/${id}`),
    stale,
  });
  if (!takes) return null;
  const ask = (step: VoteStep) => {
    if (step === 'publishRoll') return setPosting(true);
    const asks = step === 'recall' || step === 'cancel';
    confirm({
      title: `${voteStepNames[step]}？`,
      text: warnings[step] ?? '',
      okText: voteStepNames[step],
      danger: step === 'cancel',
      ...(asks ? { reasonLabel: '原因' } : {}),
      run: (reason) => act.mutateAsync({ step, reason }),
    });
  };
  // Opening and counting happen at their minute by themselves.
  const shown = vote.next.filter((one) => one.step !== 'open' && !(one.step === 'close' && !one.ready));
  const waiting = vote.next.filter((one) => one.missing.length > 0 && one.step !== 'publishRoll');
  return (
    <Section title="下一步">
      {waiting.map((one) => (
        <Alert
          key={one.step}
          showIcon
          type="info"
          title={`还不能${voteStepNames[one.step]}`}
          description={one.missing.join('；')}
        />
      ))}
      <div className="hj-vote-buttons">
        {shown.map(({ step, ready }) => (
          <Button
            key={step}
            type={step === 'cancel' || step === 'recall' ? 'default' : 'primary'}
            danger={step === 'cancel'}
            disabled={!ready && step !== 'publishRoll'}
            onClick={() => ask(step)}
          >
            {voteStepNames[step]}
          </Button>
        ))}
        <Button loading={copy.isPending} onClick={() => copy.mutate()}>
          照此新建一次
        </Button>
      </div>
      <FormDialog title="公示名册" open={posting} onClose={() => setPosting(false)}>
        <SubmitForm<{ until: string }>
          submitText="公示名册"
          onCancel={() => setPosting(false)}
          onSubmit={async ({ until }) => {
            await act.mutateAsync({ step: 'publishRoll', objectionsUntil: until });
            setPosting(false);
          }}
        >
          <p>按摸底现有的专有部分和业主生成名册并公示，异议期不少于 {vote.calendar.rollDays} 日。</p>
          <Form.Item name="until" label="异议期到（含当日）" rules={[needed('日期')]}>
            <Input type="date" />
          </Form.Item>
        </SubmitForm>
      </FormDialog>
    </Section>
  );
}
