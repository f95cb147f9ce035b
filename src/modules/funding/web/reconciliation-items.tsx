import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { Section } from '#ui/page.tsx';
import { yuanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { allocationsActions } from '../contract-allocations.ts';
import { noteKindNames } from '../domain/allocation/words.ts';
import { postingNames } from './allocations-words.ts';
import { fundingApi, fundingQueries } from './api.ts';
import type { Reconciliation } from './reconciliation.page.tsx';

type Bank = Reconciliation['bank'][number];
type Book = Reconciliation['book'][number];
type Kind = NonNullable<Bank['note']>['kind'];
type Explained = { readonly side: 'bank' | 'book' | 'opening'; readonly ref: string; readonly what: string };
type Values = { kind: Kind; note: string };

const stale = [fundingQueries.allocations.reconciliations.key()];
const noteText = (note: Bank['note']) => (note ? `${noteKindNames[note.kind]}：${note.note}` : '—');

/** Lines and postings, paired by hand where the computer was in doubt, explained where they stand alone. */
export function ReconciliationItems({ one }: { readonly one: Reconciliation }) {
  const may = useMay(allocationsActions['funding.allocations.reconcile']) && one.state === 'open';
  const [explained, setExplained] = useState<Explained>();
  const [paired, setPaired] = useState<Bank>();
  const { id, version, figures } = one;
  const match = useAct({
    run: (pair: { lineId: string; postingId: string | null }) =>
      fundingApi.allocations.reconciliations.match({ id, version, ...pair }),
    ...{ stale, after: () => setPaired(undefined) },
  });
  const explain = (side: Explained['side'], ref: string, what: string) =>
    may && (
      <Button size="small" aria-label={`说明${what}`} onClick={() => setExplained({ side, ref, what })}>
        说明
      </Button>
    );
  return (
    <>
      {figures.openingDifferenceFen !== '0' && (
        <Section
          title="启用前差额"
          about={`第一个对账月份之前，银行与账上相差 ${yuanOf(figures.openingDifferenceFen)} 元。${noteText(figures.openingNote)}`}
          actions={explain('opening', 'opening', '启用前差额')}
        >
          <p>常见原因：系统启用前账户已有余额，或有未补记的收支。</p>
        </Section>
      )}
      <Section title="对账单" about="已对应的可以解除；没有对应的，选择账上记录或写明原因。">
        <Table<Bank>
          dense
          caption="对账单"
          rows={one.bank}
          rowKey={(row) => row.id}
          empty={<Nothing text="这个月没有收支。" />}
          columns={[
            { key: 'day', title: '日期', width: '8em', render: (row) => row.day },
            { key: 'amount', title: '收入（支出）', align: 'end', render: (row) => yuanOf(row.amountFen) },
            { key: 'party', title: '对方', render: (row) => row.party || row.summary || '—' },
            { key: 'voucher', title: '凭证号', render: (row) => row.voucher || row.serial || '—' },
            {
              key: 'state',
              title: '对应',
              width: '12em',
              render: (row) => (row.postingId ? '已对应' : noteText(row.note)),
            },
            {
              key: 'act',
              title: '',
              render: (row) =>
                may &&
                (row.postingId ? (
                  <Button size="small" onClick={() => match.mutate({ lineId: row.id, postingId: null })}>
                    解除
                  </Button>
                ) : (
                  <>
                    <Button size="small" onClick={() => setPaired(row)}>
                      对应
                    </Button>{' '}
                    {explain('bank', row.id, `${row.day} ${yuanOf(row.amountFen)}`)}
                  </>
                )),
            },
          ]}
        />
      </Section>
      <Section title="账上有、银行没有">
        <Table<Book>
          dense
          caption="账上有、银行没有"
          rows={one.book}
          rowKey={(row) => row.postingId}
          empty={<Nothing text="没有。" />}
          columns={[
            { key: 'day', title: '日期', width: '8em', render: (row) => row.day },
            { key: 'kind', title: '事项', render: (row) => postingNames[row.kind] ?? row.kind },
            { key: 'amount', title: '收入（支出）', align: 'end', render: (row) => yuanOf(row.amountFen) },
            { key: 'party', title: '对方', render: (row) => row.party || '—' },
            { key: 'voucher', title: '凭证号', render: (row) => row.voucher || '—' },
            { key: 'source', title: '来源', width: '12em', render: (row) => row.sourceTitle },
            { key: 'note', title: '说明', width: '12em', render: (row) => noteText(row.note) },
            {
              key: 'act',
              title: '',
              render: (row) => explain('book', row.postingId, `${row.day} ${yuanOf(row.amountFen)}`),
            },
          ]}
        />
      </Section>
      <FormDialog title="对应到账上记录" open={paired !== undefined} onClose={() => setPaired(undefined)}>
        {paired && (
          <Pick
            line={paired}
            book={one.book.filter((row) => row.amountFen === paired.amountFen)}
            choose={(postingId) => match.mutate({ lineId: paired.id, postingId })}
          />
        )}
      </FormDialog>
      <FormDialog title="写明原因" open={explained !== undefined} onClose={() => setExplained(undefined)}>
        {explained && <Explain one={one} item={explained} close={() => setExplained(undefined)} />}
      </FormDialog>
    </>
  );
}

type PickProps = {
  readonly line: Bank;
  readonly book: readonly Book[];
  readonly choose: (id: string) => void;
};

const Pick = ({ line, book, choose }: PickProps) => (
  <>
    <p>
      {line.day}，{yuanOf(line.amountFen)} 元，{line.party || line.summary}
    </p>
    <Table<Book>
      dense
      caption="金额和方向相同的账上记录"
      rows={book}
      rowKey={(row) => row.postingId}
      empty={<Nothing text="账上没有金额和方向相同而未对应的记录。请写明原因，或先在国库凭证中记账。" />}
      columns={[
        { key: 'day', title: '日期', render: (row) => row.day },
        { key: 'voucher', title: '凭证号', render: (row) => row.voucher || '—' },
        { key: 'source', title: '来源', render: (row) => row.sourceTitle },
        {
          key: 'act',
          title: '',
          render: (row) => (
            <Button size="small" type="primary" onClick={() => choose(row.postingId)}>
              对应
            </Button>
          ),
        },
      ]}
    />
  </>
);

type ExplainProps = { readonly one: Reconciliation; readonly item: Explained; readonly close: () => void };

function Explain({ one, item, close }: ExplainProps) {
  const { side, ref, what } = item;
  const act = useAct({
    run: (values: Values) =>
      fundingApi.allocations.reconciliations.explain({
        id: one.id,
        version: one.version,
        side,
        ref,
        ...values,
      }),
    ...{ stale, done: '已说明。', after: close, quiet: true },
  });
  return (
    <SubmitForm<Values> submitText="保存" onSubmit={(values) => act.mutateAsync(values)} onCancel={close}>
      <p>{what}</p>
      <Form.Item label="性质" name="kind" rules={[chosen('性质')]}>
        <Select options={Object.entries(noteKindNames).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item label="原因" name="note" rules={[needed('原因')]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </SubmitForm>
  );
}
