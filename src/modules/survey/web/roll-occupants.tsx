import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { Section } from '#ui/page.tsx';
import { unknownText } from '#ui/quantity.ts';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { surveyActions } from '../contract.ts';
import { surveyApi, surveyQueries } from './api.ts';
import { type PartDetail, relationNames } from './roll-words.tsx';
import { optionsOf } from './words.tsx';

type Occupant = PartDetail['occupants'][number];
type Values = {
  values: {
    relation: keyof typeof relationNames;
    name?: string;
    phone?: string;
    elderly?: boolean | null;
    disabled?: boolean | null;
  };
};
const flag = (value: boolean | null): string => (value === null ? unknownText : value ? '是' : '否');
const yesNo = [
  { value: true, label: '是' },
  { value: false, label: '否' },
];

/** 使用人: who lives or works there; no owner by that. */
export function PartOccupants({ part }: { readonly part: PartDetail }) {
  const mayEdit = useMay(surveyActions['survey.roll.edit']) && !part.archived;
  const queries = useQueryClient();
  const ask = useConfirm();
  const [open, setOpen] = useState<Occupant | 'new'>();
  const refresh = () => queries.invalidateQueries({ queryKey: surveyQueries.key() });
  const remove = (occupant: Occupant) =>
    ask({
      title: `去掉使用人“${occupant.nameMasked}”`,
      okText: '去掉',
      reasonLabel: '理由',
      danger: true,
      run: async (reason) => {
        const { id: occupantId, version } = occupant;
        await surveyApi.occupants.archive({ id: part.id, occupantId, version, reason });
        await refresh();
      },
    });
  return (
    <Section
      title="使用人"
      about="家人、承租人等实际居住或使用的人。使用人可以参加意愿征询，不参加法定表决。"
      actions={mayEdit && <Button onClick={() => setOpen('new')}>添加使用人</Button>}
    >
      <Table
        caption="使用人"
        rows={part.occupants}
        rowKey={(occupant) => occupant.id}
        empty={<Nothing text="没有登记使用人" />}
        columns={[
          { key: 'name', title: '姓名', render: (one: Occupant) => one.nameMasked },
          { key: 'relation', title: '关系', render: (one: Occupant) => relationNames[one.relation] },
          { key: 'phone', title: '电话', render: (one: Occupant) => one.phoneMasked ?? unknownText },
          { key: 'elderly', title: '老人', render: (one: Occupant) => flag(one.elderly) },
          { key: 'disabled', title: '残疾人', render: (one: Occupant) => flag(one.disabled) },
          {
            key: 'acts',
            title: '操作',
            render: (one: Occupant) =>
              mayEdit ? (
                <div className="survey-row-acts">
                  <Button size="small" onClick={() => setOpen(one)}>
                    修改
                  </Button>
                  <Button size="small" danger onClick={() => remove(one)}>
                    去掉
                  </Button>
                </div>
              ) : (
                unknownText
              ),
          },
        ]}
      />
      <FormDialog
        title={open === 'new' ? '添加使用人' : '修改使用人'}
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
      >
        {open && (
          <OccupantForm
            part={part}
            {...(open === 'new' ? {} : { occupant: open })}
            cancel={() => setOpen(undefined)}
            saved={() => {
              setOpen(undefined);
              void refresh();
            }}
          />
        )}
      </FormDialog>
    </Section>
  );
}

type FormProps = {
  readonly part: PartDetail;
  readonly occupant?: Occupant;
  readonly saved: () => void;
  readonly cancel: () => void;
};

function OccupantForm({ part, occupant, saved, cancel }: FormProps) {
  const submit = async ({ values }: Values) => {
    await surveyApi.occupants.save({
      id: part.id,
      occupantId: occupant?.id ?? null,
      version: occupant?.version ?? 0,
      values: {
        relation: values.relation,
        name: values.name || null,
        phone: values.phone || null,
        elderly: values.elderly ?? null,
        disabled: values.disabled ?? null,
      },
    });
    saved();
  };
  const { relation = 'tenant', elderly = null, disabled = null } = occupant ?? {};
  const keep = (text: string | null | undefined) =>
    occupant ? { placeholder: `现为 ${text ?? '空'}，不填则不改` } : {};
  return (
    <SubmitForm<Values>
      initial={{ values: { relation, elderly, disabled } }}
      submitText="保存"
      onSubmit={submit}
      onCancel={cancel}
    >
      <Form.Item name={['values', 'name']} label="姓名" rules={occupant ? [] : [needed('姓名')]}>
        <Input maxLength={60} autoComplete="off" {...keep(occupant?.nameMasked)} />
      </Form.Item>
      <Form.Item name={['values', 'relation']} label="与业主的关系">
        <Select options={optionsOf(relationNames)} />
      </Form.Item>
      <Form.Item name={['values', 'phone']} label="电话">
        <Input maxLength={30} autoComplete="off" inputMode="tel" {...keep(occupant?.phoneMasked)} />
      </Form.Item>
      <Form.Item name={['values', 'elderly']} label="是否老人" extra="老人较多的单元加装电梯时参考">
        <Select allowClear options={yesNo} />
      </Form.Item>
      <Form.Item name={['values', 'disabled']} label="是否残疾人">
        <Select allowClear options={yesNo} />
      </Form.Item>
    </SubmitForm>
  );
}
