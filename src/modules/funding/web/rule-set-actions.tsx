import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { rulesActions } from '../contract-rules.ts';
import { fundingApi, fundingQueries } from './api.ts';
import type { RuleSet } from './rules-words.ts';

type Props = { readonly set: RuleSet };
const stale = [fundingQueries.rules.key()];

/** What can be done with a version now: propose, approve, give back, cancel. */
export function RuleSetActions({ set }: Props) {
  const edits = useMay(rulesActions['funding.rules.edit']);
  const enforces = useMay(rulesActions['funding.rules.enforce']);
  const [proposing, setProposing] = useState(false);
  if (set.state === 'inForce' || set.state === 'cancelled') return null;
  return (
    <>
      {set.state === 'draft' && edits && (
        <Button type="primary" onClick={() => setProposing(true)}>
          提请生效
        </Button>
      )}
      {set.state === 'proposed' && enforces && <Decide set={set} />}
      {edits && <Cancel set={set} />}
      <FormDialog title="提请生效" open={proposing} onClose={() => setProposing(false)}>
        <ProposeForm set={set} close={() => setProposing(false)} />
      </FormDialog>
    </>
  );
}

function Decide({ set }: Props) {
  const { id, version } = set;
  const ask = useConfirm();
  const enforce = useAct({
    run: () => fundingApi.rules.enforce({ id, version }),
    done: '已批准，到生效日期起按这一版测算',
    stale,
    quiet: true,
  });
  const giveBack = useAct({
    run: (reason: string) => fundingApi.rules.giveBack({ id, version, reason }),
    done: '已退回',
    stale,
    quiet: true,
  });
  return (
    <>
      <Button
        type="primary"
        disabled={set.proposedByMe}
        title={set.proposedByMe ? '您提请的，须由另一人批准' : undefined}
        onClick={() =>
          ask({
            title: '批准生效',
            text: `自 ${set.fromDay} 起各小区按这一版测算。生效后不能改动，要改须另起草一版。`,
            okText: '批准生效',
            run: () => enforce.mutateAsync(),
          })
        }
      >
        批准生效
      </Button>
      <Button
        onClick={() =>
          ask({
            title: '退回草案',
            okText: '退回',
            reasonLabel: '理由',
            run: (reason) => giveBack.mutateAsync(reason),
          })
        }
      >
        退回
      </Button>
    </>
  );
}

function Cancel({ set: { id, version } }: Props) {
  const ask = useConfirm();
  const cancel = useAct({
    run: (reason: string) => fundingApi.rules.cancel({ id, version, reason }),
    done: '已作废',
    stale,
    quiet: true,
  });
  return (
    <Button
      danger
      onClick={() =>
        ask({
          title: '作废这一版',
          text: '作废后留存备查，不能恢复，可以从它另起草一版。',
          okText: '作废',
          reasonLabel: '理由',
          danger: true,
          run: (reason) => cancel.mutateAsync(reason),
        })
      }
    >
      作废
    </Button>
  );
}

function ProposeForm({ set, close }: Props & { readonly close: () => void }) {
  const act = useAct({
    run: (fromDay: string) => fundingApi.rules.propose({ id: set.id, version: set.version, fromDay }),
    done: '已提请，待另一人批准',
    stale,
    quiet: true,
  });
  return (
    <SubmitForm<{ fromDay: string }>
      submitText="提请生效"
      onCancel={close}
      onSubmit={async ({ fromDay }) => {
        await act.mutateAsync(fromDay);
        close();
      }}
    >
      <Form.Item
        name="fromDay"
        label="生效日期"
        rules={[needed('生效日期')]}
        extra="不得早于今天。批准前草案不再修改，须另一人批准。"
      >
        <Input type="date" />
      </Form.Item>
    </SubmitForm>
  );
}
