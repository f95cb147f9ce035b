import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Tag } from 'antd';
import { useState } from 'react';
import { FormDialog, SubmitForm } from '#ui/form.tsx';
import { Section } from '#ui/page.tsx';
import { dayText, yuanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { Table } from '#ui/table.tsx';
import { fundingApi, fundingQueries } from './api.ts';
import { fenOfYuan, type PaymentDetail, yuanInput } from './works-words.tsx';

type Props = { readonly payment: PaymentDetail };
type Holding = PaymentDetail['holdings'][number];

/** What is asked for and out of which sources; those who may change the sources here. */
export function LinesSection({ payment }: Props) {
  const [open, setOpen] = useState(false);
  const propose = useAct({
    run: () => fundingApi.payments.assign({ id: payment.id, version: payment.version, lines: [] }),
    done: '已按规则重新指定来源',
    stale: [fundingQueries.payments.key()],
  });
  const acts = payment.mayAssign && (
    <>
      <Button loading={propose.isPending} onClick={() => propose.mutate()}>
        按规则指定
      </Button>
      <Button onClick={() => setOpen(true)}>调整来源</Button>
    </>
  );
  return (
    <Section
      title="款项与来源"
      about="来源按用途限定选取，先到期的先用；授权时由账目逐项核对，不符的拒绝并说明。"
      actions={acts}
    >
      <Table
        caption="款项与来源"
        rows={payment.lines}
        rowKey={(one) => `${one.estateId} ${one.item} ${one.sourceId ?? ''}`}
        columns={[
          { key: 'item', title: '内容', render: (one) => `${one.estateName} · ${one.itemTitle}` },
          { key: 'amount', title: '金额（元）', align: 'end', render: (one) => yuanOf(one.amountFen) },
          {
            key: 'source',
            title: '来源',
            render: (one) =>
              one.sourceTitle ? `${one.sourceTitle}（${one.documentNumber ?? ''}）` : '提交时按规则指定',
          },
          { key: 'why', title: '理由', render: (one) => one.reason || '—' },
        ]}
      />
      <FormDialog title="调整来源" open={open} onClose={() => setOpen(false)} width={860}>
        <SourcesForm payment={payment} close={() => setOpen(false)} />
      </FormDialog>
    </Section>
  );
}

const keyOf = (one: { estateId: string; item: string; sourceId: string | null }) =>
  `${one.estateId} ${one.item} ${one.sourceId ?? ''}`;

function SourcesForm({ payment, close }: Props & { readonly close: () => void }) {
  const queries = useQueryClient();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(payment.lines.map((line) => [keyOf(line), yuanInput(line.amountFen)])),
  );
  const submit = async () => {
    const lines = payment.holdings.flatMap(({ estateId, item, sourceId }) => {
      const text = typed[keyOf({ estateId, item, sourceId })]?.trim() ?? '';
      return text === '' || text === '0'
        ? []
        : [{ estateId, item, sourceId, amountFen: fenOfYuan(text) ?? text }];
    });
    await fundingApi.payments.assign({ id: payment.id, version: payment.version, lines });
    await queries.invalidateQueries({ queryKey: fundingQueries.payments.key() });
    close();
  };
  const itemOf = (one: Holding) => {
    const line = payment.lines.find((other) => other.estateId === one.estateId && other.item === one.item);
    return `${line?.estateName ?? ''} · ${line?.itemTitle ?? one.item}`;
  };
  return (
    <SubmitForm submitText="保存来源" onSubmit={submit} onCancel={close}>
      <p className="hj-about">每项内容的合计不能改变，只能在来源之间调整。</p>
      <Table
        caption="可选来源"
        rows={payment.holdings}
        rowKey={keyOf}
        dense
        columns={[
          { key: 'item', title: '内容', render: itemOf },
          { key: 'source', title: '来源', render: (one) => `${one.title}（${one.documentNumber}）` },
          { key: 'until', title: '到期', render: (one) => dayText(one.expiresOn) },
          {
            key: 'held',
            title: '还有（元）',
            align: 'end',
            render: (one) => (
              <>
                {yuanOf(one.heldFen)} {one.barred && <Tag color="error">{one.barred}</Tag>}
              </>
            ),
          },
          {
            key: 'amount',
            title: '使用（元）',
            width: '9em',
            render: (one) => (
              <Input
                aria-label={`${itemOf(one)}使用${one.title}`}
                inputMode="decimal"
                value={typed[keyOf(one)] ?? ''}
                onChange={(event) => setTyped((now) => ({ ...now, [keyOf(one)]: event.target.value }))}
              />
            ),
          },
        ]}
      />
    </SubmitForm>
  );
}
