import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { download } from '#ui/download.ts';
import { FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { wanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { type ReasonRequest, useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { allocationsActions } from '../contract-allocations.ts';
import type { Allocation } from './allocation-scheme.page.tsx';
import { fundingApi, fundingQueries } from './api.ts';

type Verb = 'submit' | 'sendBack' | 'revoke' | 'publish' | 'withdraw';
type Step = Omit<ReasonRequest, 'run'> & { readonly verb: Verb };
const steps: Readonly<Record<Verb, Step>> = {
  submit: { verb: 'submit', title: '提交审批', text: '提交后不能修改，由另一人批准。', okText: '提交' },
  sendBack: {
    verb: 'sendBack',
    title: '退回修改',
    text: '方案回到编制。',
    okText: '退回',
    reasonLabel: '理由',
  },
  revoke: {
    ...{ verb: 'revoke', title: '撤销批准', okText: '撤销批准', reasonLabel: '理由', danger: true },
    text: '账上的安排冲正，方案回到编制。已签约占用的由账本拒绝。',
  },
  publish: {
    ...{ verb: 'publish', title: '公布', okText: '公布' },
    text: '公布的版本冻结，之后不能修改也不能撤销。',
  },
  withdraw: {
    ...{ verb: 'withdraw', title: '作废', okText: '作废', reasonLabel: '理由', danger: true },
    text: '作废后不能恢复。',
  },
};

/** What may be done with the scheme now, by whoever looks at it, and its papers. */
export function AllocationActs({ one }: { readonly one: Allocation }) {
  const proposes = useMay(allocationsActions['funding.allocations.propose']);
  const approves = useMay(allocationsActions['funding.allocations.approve']);
  const publishes = useMay(allocationsActions['funding.allocations.publish']);
  const [approving, setApproving] = useState(false);
  const ask = useConfirm();
  const { id, version } = one;
  const act = useAct({
    run: ({ verb, reason }: { verb: Verb; reason: string }): Promise<unknown> => {
      const api = fundingApi.allocations.schemes;
      if (verb === 'submit' || verb === 'publish') return api[verb]({ id, version });
      return api[verb]({ id, version, reason });
    },
    ...{ stale: [fundingQueries.key()], done: '已办理。', quiet: true },
  });
  const button = ({ verb, ...request }: Step, primary = false) => (
    <Button
      key={verb}
      type={primary ? 'primary' : 'default'}
      danger={request.danger ?? false}
      onClick={() => ask({ ...request, run: (reason) => act.mutateAsync({ verb, reason }) })}
    >
      {request.title}
    </Button>
  );
  return (
    <>
      {one.state === 'draft' && proposes && button(steps.submit, true)}
      {one.state === 'submitted' && approves && (
        <Button type="primary" onClick={() => setApproving(true)}>
          批准
        </Button>
      )}
      {one.state === 'submitted' && approves && button(steps.sendBack)}
      {one.state === 'approved' && publishes && button(steps.publish, true)}
      {one.state === 'approved' && approves && button(steps.revoke)}
      {(one.state === 'draft' || one.state === 'submitted') && proposes && button(steps.withdraw)}
      <Papers id={id} title={one.title} />
      <FormDialog title="批准并安排资金" open={approving} onClose={() => setApproving(false)}>
        <Approve one={one} close={() => setApproving(false)} />
      </FormDialog>
    </>
  );
}

function Papers({ id, title }: { readonly id: string; readonly title: string }) {
  const take = useAct({
    run: (file: 'notice.docx' | 'lines.xlsx') =>
      download(`/api/funding/allocations/${id}/${file}`, `${title}${file.slice(file.indexOf('.'))}`),
  });
  return (
    <>
      <Button onClick={() => take.mutate('notice.docx')}>公示文稿</Button>
      <Button onClick={() => take.mutate('lines.xlsx')}>明细表</Button>
      <Button onClick={() => window.print()}>打印</Button>
    </>
  );
}

function Approve({ one, close }: { readonly one: Allocation; readonly close: () => void }) {
  const act = useAct({
    run: ({ approvalNumber }: { approvalNumber: string }) =>
      fundingApi.allocations.schemes.approve({ id: one.id, version: one.version, approvalNumber }),
    ...{ stale: [fundingQueries.key()], done: '已批准，资金已安排。', after: close, quiet: true },
  });
  return (
    <SubmitForm<{ approvalNumber: string }>
      submitText="批准并安排"
      onSubmit={(values) => act.mutateAsync(values)}
      onCancel={close}
    >
      <p>
        批准的同时在账上安排 {wanOf(one.amountFen)}{' '}
        万元；账本不允许的，什么也不安排。提出或提交的人不能自己批准。
      </p>
      <Form.Item label="批准文号" name="approvalNumber" rules={[needed('批准文号')]}>
        <Input maxLength={120} />
      </Form.Item>
    </SubmitForm>
  );
}
