import { DatePicker, Form, Input, InputNumber, Tag } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { chosen } from '#ui/form.tsx';
import { yuanText } from '../domain/ledger/words.ts';

/** Fen as 元 for a cell; red where it is money out or below zero. */
export function Yuan({ fen }: { readonly fen: string }) {
  return <span className={fen.startsWith('-') ? 'hj-negative' : undefined}>{yuanText(BigInt(fen))}</span>;
}

export function CaseTag({ state }: { readonly state: 'open' | 'resolved' }) {
  return state === 'open' ? <Tag color="error">未了结</Tag> : <Tag color="success">已了结</Tag>;
}

/** 元 as typed (at most two decimals) in fen text. */
export function fenOf(yuan: string): string {
  const [whole = '0', part = ''] = yuan.split('.');
  return String(BigInt(whole) * 100n + BigInt(part.padEnd(2, '0').slice(0, 2)));
}

export const dayOf = (day: Dayjs): string => day.format('YYYY-MM-DD');
/** A day of the server's: its clock says which day it is. */
export const onDay = (day: string): Dayjs => dayjs(day);

export function AmountField({ name = 'yuan' }: { readonly name?: string | (string | number)[] }) {
  return (
    <Form.Item name={name} label="金额（元）" rules={[chosen('金额')]}>
      <InputNumber<string>
        stringMode
        min="0.01"
        max="99999999999999"
        precision={2}
        step="1"
        style={{ width: '100%' }}
      />
    </Form.Item>
  );
}

export function DayField() {
  return (
    <Form.Item name="day" label="入账日期" rules={[chosen('入账日期')]}>
      <DatePicker style={{ width: '100%' }} />
    </Form.Item>
  );
}

export function ReasonItem({ label = '理由' }: { readonly label?: string }) {
  return (
    <Form.Item name="reason" label={label} rules={[{ required: true, min: 2, message: `请写明${label}` }]}>
      <Input.TextArea rows={2} maxLength={500} />
    </Form.Item>
  );
}
