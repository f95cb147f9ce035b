import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select, Space, Tag } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { chosen, FormDialog, SubmitForm } from '#ui/form.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { Section } from '#ui/page.tsx';
import { dayText, yuanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { householdsActions } from '../contract-households.ts';
import { yuanText } from '../domain/household/amount.ts';
import type { MatchKind } from '../domain/household/words.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { fenText, type Line, lineStateNames, matchKindNames, options, yuanRule } from './household-words.tsx';

type One = Awaited<ReturnType<typeof fundingApi.households.bank.show>>;
const stale = [fundingQueries.households.key()];
const colors: Readonly<Record<MatchKind, string>> = {
  exact: 'success',
  probable: 'warning',
  none: 'default',
  duplicate: 'default',
  return: 'error',
};

function lineFilters(query: ListQuery) {
  const match = (Object.keys(matchKindNames) as MatchKind[]).find((each) => each === query.filters.match);
  const state = (Object.keys(lineStateNames) as (keyof typeof lineStateNames)[]).find(
    (each) => each === query.filters.state,
  );
  return { ...(match ? { match } : {}), ...(state ? { state } : {}) };
}

/** Every line with what it was matched to; open ones are dealt with from the keyboard: Tab to the button, Enter. */
export function StatementDesk({ one }: { readonly one: One }) {
  const [hand, setHand] = useState<Line>();
  return (
    <Section
      title="各笔"
      about="可能的一笔看过理由再确认；未对上的手工匹配，可分到几户；不属本归集的写明原因。"
    >
      <DataTable<Line>
        name="funding.statement.lines"
        caption="各笔"
        queryKey={[...fundingQueries.households.bank.key(), 'lines', one.id]}
        load={async (query, signal) => {
          const { page, size } = pageInput(query);
          return pageAnswer(
            await fundingApi.households.bank.lines(
              { id: one.id, page, size, ...lineFilters(query) },
              { signal },
            ),
          );
        }}
        rowKey={(line) => line.id}
        columns={[
          { key: 'row', title: '行', render: (line) => line.row },
          { key: 'day', title: '日期', width: '9em', render: (line) => dayText(line.bookedOn) },
          {
            key: 'amount',
            title: '金额（元）',
            align: 'end',
            render: (line) => `${line.direction === 'out' ? '−' : ''}${yuanOf(line.amountFen)}`,
          },
          {
            key: 'payer',
            title: '对方',
            render: (line) => `${line.payerMasked || '—'} ${line.accountMasked}`,
          },
          { key: 'memo', title: '附言', width: '12em', render: (line) => line.memoMasked || '—' },
          {
            key: 'match',
            title: '匹配',
            width: '14em',
            render: (line) => (
              <>
                <Tag color={colors[line.match]}>{matchKindNames[line.match]}</Tag>
                {line.parts
                  .map(
                    (part) =>
                      `${part.place} ${yuanOf(part.amountFen)} 元${part.receiptNumber ? `（${part.receiptNumber}）` : ''}`,
                  )
                  .join('；')}
                <div>{line.ignoredReason ?? line.reasons.join('；')}</div>
              </>
            ),
          },
          { key: 'state', title: '状态', render: (line) => lineStateNames[line.state] },
          {
            key: 'acts',
            title: '办理',
            render: (line) => <LineActs one={one} line={line} hand={() => setHand(line)} />,
          },
        ]}
        filters={[
          { key: 'state', label: '状态', options: options(lineStateNames) },
          { key: 'match', label: '匹配', options: options(matchKindNames) },
        ]}
        empty="没有一笔收支"
      />
      {hand && <Hand one={one} line={hand} close={() => setHand(undefined)} />}
    </Section>
  );
}

function LineActs({
  one,
  line,
  hand,
}: {
  readonly one: One;
  readonly line: Line;
  readonly hand: () => void;
}) {
  const banks = useMay(householdsActions['funding.households.bank']);
  const ask = useConfirm();
  const name = `第 ${line.row} 行`;
  const accept = useAct({
    run: () =>
      fundingApi.households.bank.match({
        ...{ id: line.id, version: line.version },
        parts: line.parts.map(({ billId, amountFen }) => ({ billId, amountFen })),
      }),
    ...{ stale, done: '已入账' },
  });
  const back = useAct({
    run: () => fundingApi.households.bank.takeBack({ id: line.id, version: line.version }),
    ...{ stale, done: '原收据已作废', quiet: true },
  });
  const ignore = useAct({
    run: (reason: string) =>
      fundingApi.households.bank.ignore({ id: line.id, version: line.version, reason }),
    ...{ stale, quiet: true },
  });
  if (!banks || one.state !== 'committed' || line.state !== 'open') return null;
  return (
    <Space wrap size={4}>
      {line.match === 'probable' && (
        <Button
          size="small"
          type="primary"
          aria-label={`确认${name}`}
          loading={accept.isPending}
          onClick={() => accept.mutate()}
        >
          确认
        </Button>
      )}
      {line.match === 'return' && (
        <Button
          size="small"
          aria-label={`确认退回${name}`}
          onClick={() =>
            ask({
              title: '确认退回并作废原收据？',
              text: '账上冲正，这一户恢复为未缴。',
              okText: '确认退回',
              danger: true,
              run: () => back.mutateAsync(),
            })
          }
        >
          确认退回
        </Button>
      )}
      {line.direction === 'in' && (
        <Button size="small" aria-label={`手工匹配${name}`} onClick={hand}>
          手工匹配
        </Button>
      )}
      <Button
        size="small"
        aria-label={`不属本归集${name}`}
        onClick={() =>
          ask({
            title: '这一笔不属本归集？',
            okText: '不再处理',
            reasonLabel: '原因',
            run: (reason) => ignore.mutateAsync(reason),
          })
        }
      >
        不属本归集
      </Button>
    </Space>
  );
}

type HandValues = { readonly parts: { billId: string; yuan: string }[] };

/** One line given to one part or several; the sum must be the line's. */
function Hand({ one, line, close }: { readonly one: One; readonly line: Line; readonly close: () => void }) {
  const act = useAct({
    run: (values: HandValues) =>
      fundingApi.households.bank.match({
        ...{ id: line.id, version: line.version },
        parts: values.parts.map((part) => ({ billId: part.billId, amountFen: fenText(part.yuan) })),
      }),
    ...{ stale, done: '已入账', quiet: true },
  });
  return (
    <FormDialog title={`手工匹配 ${yuanOf(line.amountFen)} 元`} open onClose={close}>
      <SubmitForm<HandValues>
        initial={{ parts: [{ billId: '', yuan: yuanText(BigInt(line.amountFen)) }] }}
        submitText="入账"
        onCancel={close}
        onSubmit={async (values) => {
          await act.mutateAsync(values);
          close();
        }}
      >
        <p>附言：{line.memoMasked || '—'}</p>
        <Form.List name="parts">
          {(fields, { add, remove }) => (
            <>
              {fields.map((field) => (
                <Space key={field.key} align="end" wrap>
                  <Form.Item name={[field.name, 'billId']} label="房屋" rules={[chosen('房屋')]}>
                    <BillSelect estateId={one.estateId} />
                  </Form.Item>
                  <Form.Item name={[field.name, 'yuan']} label="金额（元）" rules={[yuanRule]}>
                    <Input inputMode="decimal" style={{ width: '9em' }} />
                  </Form.Item>
                  {fields.length > 1 && (
                    <Form.Item>
                      <Button onClick={() => remove(field.name)}>删去</Button>
                    </Form.Item>
                  )}
                </Space>
              ))}
              <div>
                <Button onClick={() => add({ billId: '', yuan: '' })}>再分一户</Button>
              </div>
            </>
          )}
        </Form.List>
      </SubmitForm>
    </FormDialog>
  );
}

type SelectProps = {
  readonly estateId: string;
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (id: string) => void;
};
function BillSelect({ estateId, id, value, onChange }: SelectProps) {
  const [search, setSearch] = useState('');
  const query = useQuery(
    fundingQueries.households.bills.find.queryOptions({
      input: { estateId, search },
      enabled: search.trim() !== '',
    }),
  );
  return (
    <Select
      {...(id ? { id } : {})}
      {...(value ? { value } : {})}
      {...(onChange ? { onChange } : {})}
      style={{ width: '20em', maxWidth: '80vw' }}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      loading={query.isFetching}
      placeholder="输入房号或账单号"
      notFoundContent={search ? '没有相符的账单' : '输入房号或账单号查找'}
      options={(query.data ?? []).map((bill) => ({
        value: bill.id,
        label: `${bill.place} ${bill.ownerMasked}，待缴 ${yuanOf(bill.leftFen)} 元`,
      }))}
    />
  );
}
