import { Form, Input } from 'antd';
import { useState } from 'react';
import { chosen, needed, SubmitForm } from '#ui/form.tsx';
import { Table } from '#ui/table.tsx';
import { fundingApi } from './api.ts';
import { type ContractDetail, chinaToday, PaperField } from './works-words.tsx';

type Values = {
  readonly measuredOn: string;
  readonly documentNumber?: string;
  readonly note?: string;
  readonly file: { readonly id: string; readonly name: string };
};
type Props = {
  readonly contract: ContractDetail;
  readonly done: () => Promise<unknown>;
  readonly cancel: () => void;
};

/** Cumulative quantities per line of the bill, with the sheet that proves them. */
export function MeasureForm({ contract, done, cancel }: Props) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const submit = async ({ measuredOn, documentNumber = '', note = '', file }: Values) => {
    const lines = Object.entries(typed)
      .filter(([, text]) => text.trim() !== '')
      .map(([lineId, text]) => ({ lineId, cumulative: text.trim() }));
    await fundingApi.works.measure({
      ...{ id: contract.id, measuredOn, documentNumber, note, fileId: file.id, lines },
    });
    await done();
  };
  return (
    <SubmitForm<Values>
      initial={{ measuredOn: chinaToday() }}
      submitText="登记"
      onSubmit={submit}
      onCancel={cancel}
    >
      <p className="hj-about">填写从开工到现在的累计数量；没有变化的行不填。超过合同数量的先办理变更。</p>
      <Table
        caption="累计数量"
        rows={contract.lines}
        rowKey={(line) => line.lineId}
        dense
        columns={[
          { key: 'title', title: '内容', render: (line) => `${line.estateName} · ${line.title}` },
          {
            key: 'bound',
            title: '合同',
            align: 'end',
            render: (line) => `${line.quantity} ${line.unit}`,
          },
          { key: 'before', title: '已计量', align: 'end', render: (line) => line.measuredQuantity },
          {
            key: 'now',
            title: '累计',
            width: '8em',
            render: (line) => (
              <Input
                aria-label={`${line.estateName}${line.title}的累计数量`}
                inputMode="decimal"
                value={typed[line.lineId] ?? ''}
                onChange={(event) => setTyped((now) => ({ ...now, [line.lineId]: event.target.value }))}
              />
            ),
          },
        ]}
      />
      <Form.Item name="measuredOn" label="计量日期" rules={[needed('计量日期')]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="documentNumber" label="签证编号（可不填）">
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="file" label="计量签证" rules={[chosen('计量签证')]}>
        <PaperField projectId={contract.projectId} label="计量签证" />
      </Form.Item>
      <Form.Item name="note" label="说明（可不填）">
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </SubmitForm>
  );
}
