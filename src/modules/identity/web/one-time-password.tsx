import { Alert, Button, Modal, Typography } from 'antd';

export type Secret = { readonly login: string; readonly password: string };

/** Shows a fresh password once; nobody can see it again afterwards. */
export function OneTimePassword(props: { readonly secret: Secret | undefined; readonly close: () => void }) {
  const { secret, close } = props;
  return (
    <Modal
      open={secret !== undefined}
      title="一次性密码"
      onCancel={close}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={close}>
          已抄送本人
        </Button>
      }
    >
      <Alert
        type="warning"
        showIcon
        title="这个密码只显示这一次。请当面或用安全的方式交给本人，首次登录时须改掉。"
      />
      <dl className="hj-facts hj-secret">
        <dt>用户名</dt>
        <dd>{secret?.login}</dd>
        <dt>密码</dt>
        <dd>
          <Typography.Text code copyable={{ tooltips: ['复制', '已复制'] }}>
            {secret?.password ?? ''}
          </Typography.Text>
        </dd>
      </dl>
    </Modal>
  );
}
