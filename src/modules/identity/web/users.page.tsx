import { Button, Space, Tag } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { allRoles, roleNames } from '#shared/actor.ts';
import { DataTable } from '#ui/data-table.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { Page } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useUser } from '#ui/session.tsx';
import type { Column } from '#ui/table.tsx';
import { type userShape, userTerms } from '../contract.ts';
import { identityApi, identityQueries } from './api.ts';
import { OneTimePassword, type Secret } from './one-time-password.tsx';
import { UserDialog } from './user-dialog.tsx';

export type User = z.infer<typeof userShape>;

const isRole = (text: string | undefined) => allRoles.find((role) => role === text);

async function loadUsers(query: ListQuery) {
  const { disabled } = query.filters;
  const term = userTerms.find((one) => one === query.filters.term);
  const role = isRole(query.filters.role);
  return pageAnswer(
    await identityApi.users.list({
      ...pageInput(query),
      ...(role ? { role } : {}),
      ...(disabled ? { disabled } : {}),
      ...(term ? { term } : {}),
    }),
  );
}

function UserState({ user }: { readonly user: User }) {
  if (user.disabled) return <Tag>已停用</Tag>;
  if (user.ended) return <Tag color="error">已过期限</Tag>;
  return (
    <Space size={4} wrap>
      <Tag color="success">在用</Tag>
      {user.locked && <Tag color="error">已锁定</Tag>}
      {user.mustChangePassword && <Tag color="warning">待改密码</Tag>}
    </Space>
  );
}

/** Users: who may sign in, in which roles, for which region. */
export default function UsersPage() {
  const [editing, setEditing] = useState<User | 'new'>();
  const [secret, setSecret] = useState<Secret>();
  const stale = identityQueries.users.key();
  const columns = useColumns(setEditing, setSecret);
  return (
    <Page
      about="账号由管理员开立，首次登录须改密码。角色决定能办什么，管辖范围决定看到哪些数据。"
      actions={
        <Button type="primary" onClick={() => setEditing('new')}>
          新建用户
        </Button>
      }
    >
      <DataTable<User>
        name="identity.users"
        caption="用户"
        queryKey={[...stale, 'page']}
        load={loadUsers}
        rowKey={(user) => user.id}
        columns={columns}
        searchHint="姓名或用户名的一部分"
        filters={[
          {
            key: 'role',
            label: '角色',
            options: allRoles.map((role) => ({ value: role, label: roleNames[role] })),
          },
          {
            key: 'disabled',
            label: '状态',
            options: [
              { value: 'false', label: '在用' },
              { value: 'true', label: '已停用' },
            ],
          },
          {
            key: 'term',
            label: '使用期限',
            options: [
              { value: 'limited', label: '有期限' },
              { value: 'ended', label: '已过期限' },
              { value: 'open', label: '无期限' },
            ],
          },
        ]}
      />
      <UserDialog editing={editing} close={() => setEditing(undefined)} created={setSecret} />
      <OneTimePassword secret={secret} close={() => setSecret(undefined)} />
    </Page>
  );
}

type Open = (user: User) => void;

function useColumns(edit: Open, show: (secret: Secret) => void): readonly Column<User>[] {
  return [
    { key: 'name', title: '姓名', render: (user) => user.name },
    { key: 'login', title: '用户名', render: (user) => user.login },
    { key: 'roles', title: '角色', render: (user) => user.roles.map((role) => roleNames[role]).join('、') },
    { key: 'scope', title: '管辖范围', render: (user) => user.scopeName },
    { key: 'state', title: '状态', render: (user) => <UserState user={user} /> },
    { key: 'term', title: '使用期限', render: (user) => (user.validUntil ? `到 ${user.validUntil}` : '—') },
    { key: 'created', title: '开立日期', optional: true, render: (user) => dayText(user.createdAt) },
    { key: 'act', title: '操作', render: (user) => <UserActs user={user} edit={edit} show={show} /> },
  ];
}

type ActsProps = { readonly user: User; readonly edit: Open; readonly show: (secret: Secret) => void };

function UserActs({ user, edit, show }: ActsProps) {
  const confirm = useConfirm();
  const own = useUser().id === user.id;
  const stale = [identityQueries.users.key()];
  const reset = useAct({
    run: () => identityApi.users.resetPassword({ id: user.id }),
    stale,
    quiet: true,
    after: (answer) => show({ login: answer.user.login, password: answer.oneTimePassword }),
  });
  const turn = useAct({
    run: () => identityApi.users.edit({ ...user, disabled: !user.disabled }),
    done: user.disabled ? '账号已启用' : '账号已停用',
    stale,
    quiet: true,
  });
  const askReset = () =>
    confirm({
      title: `重置“${user.name}”的密码`,
      text: '原密码立即作废，其全部登录随之结束。新密码只显示一次。',
      okText: '重置',
      danger: true,
      run: () => reset.mutateAsync(),
    });
  const askTurn = () =>
    confirm({
      title: user.disabled ? `启用“${user.name}”的账号` : `停用“${user.name}”的账号`,
      text: user.disabled
        ? '启用后可以用原密码登录。'
        : '停用后不能登录，已有的登录随之结束；办过的事仍留有其名。',
      okText: user.disabled ? '启用' : '停用',
      danger: !user.disabled,
      run: () => turn.mutateAsync(),
    });
  return (
    <Space size={4} wrap>
      <Button size="small" onClick={() => edit(user)} aria-label={`修改${user.name}`}>
        修改
      </Button>
      <Button size="small" onClick={askReset} aria-label={`重置密码：${user.name}`}>
        重置密码
      </Button>
      {!own && (
        <Button size="small" danger={!user.disabled} onClick={askTurn}>
          {user.disabled ? '启用' : '停用'}
        </Button>
      )}
    </Space>
  );
}
