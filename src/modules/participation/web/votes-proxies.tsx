import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { download } from '#ui/download.ts';
import { FileDrop } from '#ui/file-drop.tsx';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { Section } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { voteActions } from '../contract-votes.ts';
import { participationApi, participationQueries } from './api.ts';
import { options, type Vote } from './votes-words.tsx';

const kindNames = { proxy: '一户委托', representative: '业主代表' } as const;
type Values = {
  readonly kind: keyof typeof kindNames;
  readonly entitlementId?: string;
  readonly building?: string;
  readonly entrance?: string;
  readonly agent: string;
  readonly relation: string;
  readonly signedOn: string;
  readonly fileId: string;
};

function Where({ voteId }: { readonly voteId: string }) {
  const [search, setSearch] = useState('');
  const kind = Form.useWatch('kind', Form.useFormInstance<Values>());
  const rows = useQuery(
    participationQueries.votes.roll.list.queryOptions({
      input: { id: voteId, size: 50, ...(search ? { search } : {}) },
    }),
  );
  if (kind === 'representative')
    return (
      <>
        <Form.Item name="building" label="代表的楼栋" rules={[needed('楼栋')]}>
          <Input maxLength={40} placeholder="与名册写法一致，例如 1号楼" />
        </Form.Item>
        <Form.Item name="entrance" label="单元（可不填）">
          <Input maxLength={40} placeholder="例如 1单元" />
        </Form.Item>
      </>
    );
  return (
    <Form.Item name="entitlementId" label="委托的一户" rules={[chosen('房屋')]}>
      <Select
        showSearch={{ filterOption: false, onSearch: setSearch }}
        placeholder="输入房号或票号查找"
        notFoundContent="名册上没有相符的房屋"
        options={(rows.data?.items ?? []).map((one) => ({
          value: one.id,
          label: `${one.building}${one.entrance}${one.room}（${one.ownerMasked}）`,
        }))}
      />
    </Form.Item>
  );
}

function SignedPaper({ estateId }: { readonly estateId: string }) {
  const form = Form.useFormInstance<Values>();
  const file = Form.useWatch('fileId', form);
  return (
    <>
      <Form.Item name="fileId" label="签字的文件" rules={[{ required: true, message: '请上传签字的文件' }]}>
        <Input type="hidden" />
      </Form.Item>
      {file ? (
        <Alert type="success" showIcon title="文件已上传" />
      ) : (
        <FileDrop<{ id: string }>
          label="委托书或签字意见"
          accept={['.pdf', '.jpg', '.jpeg', '.png']}
          maxBytes={20 * 1024 * 1024}
          path={`/api/participation/vote-files?estateId=${estateId}`}
          onUploaded={({ id }) => form.setFieldValue('fileId', id)}
        />
      )}
    </>
  );
}

type AddProps = { readonly vote: Vote; readonly open: boolean; readonly close: () => void };

function AddProxy({ vote, open, close }: AddProps) {
  const stale = [participationQueries.votes.proxies.key()];
  const add = useAct({
    run: (values: Values) => participationApi.votes.proxies.add({ id: vote.id, ...values }),
    ...{ done: '已登记', stale, quiet: true },
  });
  return (
    <FormDialog title="登记委托或业主代表" open={open} onClose={close}>
      <SubmitForm<Values>
        initial={{ kind: 'proxy' }}
        submitText="登记"
        onCancel={close}
        onSubmit={async (values) => {
          await add.mutateAsync(values);
          close();
        }}
      >
        <Form.Item name="kind" label="类别">
          <Select options={options(kindNames)} />
        </Form.Item>
        <Where voteId={vote.id} />
        <Form.Item name="agent" label="受托人姓名（加密保存）" rules={[needed('受托人姓名')]}>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item name="relation" label="与业主的关系" rules={[needed('关系')]}>
          <Input maxLength={40} placeholder="例如：子女" />
        </Form.Item>
        <Form.Item name="signedOn" label="签字日期" rules={[needed('签字日期')]}>
          <Input type="date" />
        </Form.Item>
        <SignedPaper estateId={vote.estateId} />
      </SubmitForm>
    </FormDialog>
  );
}

/** Proxies and building representatives with their signed papers. */
export function VoteProxies({ vote }: { readonly vote: Vote }) {
  const confirm = useConfirm();
  const [open, setOpen] = useState(false);
  const allowed = useMay(voteActions['participation.vote.edit']);
  const edits = allowed && ['roll', 'announced', 'open'].includes(vote.state);
  const query = useQuery(participationQueries.votes.proxies.list.queryOptions({ input: { id: vote.id } }));
  const stale = [participationQueries.votes.proxies.key()];
  const revoke = useAct({
    run: (input: { proxyId: string; version: number; reason: string }) =>
      participationApi.votes.proxies.revoke({ id: vote.id, ...input }),
    ...{ done: '已撤销', stale, quiet: true },
  });
  return (
    <Section
      title="委托与业主代表"
      about={`在外的业主可以签委托书由他人代投，子女可以代父母；业主代表须在投票前 ${vote.calendar.representDays} 日取得业主签字意见。`}
      actions={edits && <Button onClick={() => setOpen(true)}>登记委托</Button>}
    >
      <Answer of={query}>
        {(rows) => (
          <Table
            caption="委托与业主代表"
            rowKey={(one) => one.id}
            rows={rows}
            empty="还没有委托"
            columns={[
              { key: 'kind', title: '类别', render: (one) => kindNames[one.kind] },
              { key: 'place', title: '房屋或范围', render: (one) => one.place },
              { key: 'agent', title: '受托人', render: (one) => `${one.agentMasked}（${one.relation}）` },
              { key: 'signed', title: '签字日期', render: (one) => dayText(one.signedOn) },
              {
                key: 'file',
                title: '文件',
                render: (one) =>
                  allowed ? (
                    <Button
                      type="link"
                      onClick={() =>
                        void download(`/api/participation/votes/${vote.id}/files/${one.fileId}`, one.fileName)
                      }
                    >
                      查看
                    </Button>
                  ) : (
                    '已存'
                  ),
              },
              {
                key: 'state',
                title: '状态',
                render: (one) =>
                  one.revokedAt ? (
                    <Tag>已撤销：{one.revokeReason}</Tag>
                  ) : edits ? (
                    <Button
                      onClick={() =>
                        confirm({
                          title: '撤销这份委托？',
                          text: '撤销前已经代投的票仍然有效，业主可以再投一次替代它。',
                          okText: '撤销',
                          reasonLabel: '原因',
                          run: (reason) =>
                            revoke.mutateAsync({ proxyId: one.id, version: one.version, reason }),
                        })
                      }
                    >
                      撤销
                    </Button>
                  ) : (
                    <Tag color="success">有效</Tag>
                  ),
              },
            ]}
          />
        )}
      </Answer>
      <AddProxy vote={vote} open={open} close={() => setOpen(false)} />
    </Section>
  );
}
