import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { allRoles, type Role, roleNames } from '#shared/actor.ts';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { identityApi, identityQueries } from './api.ts';
import type { Secret } from './one-time-password.tsx';
import { OrganisationSelect } from './organisation-select.tsx';
import { RegionSelect } from './region-select.tsx';
import type { User } from './users.page.tsx';

type Values = {
  readonly login: string;
  readonly name: string;
  readonly roles: Role[];
  readonly scope: string;
  readonly organisationId?: string | null;
  readonly validUntil?: string | null;
};

type UserDialogProps = {
  readonly editing: User | 'new' | undefined;
  readonly close: () => void;
  readonly created: (secret: Secret) => void;
};

/** The last day of the account; asked of auditors, who come for one audit. */
function TermField() {
  const roles = Form.useWatch<Role[] | undefined>('roles');
  const due = roles?.includes('auditor') ?? false;
  return (
    <Form.Item
      name="validUntil"
      label={due ? '使用期限（到这一天为止）' : '使用期限（到这一天为止，可不填）'}
      extra="审计员账号必填；过了这一天不能登录，已有的登录随之失效"
      dependencies={['roles']}
      rules={due ? [chosen('使用期限')] : []}
    >
      <Input type="date" />
    </Form.Item>
  );
}

/** Opens an account, or changes who a user is and what they may see. */
export function UserDialog({ editing, close, created }: UserDialogProps) {
  const queries = useQueryClient();
  const user = editing === 'new' ? undefined : editing;
  const save = async ({ login, ...fields }: Values) => {
    const values = {
      ...fields,
      organisationId: fields.organisationId ?? null,
      validUntil: fields.validUntil || null,
    };
    if (user) {
      await identityApi.users.edit({
        ...values,
        id: user.id,
        disabled: user.disabled,
        version: user.version,
      });
    } else {
      const answer = await identityApi.users.create({ ...values, login });
      created({ login: answer.user.login, password: answer.oneTimePassword });
    }
    close();
    await queries.invalidateQueries({ queryKey: identityQueries.users.key() });
  };
  return (
    <FormDialog
      title={user ? `修改用户“${user.login}”` : '新建用户'}
      open={editing !== undefined}
      onClose={close}
    >
      <SubmitForm<Values>
        submitText={user ? '保存' : '开立账号'}
        onSubmit={save}
        onCancel={close}
        {...(user ? { initial: user } : {})}
      >
        {!user && (
          <Form.Item
            name="login"
            label="用户名"
            extra="小写字母开头，3 至 32 位，限小写字母、数字和 . _ -"
            rules={[
              needed('用户名'),
              { pattern: /^\s*[a-z][a-z0-9._-]{2,31}\s*$/, message: '用户名的写法不对，请看下面的说明' },
            ]}
            validateFirst
          >
            <Input autoComplete="off" autoCapitalize="none" maxLength={32} />
          </Form.Item>
        )}
        <Form.Item name="name" label="姓名" rules={[needed('姓名')]}>
          <Input maxLength={50} autoComplete="off" />
        </Form.Item>
        <Form.Item name="roles" label="角色" rules={[chosen('角色')]}>
          <Select
            mode="multiple"
            options={allRoles.map((role) => ({ value: role, label: roleNames[role] }))}
          />
        </Form.Item>
        <Form.Item
          name="scope"
          label="管辖范围"
          extra="街道经办人选街道，社区经办人选社区，其余选本区"
          rules={[chosen('管辖范围')]}
        >
          <RegionSelect />
        </Form.Item>
        <TermField />
        <Form.Item name="organisationId" label="所在单位（可不填）">
          <OrganisationSelect />
        </Form.Item>
      </SubmitForm>
    </FormDialog>
  );
}
