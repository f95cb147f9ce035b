import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { AppLink } from '#ui/navigation.tsx';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { choiceActions } from '../contract-choices.ts';
import { participationApi, participationQueries } from './api.ts';
import type { Choice } from './choice-words.ts';

type Props = { readonly choice: Choice };
const stale = [participationQueries.choices.key()];

/** What can be done with a choice now. */
export function ChoiceActions({ choice }: Props) {
  const edits = useMay(choiceActions['participation.choice.edit']);
  const [dialog, setDialog] = useState<'open' | 'extend'>();
  const ask = useConfirm();
  const { id, version, state } = choice;
  const close = useAct({ run: () => participationApi.choices.close({ id, version }), done: '已计票', stale });
  const cancel = useAct({
    run: (reason: string) => participationApi.choices.cancel({ id, version, reason }),
    done: '已取消',
    stale,
    quiet: true,
  });
  const resident = (
    <a href={`/r/${choice.estateCode}/choices/${id}`} target="_blank" rel="noreferrer">
      居民看到的页面
    </a>
  );
  if (!edits || state === 'closed' || state === 'cancelled') return state === 'closed' ? resident : null;
  return (
    <>
      {state === 'open' && resident}
      {state === 'draft' && (
        <Button type="primary" onClick={() => setDialog('open')}>
          开始选择
        </Button>
      )}
      {state === 'open' && <Button onClick={() => setDialog('extend')}>延长期限</Button>}
      {state === 'open' && (
        <Button
          type="primary"
          disabled={!choice.overdue}
          title={choice.overdue ? undefined : '选择期限过后才能计票'}
          onClick={() =>
            ask({
              title: '结束选择并计票',
              text: `共 ${choice.ballots} 户参加。计票后结果立即公布，不能再改选，也不能重新打开。`,
              okText: '结束并计票',
              run: () => close.mutateAsync(),
            })
          }
        >
          结束并计票
        </Button>
      )}
      <Button
        danger
        onClick={() =>
          ask({
            title: '取消这次选择',
            text: '已收到的选票留存备查，不再计票。取消后不能恢复。',
            okText: '取消选择',
            reasonLabel: '理由',
            danger: true,
            run: (reason) => cancel.mutateAsync(reason),
          })
        }
      >
        取消这次选择
      </Button>
      <FormDialog
        title={dialog === 'extend' ? '延长选择期限' : '开始选择'}
        open={dialog !== undefined}
        onClose={() => setDialog(undefined)}
      >
        {dialog === 'extend' ? (
          <ExtendForm choice={choice} close={() => setDialog(undefined)} />
        ) : (
          <OpenForm choice={choice} close={() => setDialog(undefined)} />
        )}
      </FormDialog>
    </>
  );
}

type FormProps = Props & { readonly close: () => void };

function OpenForm({ choice: { id, version, estateId }, close }: FormProps) {
  const act = useAct({
    run: (days: { opensOn: string; closesOn: string }) =>
      participationApi.choices.open({ id, version, ...days }),
    done: '已开始，住户凭卡即可选择',
    stale,
    after: close,
    quiet: true,
  });
  return (
    <SubmitForm<{ opensOn: string; closesOn: string }>
      submitText="锁定菜单并开始"
      onSubmit={(days) => act.mutateAsync(days)}
      onCancel={close}
    >
      <p>
        开始后菜单、预算、份额和计票办法不能再改。住户凭<AppLink to="/participation/access">住户码</AppLink>
        选择；请先确认<AppLink to={`/survey/estates/${estateId}`}>业主花名册</AppLink>已导入。
      </p>
      <Form.Item name="opensOn" label="开始日期" rules={[needed('开始日期')]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="closesOn" label="结束日期（含当日）" rules={[needed('结束日期')]}>
        <Input type="date" />
      </Form.Item>
    </SubmitForm>
  );
}

function ExtendForm({ choice: { id, version, closesOn }, close }: FormProps) {
  const act = useAct({
    run: (values: { closesOn: string; reason: string }) =>
      participationApi.choices.extend({ id, version, ...values }),
    done: '期限已延长',
    stale,
    after: close,
    quiet: true,
  });
  return (
    <SubmitForm<{ closesOn: string; reason: string }>
      submitText="延长"
      onSubmit={(values) => act.mutateAsync(values)}
      onCancel={close}
    >
      <Form.Item name="closesOn" label={`新的结束日期（原定 ${closesOn}）`} rules={[needed('结束日期')]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="reason" label="理由" rules={[needed('理由')]}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </SubmitForm>
  );
}
