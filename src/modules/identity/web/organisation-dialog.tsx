import { useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form, Input, Select } from 'antd';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { useUser } from '#ui/session.tsx';
import { creditCodeFault } from '../domain/credit-code.ts';
import {
  type OrganisationKind,
  organisationKindList,
  organisationKinds,
} from '../domain/organisation-kind.ts';
import { identityApi, identityQueries } from './api.ts';
import type { Organisation } from './organisations.page.tsx';
import { RegionSelect } from './region-select.tsx';

type Values = {
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly creditCode?: string | null;
  readonly regionCode: string;
  readonly contactName?: string;
  readonly contactPhone?: string;
  readonly note?: string;
  readonly archived?: boolean;
};

const checkCode = async (_rule: unknown, text: string | null | undefined) => {
  const fault = text?.trim() ? creditCodeFault(text.trim().toUpperCase()) : null;
  if (fault) throw new Error(fault);
};

type OrganisationDialogProps = {
  readonly editing: Organisation | 'new' | undefined;
  readonly close: () => void;
};

/** Registers an organisation or changes it. */
export function OrganisationDialog({ editing, close }: OrganisationDialogProps) {
  const queries = useQueryClient();
  const { scope } = useUser();
  const before = editing === 'new' ? undefined : editing;
  const save = async ({ archived = false, creditCode, ...fields }: Values) => {
    const values = { ...fields, creditCode: creditCode?.trim() || null };
    if (before)
      await identityApi.organisations.edit({ ...values, id: before.id, version: before.version, archived });
    else await identityApi.organisations.create(values);
    close();
    await queries.invalidateQueries({ queryKey: identityQueries.organisations.key() });
  };
  return (
    <FormDialog title={before ? '修改单位' : '登记单位'} open={editing !== undefined} onClose={close}>
      <SubmitForm<Values>
        submitText={before ? '保存' : '登记'}
        onSubmit={save}
        onCancel={close}
        initial={before ?? { regionCode: scope }}
      >
        <Form.Item name="name" label="名称" rules={[needed('名称')]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="kind" label="类别" rules={[chosen('类别')]}>
          <Select
            options={organisationKindList.map((kind) => ({ value: kind, label: organisationKinds[kind] }))}
          />
        </Form.Item>
        <Form.Item
          name="creditCode"
          label="统一社会信用代码（没有可不填）"
          rules={[{ validator: checkCode }]}
        >
          <Input maxLength={18} autoCapitalize="characters" />
        </Form.Item>
        <Form.Item name="regionCode" label="所在区划" rules={[chosen('所在区划')]}>
          <RegionSelect />
        </Form.Item>
        <Form.Item name="contactName" label="联系人">
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item name="contactPhone" label="联系电话">
          <Input maxLength={30} inputMode="tel" />
        </Form.Item>
        <Form.Item name="note" label="备注">
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        {before && (
          <Form.Item name="archived" valuePropName="checked">
            <Checkbox>归档（不再选用，原有记录保留）</Checkbox>
          </Form.Item>
        )}
      </SubmitForm>
    </FormDialog>
  );
}
