import { Alert, Button, Form, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { Section } from '#ui/page.tsx';
import { dayText, instantText, wanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useMay } from '#ui/session.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { changesActions } from '../contract-changes.ts';
import { type FigureKind, figureKindNames, figureStateNames } from '../domain/changes/variation.ts';
import { schemeApi, schemeQueries } from './api.ts';
import type { Changes } from './changes-tab.tsx';
import { Waiting } from './changes-waiting.tsx';
import { fenOfWan } from './scheme-draft.ts';
import { optionsOf, type Scheme } from './schemes-words.tsx';

type Investment = Changes['investment'];
type Figure = Investment['figures'][number];
type Values = {
  readonly kind: FigureKind;
  readonly wan: string;
  readonly authority: string;
  readonly documentNumber: string;
  readonly decidedOn: string;
  readonly moneySource?: string;
  readonly note?: string;
};

const stateColours = { effective: 'success', asked: 'processing', refused: 'default' } as const;

const columns: readonly Column<Figure>[] = [
  { key: 'kind', title: '种类', render: (one) => figureKindNames[one.kind] },
  { key: 'amount', title: '金额（万元）', align: 'end', render: (one) => wanOf(one.amount) },
  { key: 'authority', title: '批准单位', render: (one) => one.authority },
  { key: 'number', title: '文号', render: (one) => one.documentNumber },
  { key: 'on', title: '日期', render: (one) => dayText(one.decidedOn) },
  { key: 'source', title: '资金来源', render: (one) => one.moneySource ?? '—' },
  { key: 'by', title: '登记', render: (one) => `${one.enteredBy} ${instantText(one.enteredAt)}` },
  {
    key: 'state',
    title: '效力',
    render: (one) => (
      <>
        <Tag color={stateColours[one.state]}>{figureStateNames[one.state]}</Tag>
        {one.decidedBy && (
          <div>
            {one.decidedBy} {instantText(one.decidedAt)} {one.state === 'effective' ? '确认' : '办理'}
            {one.decision && `：${one.decision}`}
          </div>
        )}
      </>
    ),
  },
];

/** What an open report holds up, for a scheme where it stands. */
const reportWords: Readonly<Record<Scheme['state'], string>> = {
  draft: '登记前不能提交',
  submitted: '登记前不能批准',
  reviewed: '登记前不能批准',
  posted: '登记前不能批准',
  approved: '方案已经批准，请补登记报告或批复',
  returned: '请登记报告或批复',
  cancelled: '方案已经取消',
};

type StateProps = { readonly of: Investment; readonly state: Scheme['state'] };

/** Article 12, as it stands: its own figures and its own sentence. */
function EstimateState({ of, state }: StateProps) {
  const { estimate, total } = of;
  const sums = `方案总投资 ${wanOf(total)} 万元，经批准的投资估算 ${wanOf(estimate.estimate)} 万元，不必报告的限度 ${wanOf(estimate.limit)} 万元`;
  const words = {
    noEstimate: `还没有登记经批准的投资估算，暂不能按${estimate.article}核对。`,
    within: `${sums}，在限度之内（${estimate.article}）。`,
    mustReport: `${sums}，超估算 ${wanOf(estimate.over)} 万元，应当报告，可能须重报可行性研究报告；${reportWords[state]}（${estimate.article}）。`,
    reported: `${sums}，超出部分已有报告或批复（${estimate.article}）。`,
  };
  const type = { noEstimate: 'info', within: 'success', mustReport: 'error', reported: 'success' } as const;
  return (
    <Alert type={type[estimate.state]} showIcon title="概算与估算" description={words[estimate.state]} />
  );
}

/** Article 23, as it stands. */
function BudgetState({ of }: Pick<StateProps, 'of'>) {
  const { budget } = of;
  const sums = `计划投资 ${wanOf(budget.planned)} 万元，经核定的概算 ${wanOf(budget.budget)} 万元`;
  const words = {
    noBudget: `方案批准后按${budget.article}核对：超过核定概算的，先有核定和资金来源。`,
    within: `${sums}，没有超过（${budget.article}）。`,
    needsApproval: `${sums}，超出 ${wanOf(budget.over)} 万元，还缺核定和资金来源，并须由另一人确认（${budget.article}）。`,
    approved: `${sums}，超出部分已经核定并有资金来源（${budget.article}）。`,
  };
  const type = { noBudget: 'info', within: 'success', needsApproval: 'error', approved: 'success' } as const;
  return <Alert type={type[budget.state]} showIcon title="投资与概算" description={words[budget.state]} />;
}

const amountRule = {
  validator: (_: unknown, text: string | undefined) =>
    text && fenOfWan(text) ? Promise.resolve() : Promise.reject(new Error('应为大于 0 的万元，至多六位小数')),
};

function Fields() {
  const kind = Form.useWatch<FigureKind | undefined>('kind');
  return (
    <>
      <Form.Item name="kind" label="种类">
        <Select options={optionsOf(figureKindNames)} />
      </Form.Item>
      <Form.Item
        name="wan"
        label={kind === 'report' || kind === 'excess' ? '允许的总金额（万元）' : '金额（万元）'}
        rules={[amountRule]}
      >
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item name="authority" label="批准单位" rules={[needed('批准单位')]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="documentNumber" label="文号" rules={[needed('文号')]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="decidedOn" label="文件日期" rules={[needed('文件日期')]}>
        <Input type="date" />
      </Form.Item>
      {(kind === 'excess' || kind === 'preliminaryBudget') && (
        <Form.Item
          name="moneySource"
          label={kind === 'excess' ? '资金来源' : '资金来源（提高已核定的概算时须写明）'}
          rules={kind === 'excess' ? [needed('资金来源')] : []}
        >
          <Input maxLength={200} />
        </Form.Item>
      )}
      <Form.Item name="note" label="备注">
        <Input maxLength={500} />
      </Form.Item>
    </>
  );
}

/** 投资控制: the figures entered, and the two articles each on its own. */
export function Investment({
  scheme,
  investment,
}: {
  readonly scheme: Scheme;
  readonly investment: Investment;
}) {
  const [open, setOpen] = useState(false);
  const records = useMay(changesActions['scheme.investment.record']) && scheme.writable;
  const confirms = useMay(changesActions['scheme.investment.confirm']) && scheme.writable;
  const act = useAct({
    run: ({ wan, moneySource, note, ...values }: Values) =>
      schemeApi.changes.recordFigure({
        ...values,
        id: scheme.id,
        amount: String(fenOfWan(wan) ?? 0n),
        moneySource: moneySource?.trim() || null,
        note: note ?? '',
      }),
    done: '已登记',
    stale: [schemeQueries.key()],
    after: () => setOpen(false),
    quiet: true,
  });
  return (
    <Section
      title="投资控制"
      actions={records && <Button onClick={() => setOpen(true)}>登记估算、概算或批复</Button>}
    >
      <div className="scheme-findings">
        <EstimateState of={investment} state={scheme.state} />
        <BudgetState of={investment} />
        <Waiting of={investment.figures} decides={confirms} />
      </div>
      <Table
        caption="登记的估算、概算与批复"
        columns={columns}
        rows={investment.figures}
        rowKey={(one) => one.id}
        empty="还没有登记"
      />
      <FormDialog title="登记估算、概算或批复" open={open} onClose={() => setOpen(false)}>
        <SubmitForm<Values>
          initial={{ kind: 'estimate' }}
          submitText="登记"
          onSubmit={act.mutateAsync}
          onCancel={() => setOpen(false)}
        >
          <Fields />
        </SubmitForm>
      </FormDialog>
    </Section>
  );
}
