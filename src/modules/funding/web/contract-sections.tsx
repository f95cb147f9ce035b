import { Tag } from 'antd';
import { Section } from '#ui/page.tsx';
import { dayText, instantText, yuanOf } from '#ui/quantity.ts';
import { type Column, Table } from '#ui/table.tsx';
import { paymentKindNames } from '../domain/ledger/words.ts';
import { type ContractDetail, PaperLink } from './works-words.tsx';

type Props = { readonly contract: ContractDetail };
type Line = ContractDetail['lines'][number];
type Source = ContractDetail['sources'][number];
type Measurement = ContractDetail['measurements'][number];
const end = { align: 'end' } as const;

const lineColumns: readonly Column<Line>[] = [
  { key: 'estate', title: '小区', render: (one) => one.estateName },
  { key: 'title', title: '内容', render: (one) => one.title },
  { key: 'quantity', title: '合同数量', render: (one) => `${one.quantity} ${one.unit}`, ...end },
  { key: 'measured', title: '已计量', render: (one) => `${one.measuredQuantity} ${one.unit}`, ...end },
  { key: 'amount', title: '合同金额（元）', render: (one) => yuanOf(one.amountFen), ...end },
  { key: 'worth', title: '计量金额（元）', render: (one) => yuanOf(one.measuredFen), ...end },
];

/** 清单: contract against measured work, line by line. */
export const BillSection = ({ contract }: Props) => (
  <Section title="清单与计量">
    <Table
      caption="合同清单"
      columns={lineColumns}
      rows={contract.lines}
      rowKey={(one) => one.lineId}
      foot={
        <tr>
          <td colSpan={4}>合计</td>
          <td className="hj-end">{yuanOf(contract.amountFen)}</td>
          <td className="hj-end">{yuanOf(contract.measuredFen)}</td>
        </tr>
      }
    />
  </Section>
);

const sourceColumns: readonly Column<Source>[] = [
  { key: 'title', title: '来源', render: (one) => `${one.title}（${one.documentNumber}）` },
  { key: 'for', title: '用于', render: (one) => `${one.estateName} · ${one.itemTitle}` },
  { key: 'committed', title: '已签约', render: (one) => yuanOf(one.committedFen), ...end },
  { key: 'measured', title: '已计量', render: (one) => yuanOf(one.measuredFen), ...end },
  { key: 'payable', title: '应付未授权', render: (one) => yuanOf(one.payableFen), ...end },
  { key: 'authorised', title: '已授权未付', render: (one) => yuanOf(one.authorisedFen), ...end },
  { key: 'paid', title: '已付', render: (one) => yuanOf(one.paidFen), ...end },
  { key: 'retained', title: '质保金', render: (one) => yuanOf(one.retainedFen), ...end },
];

export const SourcesSection = ({ contract }: Props) => (
  <Section title="资金来源" about="每个来源在本合同中签约、计量、应付、授权与已付的金额，单位元。">
    <Table
      caption="资金来源"
      columns={sourceColumns}
      rows={contract.sources}
      rowKey={(one) => `${one.sourceId} ${one.estateName} ${one.itemTitle}`}
    />
  </Section>
);

const measurementColumns: readonly Column<Measurement>[] = [
  {
    key: 'day',
    title: '计量日期',
    render: (one) => (
      <>
        {dayText(one.measuredOn)} {one.reversed && <Tag>已冲正</Tag>}
      </>
    ),
  },
  { key: 'gross', title: '计量金额', render: (one) => yuanOf(one.grossFen), ...end },
  { key: 'recovered', title: '扣回预付款', render: (one) => yuanOf(one.recoveredFen), ...end },
  { key: 'retained', title: '质保金', render: (one) => yuanOf(one.retainedFen), ...end },
  { key: 'payable', title: '转应付', render: (one) => yuanOf(one.payableFen), ...end },
  { key: 'file', title: '签证', render: (one) => <PaperLink file={one.file} /> },
  { key: 'by', title: '登记', render: (one) => `${one.by} ${instantText(one.at)}` },
];

export const MeasurementsSection = ({ contract }: Props) => (
  <Section title="计量记录">
    <Table
      caption="计量记录"
      columns={measurementColumns}
      rows={contract.measurements}
      rowKey={(one) => one.id}
      empty="还没有计量"
    />
  </Section>
);

/** 关口: what is missing before which payment. */
export const GatesSection = ({ contract }: Props) => (
  <Section title="支付条件" about="合同签订时冻结；缺一项，授权支付就会被拒绝。">
    <Table
      caption="支付条件"
      rows={contract.gates}
      rowKey={(one) => one.kind}
      columns={[
        { key: 'kind', title: '款项', render: (one) => paymentKindNames[one.kind] },
        {
          key: 'gates',
          title: '关口',
          render: (one) =>
            one.gates.length === 0
              ? '无须关口'
              : one.gates.map((gate) => (
                  <Tag key={gate.gate} color={gate.passed ? 'success' : 'warning'}>
                    {gate.title}：{gate.passed ? '已通过' : '未通过'}
                  </Tag>
                )),
        },
      ]}
    />
  </Section>
);

/** 保修: from acceptance, item by item, and when retention is free. */
export const WarrantySection = ({ contract }: Props) => (
  <Section
    title="保修与质量保证金"
    about={
      contract.acceptedOn
        ? `${dayText(contract.acceptedOn)}竣工验收；缺陷责任期 ${contract.defectMonths} 个月，质量保证金自${dayText(contract.retentionFreeOn)}起可申请返还。`
        : '尚未竣工验收，保修期未起算。'
    }
  >
    <Table
      caption="保修期"
      rows={contract.warranties}
      rowKey={(one) => one.item}
      columns={[
        { key: 'item', title: '内容', render: (one) => one.itemTitle },
        { key: 'term', title: '最低保修期', render: (one) => one.term },
        { key: 'until', title: '到期', render: (one) => dayText(one.endsOn) },
      ]}
    />
  </Section>
);

export const ChangesSection = ({ contract }: Props) =>
  contract.changes.length === 0 ? null : (
    <Section title="合同变更">
      <Table
        caption="合同变更"
        rows={contract.changes}
        rowKey={(one) => one.id}
        columns={[
          { key: 'day', title: '批准', render: (one) => dayText(one.approvedOn) },
          { key: 'number', title: '文号', render: (one) => one.documentNumber },
          { key: 'before', title: '变更前（元）', render: (one) => yuanOf(one.beforeFen), ...end },
          { key: 'after', title: '变更后（元）', render: (one) => yuanOf(one.afterFen), ...end },
          { key: 'reason', title: '理由', render: (one) => one.reason },
          { key: 'by', title: '登记', render: (one) => one.by },
        ]}
      />
    </Section>
  );
