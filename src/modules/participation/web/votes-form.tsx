import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Select } from 'antd';
import { FileDrop } from '#ui/file-drop.tsx';
import { chosen, needed } from '#ui/form.tsx';
import { Section } from '#ui/page.tsx';
import { Answer } from '#ui/states.tsx';
import { followNames, unreturnedNames } from '../domain/vote/rules.ts';
import { convenerNames } from '../domain/vote/state.ts';
import { participationQueries } from './api.ts';
import { classNames, options } from './votes-words.tsx';
import './votes.css';

/** Values of the form, dates as `datetime-local` writes them, read as China's time. */
export type VoteValues = {
  readonly title: string;
  readonly convener: keyof typeof convenerNames;
  readonly convenerName: string;
  readonly how?: string;
  readonly matters?: readonly { readonly title: string; readonly kind: string; readonly text?: string }[];
  readonly unreturned: keyof typeof unreturnedNames;
  readonly follow: keyof typeof followNames;
  readonly ownText?: string;
  readonly ownFile?: string;
  readonly opens?: string;
  readonly closes?: string;
};

export const emptyValues: Partial<VoteValues> = {
  convener: 'residentsCommittee',
  unreturned: 'exclude',
  follow: 'abstain',
  matters: [{ title: '', kind: 'other' }],
};

const instant = (local: string | undefined): string | null => (local ? `${local}:00+08:00` : null);

/** As the contract takes them. */
export const bodyOf = (values: VoteValues) => ({
  title: values.title,
  convener: values.convener,
  convenerName: values.convenerName,
  how: values.how ?? '',
  matters: (values.matters ?? []).map(({ title, kind, text }) => ({ title, kind, text: text ?? '' })),
  rules: {
    unreturned: values.unreturned,
    follow: values.follow,
    ownRules: values.ownText && values.ownFile ? { text: values.ownText, fileId: values.ownFile } : null,
  },
  opensAt: instant(values.opens),
  closesAt: instant(values.closes),
});

function Matters({ estateId }: { readonly estateId: string }) {
  const setup = useQuery(participationQueries.votes.setup.queryOptions({ input: { estateId } }));
  return (
    <Answer of={setup}>
      {({ matters }) => (
        <Form.List name="matters">
          {(fields, { add, remove }) => (
            <>
              {fields.map((field, n) => (
                <fieldset key={field.key} className="hj-vote-matter">
                  <legend>事项 {n + 1}</legend>
                  <Form.Item
                    name={[field.name, 'kind']}
                    label="属于哪一项共同决定事项"
                    rules={[chosen('类别')]}
                  >
                    <Select
                      options={matters.map((one) => ({
                        value: one.id,
                        label: `第${one.item}项 ${one.title}（${classNames[one.class]}）`,
                      }))}
                    />
                  </Form.Item>
                  <Form.Item name={[field.name, 'title']} label="表决票上的写法" rules={[needed('事项名称')]}>
                    <Input maxLength={100} placeholder={matters.flatMap((one) => one.examples)[n] ?? ''} />
                  </Form.Item>
                  <Form.Item name={[field.name, 'text']} label="说明（可不填）">
                    <Input.TextArea rows={2} maxLength={2000} />
                  </Form.Item>
                  {fields.length > 1 && <Button onClick={() => remove(field.name)}>删去事项 {n + 1}</Button>}
                </fieldset>
              ))}
              <Button onClick={() => add({ title: '', kind: 'other' })} disabled={fields.length >= 20}>
                增加事项
              </Button>
            </>
          )}
        </Form.List>
      )}
    </Answer>
  );
}

function OwnRules({ estateId }: { readonly estateId: string }) {
  const form = Form.useFormInstance<VoteValues>();
  const unreturned = Form.useWatch('unreturned', form);
  const follow = Form.useWatch('follow', form);
  const file = Form.useWatch('ownFile', form);
  if (unreturned !== 'follow-majority' && follow !== 'count-with-majority') return null;
  return (
    <>
      <Form.Item name="ownText" label="管理规约或议事规则的条文" rules={[needed('条文')]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item
        name="ownFile"
        label="签章的规约文件"
        rules={[{ required: true, message: '请上传规约文件' }]}
      >
        <Input type="hidden" />
      </Form.Item>
      {file ? (
        <Alert type="success" showIcon title="规约文件已上传" />
      ) : (
        <FileDrop<{ id: string }>
          label="规约文件"
          accept={['.pdf', '.jpg', '.jpeg', '.png']}
          maxBytes={20 * 1024 * 1024}
          path={`/api/participation/vote-files?estateId=${estateId}`}
          onUploaded={({ id }) => form.setFieldValue('ownFile', id)}
        />
      )}
    </>
  );
}

/** Everything of a vote but its scope: question, rules, dates. */
export function VoteFields({ estateId }: { readonly estateId: string }) {
  return (
    <>
      <Section title="二、事项" about="一张票可以列多个事项，各按自己的比例计算。">
        <Form.Item name="title" label="标题" rules={[needed('标题')]}>
          <Input maxLength={100} placeholder="例如：改造方案及维修资金使用表决" />
        </Form.Item>
        <Matters estateId={estateId} />
      </Section>
      <Section title="三、召集与规则">
        <Form.Item name="convener" label="召集人" rules={[chosen('召集人')]}>
          <Select options={options(convenerNames)} />
        </Form.Item>
        <Form.Item name="convenerName" label="召集人名称（落款）" rules={[needed('召集人名称')]}>
          <Input maxLength={60} placeholder="例如：振兴社区居民委员会" />
        </Form.Item>
        <Form.Item name="unreturned" label="没有投票的业主">
          <Select options={options(unreturnedNames)} />
        </Form.Item>
        <Form.Item name="follow" label="选择“从众”的业主">
          <Select options={options(followNames)} />
        </Form.Item>
        <OwnRules estateId={estateId} />
        <Form.Item name="how" label="投票办法（可不填，公告用通用写法）">
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
      </Section>
      <Section title="四、时间" about="公告须在投票前不少于 15 日；名册先公示、异议期满后才能公告。">
        <Form.Item name="opens" label="开始投票（北京时间）">
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="closes" label="截止（北京时间）">
          <Input type="datetime-local" />
        </Form.Item>
      </Section>
    </>
  );
}
