import { Button, DatePicker, Form, Input, Tag } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { FormDialog, SubmitForm } from '#ui/form.tsx';
import { AppLink } from '#ui/navigation.tsx';
import { Section } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { reviewsActions } from '../contract-reviews.ts';
import { schemeApi } from './api.ts';
import type { Course } from './reviews-words.tsx';

type Props = { readonly course: Course; readonly done: (course: Course) => Promise<unknown> };

/** The public notice of this version in every estate, and posting it where it does not hang. */
export function NoticePanel({ course, done }: Props) {
  const may = useMay(reviewsActions['scheme.review.post']) && course.steps.includes('post');
  const [open, setOpen] = useState(false);
  const { schemeId: id, version } = course;
  return (
    <Section
      title="公示"
      about={`每个小区至少公示 ${course.noticeDays} 天（张贴当日不算），异议都答复后才能批准。`}
      actions={
        may && (
          <Button type="primary" onClick={() => setOpen(true)}>
            公示方案
          </Button>
        )
      }
    >
      <Table
        caption="各小区的公示"
        rows={course.notices}
        rowKey={(one) => one.estateId}
        empty={<Nothing text="没有小区" />}
        columns={[
          { key: 'estate', title: '小区', render: (one) => one.estateName },
          {
            key: 'notice',
            title: '公示期',
            render: ({ notice }) =>
              notice ? (
                <AppLink to={`/participation/notices/${notice.id}`}>
                  {dayText(notice.postedOn)} 至 {dayText(notice.until)}
                </AppLink>
              ) : (
                '未公示'
              ),
          },
          {
            key: 'objections',
            title: '异议（未答复）',
            render: ({ notice }) =>
              notice ? (
                <AppLink to={`/participation/objections?notice=${notice.id}`}>
                  {notice.objections}（{notice.unanswered}）
                </AppLink>
              ) : (
                '—'
              ),
          },
        ]}
      />
      <FormDialog title="公示方案" open={open} onClose={() => setOpen(false)}>
        <SubmitForm<{ until?: Dayjs; places?: string; note?: string }>
          submitText="发布公示"
          onCancel={() => setOpen(false)}
          onSubmit={async ({ until, places, note }) => {
            const period = until ? { until: until.format('YYYY-MM-DD') } : {};
            await done(
              await schemeApi.reviews.post({
                id,
                version,
                places: places ?? '',
                note: note ?? '',
                ...period,
              }),
            );
            setOpen(false);
          }}
        >
          <p>在尚未公示这一版的每个小区发布，居民页随即公开改造前后对比；正文按方案内容写成。</p>
          <Form.Item name="until" label={`公示到（不填为最短 ${course.noticeDays} 天）`}>
            <DatePicker minDate={dayjs()} />
          </Form.Item>
          <Form.Item name="places" label="张贴地点">
            <Input maxLength={500} />
          </Form.Item>
          <Form.Item name="note" label="补充说明">
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
        </SubmitForm>
      </FormDialog>
    </Section>
  );
}

/** What an approval needs, each met or with what is missing; the button works only when all is met. */
export function ApprovalPanel({ course, done }: Props) {
  const may = useMay(reviewsActions['scheme.approve']);
  const [open, setOpen] = useState(false);
  const { schemeId: id, version, approved } = course;
  if (approved)
    return (
      <Section title="批准">
        <p>
          {approved.by} {dayText(approved.on)}批准
          {approved.documentNumber && `，文号 ${approved.documentNumber}`}
          。批准后内容不再变动，以后的改动走变更。
        </p>
      </Section>
    );
  if (course.checks.length === 0) return null;
  return (
    <Section
      title="批准"
      actions={
        may && (
          <Button type="primary" disabled={!course.steps.includes('approve')} onClick={() => setOpen(true)}>
            批准方案
          </Button>
        )
      }
    >
      <Table
        caption="批准前的核对"
        rows={course.checks}
        rowKey={(one) => one.id}
        columns={[
          {
            key: 'met',
            title: '核对',
            width: '6em',
            render: (one) =>
              one.met ? (
                <Tag color="success">具备</Tag>
              ) : one.later ? (
                <Tag>待公示</Tag>
              ) : (
                <Tag color="warning">还缺</Tag>
              ),
          },
          { key: 'title', title: '条件', width: '14em', render: (one) => one.title },
          {
            key: 'missing',
            title: '还缺什么',
            width: '20em',
            render: (one) =>
              one.missing.length === 0 ? '—' : one.missing.map((words) => <div key={words}>{words}</div>),
          },
        ]}
      />
      <FormDialog title="批准方案" open={open} onClose={() => setOpen(false)}>
        <SubmitForm<{ documentNumber?: string }>
          submitText="批准"
          onCancel={() => setOpen(false)}
          onSubmit={async ({ documentNumber }) => {
            await done(
              await schemeApi.reviews.approve({ id, version, documentNumber: documentNumber ?? '' }),
            );
            setOpen(false);
          }}
        >
          <p>批准不能撤销：这一版随即冻结，以后的改动走变更。</p>
          <Form.Item name="documentNumber" label="批复文号（可不填）">
            <Input maxLength={60} />
          </Form.Item>
        </SubmitForm>
      </FormDialog>
    </Section>
  );
}
