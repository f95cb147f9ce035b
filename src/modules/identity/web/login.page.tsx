import { useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { safeReturn } from '#ui/client.ts';
import { needed, SubmitForm } from '#ui/form.tsx';
import { useGo, useSearchText } from '#ui/navigation.tsx';
import { sessionKey, useSession } from '#ui/session.tsx';
import { identityApi } from './api.ts';

type Values = { readonly login: string; readonly password: string };

/** Sign in; afterwards the page asked for, or the change of a first password. */
export default function LoginPage() {
  const { districtName, demo } = useSession();
  const queries = useQueryClient();
  const go = useGo();
  const [params] = useSearchText();
  const signIn = async (values: Values) => {
    const session = await identityApi.session.login({
      login: values.login.trim(),
      password: values.password,
    });
    // Nothing another person asked for in this tab may stay; the session itself is being watched and only changes.
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    queries.setQueryData(sessionKey, session);
    go(safeReturn(params.get('return')), { replace: true });
  };
  return (
    <div className="hj-bare-card">
      <h1>焕居</h1>
      <p className="hj-about">{districtName}城镇老旧小区改造</p>
      <SubmitForm<Values> submitText="登录" block onSubmit={signIn}>
        <Form.Item name="login" label="用户名" rules={[needed('用户名')]}>
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <Form.Item name="password" label="密码" rules={[needed('密码')]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
      </SubmitForm>
      {demo && (
        <p className="hj-about">这是演示环境，数据均为虚构。演示账号与密码在启动系统的命令行窗口中显示。</p>
      )}
    </div>
  );
}
