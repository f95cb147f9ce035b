import { useQuery } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { chosen, needed, SubmitForm } from '#ui/form.tsx';
import { Answer } from '#ui/states.tsx';
import { fundingApi, fundingQueries } from './api.ts';
import { BillLines, linesOf, type Typed } from './bill-lines.tsx';
import { type ContractDetail, chinaToday, PaperField, yuanInput } from './works-words.tsx';

type Values = {
  readonly documentNumber: string;
  readonly approvedOn: string;
  readonly reason: string;
  readonly file: { readonly id: string; readonly name: string };
};
type Props = {
  readonly contract: ContractDetail;
  readonly done: () => Promise<unknown>;
  readonly cancel: () => void;
};

/** A change of the contract's lines after an approved variation of the scheme. */
export function ChangeForm({ contract, done, cancel }: Props) {
  const basis = useQuery(fundingQueries.works.basis.queryOptions({ input: { id: contract.projectId } }));
  const [typed, setTyped] = useState<Typed>(() =>
    Object.fromEntries(
      contract.lines.map((line) => [
        line.lineId,
        { quantity: line.quantity, yuan: yuanInput(line.amountFen) },
      ]),
    ),
  );
  const submit = async ({ file, ...values }: Values) => {
    const lines = linesOf(typed);
    await fundingApi.works.vary({ id: contract.id, ...values, fileId: file.id, lines });
    await done();
  };
  return (
    <SubmitForm<Values>
      initial={{ approvedOn: chinaToday() }}
      submitText="登记变更"
      onSubmit={submit}
      onCancel={cancel}
    >
      <p className="hj-about">
        方案已有批准的变更；按变更后的方案填写合同各行的数量与金额，增加的部分须已安排资金。
      </p>
      <Answer of={basis}>{(data) => <BillLines basis={data} typed={typed} set={setTyped} />}</Answer>
      <Form.Item name="documentNumber" label="变更批准文号" rules={[needed('变更批准文号')]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="approvedOn" label="批准日期" rules={[needed('批准日期')]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="reason" label="变更理由" rules={[needed('变更理由')]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name="file" label="批准文件" rules={[chosen('批准文件')]}>
        <PaperField projectId={contract.projectId} label="变更批准文件" />
      </Form.Item>
    </SubmitForm>
  );
}
