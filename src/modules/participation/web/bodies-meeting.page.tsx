import './notices.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Facts } from '#ui/basis.tsx';
import { download } from '#ui/download.ts';
import { FormDialog } from '#ui/form.tsx';
import { AppLink, useGo, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer, Nothing } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { bodyActions } from '../contract-bodies.ts';
import { fiveStepNames } from '../domain/body/five-steps.ts';
import { participationApi, participationQueries } from './api.ts';
import { FileLinks } from './attachments-field.tsx';
import { type Meeting, MeetingForm } from './meeting-form.tsx';
import { chinaToday } from './notices-words.tsx';
import { PublishWords } from './publish-words.tsx';
import { RecordSteps } from './record-steps.tsx';

/** One meeting: minutes, decisions, and what of it residents read. */
export default function MeetingPage() {
  const { id = '' } = usePathParams();
  const query = useQuery(participationQueries.meetings.show.queryOptions({ input: { id } }));
  return (
    <Page
      title={query.data?.title ?? '会议记录'}
      trail={[{ title: '会议', path: '/participation/meetings' }]}
    >
      <Answer of={query}>{(meeting) => <Body meeting={meeting} />}</Answer>
    </Page>
  );
}

type Decision = Meeting['decisions'][number];

const stateOf = (one: Decision) => {
  if (one.doneOn) return `已完成（${dayText(one.doneOn)}）`;
  return one.due && one.due < chinaToday() ? <Tag color="error">逾期</Tag> : '未完成';
};
const columns: readonly Column<Decision>[] = [
  { key: 'text', title: '决定', render: (one) => one.text },
  { key: 'responsible', title: '责任单位或岗位', render: (one) => one.responsible || '—', width: '12em' },
  { key: 'due', title: '期限', render: (one) => (one.due ? dayText(one.due) : '—'), width: '9em' },
  { key: 'done', title: '完成', render: stateOf, width: '12em' },
];

function Body({ meeting }: { readonly meeting: Meeting }) {
  return (
    <>
      <Section title="概况" actions={<Acts meeting={meeting} />}>
        <Facts
          facts={[
            { label: '小区', value: meeting.estateName },
            {
              label: '组织',
              value: meeting.bodyId ? (
                <AppLink to={`/participation/bodies/${meeting.bodyId}`}>{meeting.bodyName}</AppLink>
              ) : (
                '—'
              ),
            },
            { label: '日期', value: dayText(meeting.heldOn) },
            { label: '环节', value: fiveStepNames[meeting.step] },
            { label: '地点', value: meeting.place || '—' },
            { label: '到会 / 应到', value: `${meeting.attended ?? '—'} / ${meeting.invited ?? '—'}` },
            { label: '公开', value: meeting.published ? '决定已公开' : '未公开' },
            { label: '文件', value: <FileLinks files={meeting.files} /> },
          ]}
        />
      </Section>
      <Section title="决定事项">
        <Table
          caption="决定事项"
          columns={columns}
          rows={meeting.decisions}
          rowKey={(one) => String(meeting.decisions.indexOf(one))}
          empty={<Nothing text="没有登记决定事项" />}
        />
      </Section>
      <Section title="议题">
        <p className="participation-text">{meeting.agenda || '未填写'}</p>
      </Section>
      <Section title="会议记录">
        <p className="participation-text">{meeting.minutes || '未填写'}</p>
      </Section>
      <RecordSteps steps={meeting.history} />
    </>
  );
}

function Acts({ meeting }: { readonly meeting: Meeting }) {
  const { id, version, published } = meeting;
  const may = useMay(bodyActions['participation.body']) && !meeting.archived;
  const ask = useConfirm();
  const go = useGo();
  const queries = useQueryClient();
  const [form, setForm] = useState<'edit' | 'publish'>();
  const close = () => setForm(undefined);
  const done = () => queries.invalidateQueries({ queryKey: participationQueries.meetings.key() });
  const publish = async (shown: boolean, confirmed = false) => {
    await participationApi.meetings.publish({ id, version, published: shown, confirmed });
    await done();
  };
  const takeDown = () =>
    ask({
      title: '撤下公开',
      text: '居民页不再显示；撤下后可以修改。',
      okText: '撤下',
      run: () => publish(false),
    });
  const archive = () =>
    ask({
      title: '作废会议记录',
      text: '作废后不能恢复，居民页不再显示，五个环节中不再计入。',
      okText: '作废',
      reasonLabel: '理由',
      danger: true,
      run: async (reason) => {
        await participationApi.meetings.archive({ id, version, reason });
        await done();
        go('/participation/meetings');
      },
    });
  return (
    <>
      <Button onClick={() => void download(`/api/participation/meetings/${id}/paper`, '会议记录.docx')}>
        下载 .docx
      </Button>
      <Button onClick={() => window.print()}>打印</Button>
      {may && !published && <Button onClick={() => setForm('edit')}>修改</Button>}
      {may && (
        <Button onClick={published ? takeDown : () => setForm('publish')}>
          {published ? '撤下公开' : '公开决定'}
        </Button>
      )}
      {may && (
        <Button danger onClick={archive}>
          作废
        </Button>
      )}
      <FormDialog title="修改会议记录" open={form === 'edit'} onClose={close} width={720}>
        <MeetingForm meeting={meeting} close={close} done={done} />
      </FormDialog>
      <PublishWords
        title="公开决定"
        words={[meeting.title, ...meeting.decisions.map((one) => one.text)].join('\n')}
        open={form === 'publish'}
        close={close}
        publish={(confirmed) => publish(true, confirmed)}
      />
    </>
  );
}
