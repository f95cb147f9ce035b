import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { chosen, needed, SubmitForm } from '#ui/form.tsx';
import { noticeKinds, noticeNames } from '../domain/notice/notice.ts';
import { participationQueries } from './api.ts';
import { EstateSelect } from './estate-select.tsx';
import { addDaysText, chinaToday, type NoticeDetail, optionsOf } from './notices-words.tsx';

export type NoticeValues = {
  readonly estateId: string;
  readonly kind: (typeof noticeKinds)[number];
  readonly title: string;
  readonly body: string;
  readonly postedOn: string;
  readonly until: string;
  readonly places?: string;
};

type Props = {
  readonly notice?: NoticeDetail;
  readonly submit: (values: NoticeValues) => Promise<unknown>;
  readonly cancel: () => void;
};

/** A notice as it is drafted; the shortest period of each kind stands beside the days. */
export function NoticeForm({ notice, submit, cancel }: Props) {
  const periods = useQuery(participationQueries.notices.periods.queryOptions({ input: {} }));
  const today = chinaToday();
  const days = periods.data?.days;
  const text = days ? noticeKinds.map((kind) => `${noticeNames[kind]} ${days[kind]} 天`).join('，') : '';
  const initial: Partial<NoticeValues> = notice ?? {
    kind: 'scheme',
    postedOn: today,
    until: addDaysText(today, days?.scheme ?? 7),
  };
  if (!periods.data) return null;
  return (
    <SubmitForm<NoticeValues> initial={initial} submitText="存为草稿" onSubmit={submit} onCancel={cancel}>
      {!notice && (
        <Form.Item name="estateId" label="小区" rules={[chosen('小区')]}>
          <EstateSelect />
        </Form.Item>
      )}
      <Form.Item name="kind" label="类别" rules={[chosen('类别')]}>
        <Select options={optionsOf(noticeNames)} />
      </Form.Item>
      <Form.Item name="title" label="标题" rules={[needed('标题')]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="body" label="正文" rules={[needed('正文')]}>
        <Input.TextArea rows={8} maxLength={20000} showCount />
      </Form.Item>
      <Form.Item name="postedOn" label="张贴日期" rules={[needed('张贴日期')]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item
        name="until"
        label="公示到"
        rules={[needed('公示到')]}
        extra={`最短期限（张贴当日不算）：${text}`}
      >
        <Input type="date" />
      </Form.Item>
      <Form.Item name="places" label="张贴地点">
        <Input maxLength={500} placeholder="如：南门公告栏、各单元入口" />
      </Form.Item>
    </SubmitForm>
  );
}
