import './notices.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Facts } from '#ui/basis.tsx';
import { download } from '#ui/download.ts';
import { usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { bodyActions } from '../contract-bodies.ts';
import { fiveStepNames } from '../domain/body/five-steps.ts';
import { participationApi, participationQueries } from './api.ts';

type Meeting = Awaited<ReturnType<typeof participationApi.meetings.show>>;

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

function Body({ meeting }: { readonly meeting: Meeting }) {
  return (
    <>
      <Section title="概况" actions={<Acts meeting={meeting} />}>
        <Facts
          facts={[
            { label: '小区', value: meeting.estateName },
            { label: '日期', value: dayText(meeting.heldOn) },
            { label: '环节', value: fiveStepNames[meeting.step] },
            { label: '地点', value: meeting.place || '—' },
            { label: '到会 / 应到', value: `${meeting.attended ?? '—'} / ${meeting.invited ?? '—'}` },
            { label: '公开', value: meeting.published ? '决定已公开' : '未公开' },
          ]}
        />
      </Section>
      <Section title="决定事项">
        <ol>
          {meeting.decisions.map((one) => (
            <li key={one.text}>
              {one.text}
              {one.responsible && `（${one.responsible}）`}
            </li>
          ))}
        </ol>
      </Section>
      <Section title="会议记录">
        <p className="participation-text">{meeting.minutes || '未填写'}</p>
      </Section>
    </>
  );
}

function Acts({ meeting: { id, version, published } }: { readonly meeting: Meeting }) {
  const may = useMay(bodyActions['participation.body']);
  const ask = useConfirm();
  const queries = useQueryClient();
  const title = published ? '撤下公开' : '公开决定';
  const publish = () =>
    ask({
      title,
      text: published ? '居民页不再显示。' : '居民页显示标题、日期和决定；请确认文字中没有姓名、电话和门牌。',
      okText: title,
      run: async () => {
        await participationApi.meetings.publish({ id, version, published: !published, confirmed: true });
        await queries.invalidateQueries({ queryKey: participationQueries.meetings.key() });
      },
    });
  return (
    <>
      <Button onClick={() => void download(`/api/participation/meetings/${id}/paper`, '会议记录.docx')}>
        下载 .docx
      </Button>
      <Button onClick={() => window.print()}>打印</Button>
      {may && <Button onClick={publish}>{title}</Button>}
    </>
  );
}
