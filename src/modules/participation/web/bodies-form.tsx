import './notices.css';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Select } from 'antd';
import { chosen, needed, SubmitForm } from '#ui/form.tsx';
import { type BodyKind, bodyNames, type Post, postNames, type Seat, seatNames } from '../domain/body/body.ts';
import { participationApi, participationQueries } from './api.ts';
import { EstateSelect } from './estate-select.tsx';
import { optionsOf } from './notices-words.tsx';

export type Body = Awaited<ReturnType<typeof participationApi.bodies.show>>;
type Member = {
  readonly id?: string;
  readonly name?: string;
  readonly nameMasked?: string;
  readonly seat: Seat;
  readonly post: Post;
};
type Values = {
  readonly estateId: string;
  readonly kind: BodyKind;
  readonly name: string;
  readonly since: string;
  readonly termUntil?: string;
  readonly members?: readonly Member[];
};
type Props = {
  readonly body?: Body;
  readonly close: () => void;
  readonly done?: (id: string) => unknown;
};

/** Registers a body, or changes one; a member's name stays sealed as it is where none is typed. */
export function BodyForm({ body, close, done }: Props) {
  const queries = useQueryClient();
  const initial = body && { ...body, termUntil: body.termUntil ?? '' };
  // What a form list carries along is not all for the server: its view of a member stays here.
  const kept = body?.members ?? [];
  return (
    <SubmitForm<Values>
      {...(initial ? { initial } : {})}
      submitText={body ? '保存' : '登记'}
      onCancel={close}
      onSubmit={async ({ estateId, termUntil, members = [], ...values }) => {
        const fields = {
          ...values,
          termUntil: termUntil || null,
          members: members.map(({ id, name = '', seat, post }) => ({
            ...(id ? { id } : {}),
            name,
            seat,
            post,
          })),
        };
        const made = body
          ? await participationApi.bodies.edit({ id: body.id, version: body.version, ...fields })
          : await participationApi.bodies.create({ estateId, ...fields });
        await queries.invalidateQueries({ queryKey: participationQueries.bodies.key() });
        close();
        await done?.(made.id);
      }}
    >
      {!body && (
        <Form.Item name="estateId" label="小区" rules={[chosen('小区')]}>
          <EstateSelect />
        </Form.Item>
      )}
      <Form.Item name="kind" label="类别" rules={[chosen('类别')]}>
        <Select options={optionsOf(bodyNames)} />
      </Form.Item>
      <Form.Item name="name" label="名称" rules={[needed('名称')]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="since" label="成立日期" rules={[needed('成立日期')]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="termUntil" label="届满日期（可不填）">
        <Input type="date" />
      </Form.Item>
      {body && <Alert type="info" showIcon title="在册成员的姓名已加密，留空则不变；换人请移除后添加。" />}
      <Members kept={kept} />
    </SubmitForm>
  );
}

function Members({ kept }: { readonly kept: Body['members'] }) {
  const form = Form.useFormInstance<Values>();
  const masked = (at: number) => {
    const id: unknown = form.getFieldValue(['members', at, 'id']);
    return kept.find((one) => one.id === id)?.nameMasked;
  };
  return (
    <Form.List name="members">
      {(fields, { add, remove }) => (
        <fieldset className="participation-list">
          <legend>成员（姓名加密保存）</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="hj-actions">
              <Form.Item name={[name, 'id']} hidden>
                <Input />
              </Form.Item>
              <Form.Item
                name={[name, 'name']}
                label={masked(name) ? `姓名（${masked(name)}）` : '姓名'}
                rules={masked(name) ? [] : [needed('姓名')]}
              >
                <Input maxLength={50} autoComplete="off" {...(masked(name) ? { placeholder: '不变' } : {})} />
              </Form.Item>
              <Form.Item name={[name, 'seat']} label="代表" rules={[chosen('代表')]}>
                <Select options={optionsOf(seatNames)} style={{ minWidth: '9em' }} />
              </Form.Item>
              <Form.Item name={[name, 'post']} label="职务" rules={[chosen('职务')]}>
                <Select options={optionsOf(postNames)} style={{ minWidth: '11em' }} />
              </Form.Item>
              <Button onClick={() => remove(name)} aria-label={`移除第 ${name + 1} 名成员`}>
                移除
              </Button>
            </div>
          ))}
          <Button onClick={() => add({ seat: 'owner', post: 'member' })}>添加成员</Button>
        </fieldset>
      )}
    </Form.List>
  );
}
