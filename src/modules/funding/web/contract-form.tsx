import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { Unverified } from '#ui/basis.tsx';
import { chosen, needed, SubmitForm } from '#ui/form.tsx';
import { Section } from '#ui/page.tsx';
import { contractKindNames } from '../domain/works/contract-kind.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { BillLines, linesOf, restLines, type Typed } from './bill-lines.tsx';
import { ProposalTable } from './contract-proposal.tsx';
import { chinaToday, optionsOf, PaperField, type SignBasis } from './works-words.tsx';

type Kind = keyof typeof contractKindNames;
type Values = {
  readonly number: string;
  readonly title: string;
  readonly kind: Kind;
  readonly supplierId: string;
  readonly supervisorId?: string;
  readonly sme?: boolean;
  readonly termDays?: number | null;
  readonly wagesAccount?: string;
  readonly wagesPercent?: number | null;
  readonly advancePercent: number;
  readonly retentionPercent: number;
  readonly defectMonths: number;
  readonly signedOn: string;
  readonly file: { readonly id: string; readonly name: string };
};
type Props = {
  readonly basis: SignBasis;
  readonly cancel: () => void;
  readonly signed: (id: string) => void;
};

const bp = (percent: number): number => Math.round(percent * 100);
const sent = (values: Values) => ({
  ...{ number: values.number, title: values.title, kind: values.kind, supplierId: values.supplierId },
  supervisorId: values.supervisorId ?? null,
  sme: values.sme ?? false,
  termDays: values.termDays ?? null,
  wagesAccount: values.wagesAccount ?? '',
  wagesBp: typeof values.wagesPercent === 'number' ? bp(values.wagesPercent) : null,
  advanceBp: bp(values.advancePercent),
  retentionBp: bp(values.retentionPercent),
  ...{ defectMonths: values.defectMonths, signedOn: values.signedOn, fileId: values.file.id },
});

/** Everything a contract says, with the lines it takes and the money behind them. */
export function ContractForm({ basis, cancel, signed }: Props) {
  const [typed, setTyped] = useState<Typed>({});
  const queries = useQueryClient();
  const { limits } = basis;
  const submit = async (values: Values) => {
    const order = { projectId: basis.projectId, ...sent(values), lines: linesOf(typed) };
    const made = await fundingApi.works.sign(order);
    await queries.invalidateQueries({ queryKey: fundingQueries.works.key() });
    signed(made.id);
  };
  const initial: Partial<Values> = {
    kind: 'construction',
    signedOn: chinaToday(),
    advancePercent: limits.advanceMinBp / 100,
    retentionPercent: limits.retentionMaxBp / 100,
    defectMonths: limits.defectMonthsMax,
  };
  return (
    <SubmitForm<Values> initial={initial} submitText="登记合同" onSubmit={submit} onCancel={cancel}>
      <Section
        title="合同内容"
        actions={<Button onClick={() => setTyped(restLines(basis))}>填入全部未签内容</Button>}
      >
        <BillLines basis={basis} typed={typed} set={setTyped} />
        <ProposalTable projectId={basis.projectId} lines={linesOf(typed)} />
      </Section>
      <Section title="双方与文件">
        <Parties />
        <Form.Item name="file" label="合同文件" rules={[chosen('合同文件')]}>
          <PaperField projectId={basis.projectId} label="合同文件" />
        </Form.Item>
      </Section>
      <Section title="付款约定">
        {limits.unverified.length > 0 && (
          <p className="hj-about">
            <Unverified /> {limits.unverified.join('、')}
          </p>
        )}
        <Terms limits={limits} />
      </Section>
    </SubmitForm>
  );
}

function Parties() {
  const parties = useQuery(fundingQueries.works.suppliers.queryOptions({ input: {} }));
  const all = parties.data ?? [];
  const options = (list: typeof all) => list.map((one) => ({ value: one.id, label: one.name }));
  return (
    <>
      <Form.Item name="kind" label="类别" rules={[chosen('类别')]}>
        <Select options={optionsOf(contractKindNames)} />
      </Form.Item>
      <Form.Item name="number" label="合同编号" rules={[needed('合同编号')]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="title" label="合同名称" rules={[needed('合同名称')]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="supplierId" label="签约单位" rules={[chosen('签约单位')]}>
        <Select showSearch optionFilterProp="label" options={options(all)} />
      </Form.Item>
      <Form.Item name="supervisorId" label="监理单位" extra="施工与总承包合同必填">
        <Select
          allowClear
          showSearch
          optionFilterProp="label"
          options={options(all.filter((one) => one.kind === 'siteSupervisor'))}
        />
      </Form.Item>
      <Form.Item name="signedOn" label="签订日期" rules={[needed('签订日期')]}>
        <Input type="date" />
      </Form.Item>
    </>
  );
}

function Terms({ limits }: { readonly limits: SignBasis['limits'] }) {
  const { terms } = limits;
  const share = { min: 0, max: 100, step: 0.5, suffix: '%', style: { width: '10em' } };
  return (
    <>
      <Form.Item name="sme" valuePropName="checked" label="中小企业">
        <Checkbox>签约单位是中小企业</Checkbox>
      </Form.Item>
      <Form.Item
        name="termDays"
        label="合同约定的付款期限（天，未约定不填）"
        extra={`中小企业未约定的 ${terms.sme} 天，约定的最长 ${terms.smeAgreed} 天；其他最长 ${terms.other} 天`}
      >
        <InputNumber min={1} max={365} style={{ width: '10em' }} />
      </Form.Item>
      <Form.Item
        name="advancePercent"
        label="预付款"
        rules={[chosen('预付款比例')]}
        extra={`不预付填 0；预付的 ${limits.advanceMinBp / 100}% 至 ${limits.advanceMaxBp / 100}%`}
      >
        <InputNumber {...share} />
      </Form.Item>
      <Form.Item
        name="retentionPercent"
        label="质量保证金"
        rules={[chosen('质量保证金比例')]}
        extra={`至多 ${limits.retentionMaxBp / 100}%`}
      >
        <InputNumber {...share} />
      </Form.Item>
      <Form.Item
        name="defectMonths"
        label="缺陷责任期（月）"
        rules={[chosen('缺陷责任期')]}
        extra={`至多 ${limits.defectMonthsMax} 个月`}
      >
        <InputNumber min={0} max={120} style={{ width: '10em' }} />
      </Form.Item>
      <Form.Item name="wagesAccount" label="农民工工资专户" extra="施工与总承包合同必填">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        name="wagesPercent"
        label="进度款拨入工资专户的比例（未约定不填）"
        extra={`至少 ${limits.wagesBp / 100}%`}
      >
        <InputNumber {...share} />
      </Form.Item>
    </>
  );
}
