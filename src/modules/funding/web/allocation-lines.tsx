import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { Section } from '#ui/page.tsx';
import { yuanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { Nothing } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { classNames } from '../domain/calculator/by-area.ts';
import type { Allocation } from './allocation-scheme.page.tsx';
import { amountRule, fenText } from './allocations-query.ts';
import { fundingApi, fundingQueries } from './api.ts';

type Line = Allocation['lines'][number];
type Target = Pick<Line, 'sourceId' | 'projectId' | 'estateId' | 'item'>;
type Values = { target?: string; sourceId?: string; amount: string; reason?: string };
type Props = { readonly one: Allocation; readonly edits: boolean };
const plainYuan = (fen: string): string => yuanOf(fen).replaceAll(',', '');

/** The lines beside what the rule proposed; a draft's can be adjusted, each with its reason. */
export function AllocationLines({ one, edits }: Props) {
  const [line, setLine] = useState<Line | 'new'>();
  const documents = new Map(one.sources.map((source) => [source.sourceId, source.documentNumber]));
  const difference = (row: Line) => String(BigInt(row.amountFen) - BigInt(row.proposedFen));
  return (
    <Section
      title="安排明细"
      about="与规则建议不同的行写明理由，随方案公布。"
      actions={edits && <Button onClick={() => setLine('new')}>增加一行</Button>}
    >
      <Table<Line>
        caption="安排明细"
        rows={one.lines}
        rowKey={(row) => `${row.sourceId}${row.projectId}${row.estateId}${row.item}`}
        empty={<Nothing text="规则没有提出任何安排：来源的用途与需求不相合。" />}
        columns={[
          { key: 'estate', title: '小区', width: '9em', render: (row) => row.estateName },
          {
            key: 'item',
            title: '改造内容',
            width: '10em',
            render: (row) => `${row.itemTitle}（${classNames[row.itemClass]}）`,
          },
          {
            key: 'source',
            title: '指标文号',
            width: '12em',
            render: (row) => documents.get(row.sourceId) ?? '—',
          },
          { key: 'proposed', title: '按规则（元）', align: 'end', render: (row) => yuanOf(row.proposedFen) },
          {
            key: 'amount',
            title: '安排（元）',
            align: 'end',
            render: (row) => <strong>{yuanOf(row.amountFen)}</strong>,
          },
          {
            key: 'difference',
            title: '差额（元）',
            align: 'end',
            render: (row) => (difference(row) === '0' ? '—' : yuanOf(difference(row))),
          },
          { key: 'why', title: '依据', width: '14em', render: (row) => row.reason || row.why },
          ...(edits
            ? [
                {
                  key: 'act',
                  title: '',
                  render: (row: Line) => (
                    <Button
                      size="small"
                      aria-label={`调整${row.estateName}${row.itemTitle}`}
                      onClick={() => setLine(row)}
                    >
                      调整
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      <FormDialog
        title={line === 'new' ? '增加一行' : '调整安排'}
        open={line !== undefined}
        onClose={() => setLine(undefined)}
      >
        {line && <Adjust one={one} line={line} close={() => setLine(undefined)} />}
      </FormDialog>
    </Section>
  );
}

type AdjustProps = { readonly one: Allocation; readonly line: Line | 'new'; readonly close: () => void };

function Adjust({ one, line, close }: AdjustProps) {
  const act = useAct({
    run: (values: Values) => {
      const amountFen = fenText(values.amount) ?? '';
      const target = line === 'new' ? chosenTarget(values) : line;
      const { sourceId, projectId, estateId, item } = target;
      return fundingApi.allocations.schemes.adjust({
        ...{ id: one.id, version: one.version, sourceId, projectId, estateId, item },
        ...{ amountFen, reason: values.reason ?? '' },
      });
    },
    ...{ stale: [fundingQueries.key()], done: '已调整。', after: close, quiet: true },
  });
  const initial = line === 'new' ? {} : { amount: plainYuan(line.amountFen), reason: line.reason };
  return (
    <SubmitForm<Values>
      submitText="保存"
      initial={initial}
      onSubmit={(values) => act.mutateAsync(values)}
      onCancel={close}
    >
      {line === 'new' ? (
        <NewTarget one={one} />
      ) : (
        <p>
          {line.estateName}“{line.itemTitle}”，规则建议 {yuanOf(line.proposedFen)} 元。
        </p>
      )}
      <Form.Item label="安排（元）" name="amount" rules={[needed('金额'), amountRule]}>
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item label="理由（与规则建议不同时必填）" name="reason">
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </SubmitForm>
  );
}

function chosenTarget(values: Values): Target {
  const [projectId = '', estateId = '', item = ''] = (values.target ?? '').split('/');
  return { sourceId: values.sourceId ?? '', projectId, estateId, item };
}

const NewTarget = ({ one }: { readonly one: Allocation }) => (
  <>
    <Form.Item label="来源" name="sourceId" rules={[chosen('来源')]}>
      <Select
        options={one.sources.map((source) => ({
          value: source.sourceId,
          label: `${source.documentNumber} ${source.title}`,
        }))}
      />
    </Form.Item>
    <Form.Item label="小区和改造内容" name="target" rules={[chosen('改造内容')]}>
      <Select
        showSearch
        optionFilterProp="label"
        options={one.needs.map((need) => ({
          value: `${need.projectId}/${need.estateId}/${need.item}`,
          label: `${need.estateName} ${need.itemTitle}（仍缺 ${yuanOf(need.gapFen)} 元）`,
        }))}
      />
    </Form.Item>
  </>
);
