import './projects.css';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { type Fact, Facts } from '#ui/basis.tsx';
import { FormDialog } from '#ui/form.tsx';
import { dayText, instantText } from '#ui/quantity.ts';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { projectsActions } from '../contract.ts';
import { paperNames } from '../domain/dispute.ts';
import { type Dispute, projectsApi, projectsQueries } from './api.ts';
import { PaperForm, RoundForm } from './dispute-forms.tsx';

function factsOf(dispute: Dispute): Fact[] {
  const facts: Fact[] = [
    { label: '事由', value: dispute.reason },
    { label: '登记', value: `${dispute.openedBy}，${instantText(dispute.openedAt)}` },
    {
      label: '论证',
      value: dispute.rounds.map((one) => `${dayText(one.day)} ${one.summary}`).join('；') || '—',
    },
  ];
  for (const one of dispute.papers)
    facts.push({ label: paperNames[one.paper], value: `${one.title}（${dayText(one.day)}）` });
  if (dispute.objections.length > 0)
    facts.push({ label: '未了结的异议', value: dispute.objections.join('、') });
  if (dispute.state === 'released')
    facts.push({
      label: '解除暂缓',
      value: `${dispute.releasedBy}，${instantText(dispute.releasedAt)}，${dispute.releaseReason}`,
    });
  return facts;
}

/** One dispute: what is on file, what is lacking, and the acts of those who may. */
export function DisputeCard({ dispute }: { readonly dispute: Dispute }) {
  const open = dispute.state === 'open';
  const complete = dispute.lacking.length === 0;
  return (
    <article className="projects-dispute" aria-label={`争议：${dispute.reason}`}>
      {open && (
        <Alert
          type={complete ? 'info' : 'warning'}
          showIcon
          title={complete ? '材料齐备，可由专班解除暂缓。' : `暂缓中，还缺：${dispute.lacking.join('；')}`}
        />
      )}
      <Facts facts={factsOf(dispute)} />
      {open && <DisputeActs dispute={dispute} />}
    </article>
  );
}

function DisputeActs({ dispute: { id, version } }: { readonly dispute: Dispute }) {
  const mayFile = useMay(projectsActions['projects.dispute']);
  const mayRelease = useMay(projectsActions['projects.release']);
  const ask = useConfirm();
  const queries = useQueryClient();
  const [form, setForm] = useState<'round' | 'paper'>();
  const close = () => setForm(undefined);
  const done = async () => {
    close();
    await queries.invalidateQueries({ queryKey: projectsQueries.key() });
  };
  const release = () =>
    ask({
      title: '解除暂缓',
      text: '确认意见已经统一，小区可以受理并列入计划。',
      okText: '解除暂缓',
      reasonLabel: '理由',
      run: async (reason) => {
        await projectsApi.disputes.release({ id, version, reason });
        await done();
      },
    });
  return (
    <div className="hj-actions">
      {mayFile && <Button onClick={() => setForm('round')}>登记一轮论证</Button>}
      {mayFile && <Button onClick={() => setForm('paper')}>登记材料</Button>}
      {mayRelease && <Button onClick={release}>解除暂缓</Button>}
      <FormDialog title="登记一轮论证" open={form === 'round'} onClose={close}>
        <RoundForm
          cancel={close}
          submit={async (values) => {
            await projectsApi.disputes.argue({ id, version, ...values });
            await done();
          }}
        />
      </FormDialog>
      <FormDialog title="登记材料" open={form === 'paper'} onClose={close}>
        <PaperForm
          cancel={close}
          submit={async (values) => {
            await projectsApi.disputes.file({ id, version, ...values });
            await done();
          }}
        />
      </FormDialog>
    </div>
  );
}
