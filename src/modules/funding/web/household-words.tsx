import { Alert, Form, Input, Tag } from 'antd';
import { FileDrop } from '#ui/file-drop.tsx';
import { dayText, yuanOf } from '#ui/quantity.ts';
import type { Column } from '#ui/table.tsx';
import { fenOfYuan } from '../domain/household/amount.ts';
import {
  type BillState,
  billStateNames,
  type MatchKind,
  type reliefKinds,
  type reminderWays,
} from '../domain/household/words.ts';
import type { fundingApi } from './api.ts';

export type Collection = Awaited<ReturnType<typeof fundingApi.households.collections.show>>;
export type BillRow = Awaited<ReturnType<typeof fundingApi.households.bills.list>>['items'][number];
export type Bill = Awaited<ReturnType<typeof fundingApi.households.bills.show>>;
export type Line = Awaited<ReturnType<typeof fundingApi.households.bank.lines>>['items'][number];

export const reliefKindNames: Readonly<Record<(typeof reliefKinds)[number], string>> = {
  exemption: '免缴',
  hardship: '困难减免',
};
export const decisionNames = {
  proposed: '待批准',
  approved: '已批准',
  refused: '不同意',
  withdrawn: '已撤回',
} as const;
export const refundStateNames = {
  proposed: '待批准',
  approved: '待退付',
  refused: '不同意',
  paid: '已退付',
} as const;
export const reminderWayNames: Readonly<Record<(typeof reminderWays)[number], string>> = {
  door: '门贴通知',
  notice: '楼道公告',
  phone: '电话',
  visit: '上门',
};
export const matchKindNames: Readonly<Record<MatchKind, string>> = {
  exact: '对上',
  probable: '可能',
  none: '未对上',
  duplicate: '已入过账',
  return: '退回',
};
export const lineStateNames = {
  open: '待处理',
  posted: '已入账',
  ignored: '不属本归集',
  duplicate: '重复',
  undone: '已撤销',
} as const;

const colors: Readonly<Record<BillState, string>> = {
  undue: 'default',
  open: 'processing',
  arrears: 'error',
  paid: 'success',
  overpaid: 'warning',
  free: 'default',
};
export const BillTag = ({ state }: { readonly state: BillState }) => (
  <Tag color={colors[state]}>{billStateNames[state]}</Tag>
);

export const options = <K extends string>(names: Readonly<Record<K, string>>) =>
  (Object.entries(names) as [K, string][]).map(([value, label]) => ({ value, label }));

export const billColumns: readonly Column<BillRow>[] = [
  { key: 'place', title: '房屋', width: '11em', sortable: true, render: (one) => one.place },
  { key: 'ownerMasked', title: '业主', render: (one) => one.ownerMasked || '未登记' },
  { key: 'state', title: '状态', render: (one) => <BillTag state={one.state} /> },
  { key: 'share', title: '分摊（元）', align: 'end', sortable: true, render: (one) => yuanOf(one.shareFen) },
  {
    key: 'relief',
    title: '减免（元）',
    align: 'end',
    optional: true,
    render: (one) => yuanOf(one.reliefFen),
  },
  { key: 'pledged', title: '认缴（元）', align: 'end', render: (one) => yuanOf(one.pledgedFen) },
  { key: 'due', title: '应缴（元）', align: 'end', render: (one) => yuanOf(one.dueFen) },
  { key: 'net', title: '实缴（元）', align: 'end', render: (one) => yuanOf(one.netFen) },
  { key: 'left', title: '待缴（元）', align: 'end', sortable: true, render: (one) => yuanOf(one.leftFen) },
  {
    key: 'overdue',
    title: '逾期（元）',
    align: 'end',
    sortable: true,
    render: (one) => yuanOf(one.overdueFen),
  },
  { key: 'reminded', title: '最近催缴', render: (one) => dayText(one.lastRemindedOn) },
  { key: 'number', title: '账单号', optional: true, render: (one) => one.number ?? '—' },
];

/** Rule and field: an amount in yuan, at most two decimals. */
export const yuanRule = {
  validator: (_rule: unknown, value: unknown) => {
    const fen = typeof value === 'string' ? fenOfYuan(value) : null;
    return fen !== null && fen > 0n
      ? Promise.resolve()
      : Promise.reject(new Error('请填写金额，至多两位小数'));
  },
};
export const fenText = (yuan: string): string => (fenOfYuan(yuan) ?? 0n).toString();

/** A signed paper or proof, taken in before the form is sent. */
export function PaperField({
  estateId,
  name,
  label,
  required = true,
}: {
  readonly estateId: string;
  readonly name: string;
  readonly label: string;
  readonly required?: boolean;
}) {
  const form = Form.useFormInstance();
  const file: unknown = Form.useWatch(name, form);
  return (
    <>
      <Form.Item
        name={name}
        label={label}
        rules={required ? [{ required: true, message: `请上传${label}` }] : []}
      >
        <Input type="hidden" />
      </Form.Item>
      {file ? (
        <Alert type="success" showIcon title="文件已上传" />
      ) : (
        <FileDrop<{ id: string }>
          label={label}
          accept={['.pdf', '.jpg', '.jpeg', '.png', '.docx', '.xlsx']}
          maxBytes={20 * 1024 * 1024}
          path={`/api/funding/households/files?estateId=${estateId}`}
          onUploaded={({ id }) => form.setFieldValue(name, id)}
        />
      )}
    </>
  );
}

const chinaDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
/** Today in China, `YYYY-MM-DD`: what a date field begins with. */
export const chinaToday = (): string => chinaDay.format(new Date());
