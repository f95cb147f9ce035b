import { Checkbox, DatePicker, Form, Input, InputNumber, Radio, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { chosen, needed, SubmitForm } from '#ui/form.tsx';
import { useGo } from '#ui/navigation.tsx';
import { useAct } from '#ui/queries.tsx';
import { useUser } from '#ui/session.tsx';
import { classNames } from '../domain/ledger/words.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { AmountField, DayField, dayOf, fenOf, onDay } from './ledger-words.tsx';

export type Choices = Awaited<ReturnType<typeof fundingApi.ledger.choices>>;
type Class = keyof typeof classNames;
type Values = {
  subChannel: string;
  documentNumber: string;
  title: string;
  yuan: string;
  day: Dayjs;
  budgetYear: number;
  expires?: Dayjs;
  classes: Class[];
  estates?: string[];
  excludedItems?: string[];
  cash: boolean;
  carry: boolean;
};

/** Registers a source by hand: the document, the sum and the earmark. */
export function GrantForm({ choices, close }: { readonly choices: Choices; readonly close: () => void }) {
  const go = useGo();
  const { scope } = useUser();
  const subs = choices.channels.flatMap((channel) => channel.subChannels.map((sub) => ({ ...sub, channel })));
  const act = useAct({
    run: (values: Values) => {
      const sub = subs.find(({ id }) => id === values.subChannel);
      return fundingApi.ledger.grant({
        regionCode: scope,
        channel: sub?.channel.id ?? '',
        subChannel: values.subChannel,
        title: values.title,
        documentNumber: values.documentNumber,
        classes: values.classes,
        estates: values.estates?.length ? values.estates : null,
        excludedItems: values.excludedItems ?? [],
        budgetYear: values.budgetYear,
        expiresOn: values.expires ? dayOf(values.expires) : null,
        carry: values.carry,
        cash: values.cash,
        amountFen: fenOf(values.yuan),
        bookedOn: dayOf(values.day),
      });
    },
    done: '已登记指标',
    stale: [fundingQueries.ledger.key()],
    quiet: true,
    after: ({ sourceId }) => {
      close();
      go(`/funding/sources/${sourceId}`);
    },
  });
  const initial = {
    cash: true,
    carry: false,
    budgetYear: onDay(choices.today).year(),
    day: onDay(choices.today),
  };
  return (
    <SubmitForm<Values> submitText="登记" initial={initial} onSubmit={act.mutateAsync} onCancel={close}>
      <Form.Item name="documentNumber" label="指标文号（文件编号）" rules={[needed('指标文号')]}>
        <Input maxLength={60} placeholder="例如：鲁财建指〔2026〕12号" />
      </Form.Item>
      <Form.Item name="title" label="名称" rules={[needed('名称')]}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="subChannel" label="资金渠道" rules={[chosen('资金渠道')]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={choices.channels.map((channel) => ({
            label: channel.title,
            options: channel.subChannels.map(({ id, title }) => ({ value: id, label: title })),
          }))}
        />
      </Form.Item>
      <Form.Item name="cash" label="形式">
        <Radio.Group
          options={[
            { value: true, label: '资金' },
            { value: false, label: '实物、劳务（按价值）' },
          ]}
        />
      </Form.Item>
      <AmountField />
      <DayField />
      <Form.Item name="budgetYear" label="预算年度" rules={[chosen('预算年度')]}>
        <InputNumber min={2000} max={2100} precision={0} />
      </Form.Item>
      <Form.Item name="expires" label="使用期限（空：不限）">
        <DatePicker />
      </Form.Item>
      <Earmark choices={choices} />
    </SubmitForm>
  );
}

/** What the document allows the money for. */
function Earmark({ choices }: { readonly choices: Choices }) {
  const subChannel = Form.useWatch<string | undefined>('subChannel');
  const sub = choices.channels.flatMap((one) => one.subChannels).find(({ id }) => id === subChannel);
  const classes = Object.keys(classNames) as Class[];
  const estates = new Map(choices.places.map((one) => [one.estateId, one.estate]));
  return (
    <>
      <Form.Item
        name="classes"
        label="可用于"
        rules={[chosen('用途')]}
        extra={sub && `${sub.title}至多可用于${sub.classes.map((id) => classNames[id]).join('、')}`}
      >
        <Checkbox.Group
          options={classes.map((value) => ({
            value,
            label: classNames[value],
            disabled: sub !== undefined && !sub.classes.includes(value),
          }))}
        />
      </Form.Item>
      <Form.Item name="estates" label="限定小区（空：本地域内各小区）">
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={[...estates].map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      <Form.Item name="excludedItems" label="不得用于的内容">
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={choices.items.map(({ id, title }) => ({ value: id, label: title }))}
        />
      </Form.Item>
      <Form.Item name="carry" valuePropName="checked">
        <Checkbox>年末未用的可以结转</Checkbox>
      </Form.Item>
    </>
  );
}
