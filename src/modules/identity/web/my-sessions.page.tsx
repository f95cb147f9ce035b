import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useGo } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { instantText } from '#ui/quantity.ts';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { Answer } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { agentName } from './agent-name.ts';
import { identityApi, identityQueries } from './api.ts';

/** Where I am signed in, and ending a sign-in that is not mine any more. */
export default function MySessionsPage() {
  const query = useQuery(identityQueries.session.list.queryOptions());
  const confirm = useConfirm();
  const go = useGo();
  const revoke = (id: string) =>
    confirm({
      title: '结束这次登录',
      text: '那台设备上的登录立即失效，再用须重新登录。',
      okText: '结束',
      danger: true,
      run: async () => {
        await identityApi.session.revoke({ id });
        await query.refetch();
      },
    });
  return (
    <Page
      about="您的账号当前在这些地方登录。有不认识的，请结束它并修改密码。"
      actions={<Button onClick={() => go('/password?return=/me/sessions')}>修改密码</Button>}
    >
      <Answer of={query}>
        {(sessions) => (
          <Table
            caption="我的登录"
            rows={sessions}
            rowKey={(session) => session.id}
            columns={[
              {
                key: 'agent',
                title: '浏览器',
                render: (session) => (
                  <>
                    {agentName(session.agent)} {session.current && <Tag color="success">本次登录</Tag>}
                  </>
                ),
              },
              { key: 'address', title: '网络地址', render: (session) => session.address },
              { key: 'created', title: '登录时间', render: (session) => instantText(session.createdAt) },
              { key: 'seen', title: '最近使用', render: (session) => instantText(session.lastSeenAt) },
              {
                key: 'act',
                title: '操作',
                render: (session) =>
                  session.current ? (
                    '请用右上角的退出登录'
                  ) : (
                    <Button danger size="small" onClick={() => revoke(session.id)}>
                      结束
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Answer>
    </Page>
  );
}
