import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Input, Select, Space, Tag } from 'antd';
import { useState } from 'react';
import { FileDrop } from '#ui/file-drop.tsx';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { Figure, Figures, Page, Section } from '#ui/page.tsx';
import { dayText, numberText, yuanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { householdsActions } from '../contract-households.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { EstateSelect } from './estate-select.tsx';
import { chinaToday, decisionNames, fenText, yuanRule } from './household-words.tsx';

type Fund = Awaited<ReturnType<typeof fundingApi.households.fund.show>>;
type Drawdown = Awaited<ReturnType<typeof fundingApi.households.fund.drawdowns>>['items'][number];
const stale = [fundingQueries.households.key()];

/** 住宅专项维修资金: in its own account, by its own rules. */
export default function HouseholdFund() {
  const [estateId, setEstateId] = useState<string>();
  return (
    <Page about="维修资金在自己的账户里：只凭业主表决使用，不为专营设施列支，余额低于首期交存额一定比例的提示续交（六(一)）。">
      <label htmlFor="fund-estate">小区</label>
      <div style={{ maxWidth: '32em', marginBottom: 12 }}>
        <EstateSelect id="fund-estate" value={estateId} onChange={setEstateId} />
      </div>
      {estateId ? <OfEstate estateId={estateId} /> : <p>选定小区后查看余额、续交提示和使用申请。</p>}
      <Drawdowns estateId={estateId} />
    </Page>
  );
}

function OfEstate({ estateId }: { readonly estateId: string }) {
  const [renew, setRenew] = useState(false);
  const [asking, setAsking] = useState(false);
  const edits = useMay(householdsActions['funding.households.edit']);
  const query = useQuery(
    fundingQueries.households.fund.show.queryOptions({
      input: { estateId, size: 200, ...(renew ? { renew: 'true' as const } : {}) },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <Answer of={query}>
      {(fund) => (
        <>
          <Figures>
            <Figure
              label="首期交存"
              value={yuanOf(fund.firstDepositFen)}
              unit="元"
              note={`已导入 ${fund.known}/${fund.parts} 户`}
            />
            <Figure
              label="余额"
              value={yuanOf(fund.balanceFen)}
              unit="元"
              note={`截至 ${dayText(fund.asOf)}`}
            />
            <Figure
              label="须续交"
              value={numberText(fund.renew)}
              unit="户"
              note={`余额低于首期的 ${Number(fund.renewBelow) * 100}%`}
            />
          </Figures>
          {fund.renew > 0 && (
            <Alert
              type="warning"
              showIcon
              title={`${fund.renew} 户余额不足，应当续交：${fund.renewArticle}。`}
            />
          )}
          {edits && <Import estateId={estateId} />}
          <Section
            title="分户余额"
            actions={
              <Space wrap>
                <Checkbox checked={renew} onChange={(event) => setRenew(event.target.checked)}>
                  只看须续交
                </Checkbox>
                {edits && <Button onClick={() => setAsking(true)}>申请使用</Button>}
              </Space>
            }
          >
            <Table
              dense
              caption="分户余额"
              rows={fund.rows}
              rowKey={(row) => row.partId}
              empty="没有符合条件的房屋"
              columns={[
                { key: 'place', title: '房屋', render: (row) => row.place },
                {
                  key: 'first',
                  title: '首期交存（元）',
                  align: 'end',
                  render: (row) => yuanOf(row.firstDepositFen),
                },
                {
                  key: 'balance',
                  title: '余额（元）',
                  align: 'end',
                  render: (row) => yuanOf(row.balanceFen),
                },
                {
                  key: 'renew',
                  title: '续交',
                  render: (row) => (row.renew ? <Tag color="warning">应当续交</Tag> : '—'),
                },
              ]}
            />
          </Section>
          {asking && <Ask estateId={estateId} fund={fund} close={() => setAsking(false)} />}
        </>
      )}
    </Answer>
  );
}

function Import({ estateId }: { readonly estateId: string }) {
  const [asOf, setAsOf] = useState(chinaToday());
  const queries = useQueryClient();
  const [taken, setTaken] = useState<number>();
  return (
    <Section
      title="导入余额"
      about="表头：楼栋、单元、房号、首期交存额、余额（元）。再次导入只更新表中的房屋。"
    >
      <label htmlFor="fund-as-of">余额截至</label>{' '}
      <Input
        id="fund-as-of"
        type="date"
        value={asOf}
        style={{ width: '11em' }}
        onChange={(event) => setAsOf(event.target.value)}
      />
      <FileDrop<{ parts: number }>
        label="维修资金分户余额"
        accept={['.xlsx', '.csv']}
        maxBytes={20 * 1024 * 1024}
        path={`/api/funding/households/fund-balances?estateId=${estateId}&asOf=${asOf}`}
        onUploaded={({ parts }) => {
          setTaken(parts);
          void queries.invalidateQueries({ queryKey: fundingQueries.households.key() });
        }}
      />
      {taken !== undefined && <Alert type="success" showIcon title={`已导入 ${taken} 户的余额`} />}
    </Section>
  );
}

type Values = { title: string; item: string; yuan: string; matter: string };
function Ask({
  estateId,
  fund,
  close,
}: {
  readonly estateId: string;
  readonly fund: Fund;
  readonly close: () => void;
}) {
  const [key] = useState(() => crypto.randomUUID());
  const act = useAct({
    run: (values: Values) => {
      const [voteId = '', matterId = ''] = JSON.parse(values.matter) as string[];
      return fundingApi.households.fund.propose({
        ...{
          key,
          estateId,
          title: values.title,
          item: values.item,
          amountFen: fenText(values.yuan),
          voteId,
          matterId,
        },
      });
    },
    ...{ stale, done: '已提出，请另一人批准', quiet: true },
  });
  return (
    <FormDialog title="申请使用维修资金" open onClose={close}>
      <SubmitForm<Values>
        submitText="分摊到户并提出"
        onCancel={close}
        onSubmit={async (values) => {
          await act.mutateAsync(values);
          close();
        }}
      >
        <p>按专有部分面积分摊，不超过各户余额。专营设施不得列支：{fund.excludedArticle}。</p>
        <Form.Item name="title" label="名称" rules={[needed('名称')]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="item" label="改造内容" rules={[chosen('改造内容')]}>
          <Select
            options={fund.items.map((one) => ({
              value: one.id,
              label: one.excluded ? `${one.title}（不得列支）` : one.title,
              disabled: one.excluded,
            }))}
          />
        </Form.Item>
        <Form.Item name="yuan" label="金额（元）" rules={[yuanRule]}>
          <Input inputMode="decimal" />
        </Form.Item>
        <Form.Item name="matter" label="业主表决（使用维修资金）" rules={[chosen('业主表决')]}>
          <Select
            notFoundContent="没有已通过的使用维修资金的表决"
            options={fund.votes.map((one) => ({
              value: JSON.stringify([one.voteId, one.matterId]),
              label: one.label,
            }))}
          />
        </Form.Item>
      </SubmitForm>
    </FormDialog>
  );
}

function Drawdowns({ estateId }: { readonly estateId: string | undefined }) {
  const may = useMay(householdsActions['funding.households.approve']);
  const ask = useConfirm();
  const query = useQuery(
    fundingQueries.households.fund.drawdowns.queryOptions({
      input: { size: 100, ...(estateId ? { estateId } : {}) },
    }),
  );
  const decide = useAct({
    run: (input: { one: Drawdown; approve: boolean; note: string }) =>
      fundingApi.households.fund.decide({
        id: input.one.id,
        version: input.one.version,
        approve: input.approve,
        note: input.note,
      }),
    ...{ stale, done: '已办理', quiet: true },
  });
  return (
    <Section title="使用申请">
      <Answer of={query}>
        {({ items }) => (
          <Table
            caption="使用申请"
            rows={items}
            rowKey={(one) => one.id}
            empty="还没有使用申请"
            columns={[
              { key: 'title', title: '名称', render: (one) => one.title },
              { key: 'scope', title: '范围', render: (one) => one.scopeName },
              { key: 'item', title: '内容', render: (one) => one.itemTitle },
              { key: 'amount', title: '金额（元）', align: 'end', render: (one) => yuanOf(one.amountFen) },
              { key: 'vote', title: '表决', width: '12em', render: (one) => one.voteTitle },
              { key: 'by', title: '提出', render: (one) => one.proposedBy },
              {
                key: 'state',
                title: '办理',
                render: (one) =>
                  one.state !== 'proposed' || !may || one.own ? (
                    <Tag>{`${decisionNames[one.state]} ${one.decidedBy ?? ''}`}</Tag>
                  ) : (
                    <Space size={4}>
                      <Button
                        size="small"
                        type="primary"
                        aria-label={`批准 ${one.title}`}
                        onClick={() =>
                          ask({
                            title: `批准 ${one.title}？`,
                            text: '批准后各户余额随之减少，并为这笔资金另立来源。',
                            okText: '批准',
                            run: () => decide.mutateAsync({ one, approve: true, note: '' }),
                          })
                        }
                      >
                        批准
                      </Button>
                      <Button
                        size="small"
                        aria-label={`不同意 ${one.title}`}
                        onClick={() =>
                          ask({
                            ...{ title: `不同意 ${one.title}？`, okText: '不同意', reasonLabel: '意见' },
                            run: (note) => decide.mutateAsync({ one, approve: false, note }),
                          })
                        }
                      >
                        不同意
                      </Button>
                    </Space>
                  ),
              },
            ]}
          />
        )}
      </Answer>
    </Section>
  );
}
