import { useQueryClient } from '@tanstack/react-query';
import { App, Form, Input } from 'antd';
import { safeReturn } from '#ui/client.ts';
import { needed, SubmitForm } from '#ui/form.tsx';
import { useGo, useSearchText } from '#ui/navigation.tsx';
import { ProblemError } from '#ui/problem-error.ts';
import { sessionKey, useSession } from '#ui/session.tsx';
import { passwordFault, signInRules } from '../domain/sign-in.ts';
import { identityApi } from './api.ts';

type Values = { readonly current: string; readonly next: string; readonly again: string };

/** Change of one's own password; forced after the first sign-in with a password somebody else knows. */
export default function PasswordPage() {
  const { user } = useSession();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const go = useGo();
  const [params] = useSearchText();
  const change = async ({ current, next, again }: Values) => {
    if (next !== again) throw new ProblemError('form', 0, '两次输入的新密码不一样。', { at: 'again' });
    const session = await identityApi.session.changePassword({ current, next });
    queries.setQueryData(sessionKey, session);
    void message.success('密码已修改');
    go(safeReturn(params.get('return')), { replace: true });
  };
  const check = async (_rule: unknown, text: string | undefined) => {
    const fault = text ? passwordFault(text, user?.login ?? '') : null;
    if (fault) throw new Error(fault);
  };
  return (
    <div className="hj-bare-card">
      <h1>修改密码</h1>
      <p className="hj-about">
        {user?.mustChangePassword && '当前密码是系统或管理员设的，须先改成只有您知道的密码。'}
        新密码至少 {signInRules.passwordLength} 位，须含大写字母、小写字母、数字、符号中的三种。
      </p>
      <SubmitForm<Values>
        submitText="修改密码"
        onSubmit={change}
        {...(user?.mustChangePassword ? {} : { onCancel: () => go(safeReturn(params.get('return'))) })}
      >
        <Form.Item name="current" label="当前密码" rules={[needed('当前密码')]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="next" label="新密码" rules={[needed('新密码'), { validator: check }]} validateFirst>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="again" label="再输一次新密码" rules={[needed('新密码')]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </SubmitForm>
    </div>
  );
}
