import './notices.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { Facts } from '#ui/basis.tsx';
import { download } from '#ui/download.ts';
import { FileDrop } from '#ui/file-drop.tsx';
import { FormDialog } from '#ui/form.tsx';
import { AppLink, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { noticeActions } from '../contract-notices.ts';
import { noticeNames, noticePhaseNames } from '../domain/notice/notice.ts';
import { participationApi, participationQueries } from './api.ts';
import { NoticeForm } from './notices-form.tsx';
import { type NoticeDetail, noticeSubject, piecesText } from './notices-words.tsx';
import { RecordSteps } from './record-steps.tsx';

/** One notice: its text as it hangs, where, and what was done with it. */
export default function NoticePage() {
  const { id = '' } = usePathParams();
  const query = useQuery(participationQueries.notices.show.queryOptions({ input: { id } }));
  return (
    <Page title={query.data?.title ?? '公示'} trail={[{ title: '公示', path: '/participation/notices' }]}>
      <Answer of={query}>{(notice) => <Body notice={notice} />}</Answer>
    </Page>
  );
}

function Body({ notice }: { readonly notice: NoticeDetail }) {
  const subject = noticeSubject(notice);
  return (
    <>
      <Section title="概况" actions={<Acts notice={notice} />}>
        <Facts
          facts={[
            { label: '小区', value: notice.estateName },
            { label: '类别', value: noticeNames[notice.kind] },
            { label: '状态', value: noticePhaseNames[notice.phase] },
            { label: '公示期', value: `${dayText(notice.postedOn)} 至 ${dayText(notice.until)}` },
            { label: '张贴地点', value: notice.places || '—' },
            {
              label: '异议',
              value: (
                <AppLink to={`/participation/objections?notice=${notice.id}`}>
                  {piecesText(notice.objections)}，未答复 {piecesText(notice.unanswered)}
                </AppLink>
              ),
            },
            ...(subject
              ? [{ label: '来自', value: <AppLink to={subject.path}>{subject.label}</AppLink> }]
              : []),
            ...(notice.withdrawReason ? [{ label: '撤回理由', value: notice.withdrawReason }] : []),
          ]}
        />
      </Section>
      <Section title="正文">
        <p className="participation-text">{notice.body}</p>
      </Section>
      <Places notice={notice} />
      <RecordSteps steps={notice.history} />
    </>
  );
}

function Acts({ notice: { id, version, phase, ...notice } }: { readonly notice: NoticeDetail }) {
  const may = useMay(noticeActions['participation.notice']);
  const ask = useConfirm();
  const queries = useQueryClient();
  const [editing, setEditing] = useState(false);
  const done = () => queries.invalidateQueries({ queryKey: participationQueries.notices.key() });
  const publish = () =>
    ask({
      title: '发布公示',
      text: '发布后在居民页公开，内容不能再改；有误只能撤回重发。',
      okText: '发布',
      run: async () => {
        await participationApi.notices.publish({ id, version });
        await done();
      },
    });
  const withdraw = () =>
    ask({
      title: '撤回公示',
      text: '撤回后居民页不再显示，不能恢复；公示期须重新计算。',
      okText: '撤回',
      reasonLabel: '撤回理由',
      danger: true,
      run: async (reason) => {
        await participationApi.notices.withdraw({ id, version, reason });
        await done();
      },
    });
  return (
    <>
      <Button onClick={() => void download(`/api/participation/notices/${id}/paper`, '公示.docx')}>
        下载 .docx
      </Button>
      <Button onClick={() => window.print()}>打印</Button>
      {may && phase === 'draft' && <Button onClick={() => setEditing(true)}>修改</Button>}
      {may && phase === 'draft' && (
        <Button type="primary" onClick={publish}>
          发布
        </Button>
      )}
      {may && phase !== 'withdrawn' && (
        <Button danger onClick={withdraw}>
          撤回
        </Button>
      )}
      <FormDialog title="修改公示" open={editing} onClose={() => setEditing(false)} width={720}>
        <NoticeForm
          notice={{ id, version, phase, ...notice }}
          cancel={() => setEditing(false)}
          submit={async ({ kind, title, body, postedOn, until, places }) => {
            const fields = { kind, title, body, postedOn, until, places: places ?? '' };
            const fileIds = notice.files.map((one) => one.id);
            await participationApi.notices.edit({ id, version, ...fields, fileIds });
            setEditing(false);
            await done();
          }}
        />
      </FormDialog>
    </>
  );
}

function Places({ notice }: { readonly notice: NoticeDetail }) {
  const may = useMay(noticeActions['participation.notice']) && notice.phase !== 'withdrawn';
  const [places, setPlaces] = useState(notice.places);
  const queries = useQueryClient();
  const save = async (extra: readonly string[] = []) => {
    const fileIds = [...notice.files.map((one) => one.id), ...extra];
    await participationApi.notices.place({ id: notice.id, version: notice.version, places, fileIds });
    await queries.invalidateQueries({ queryKey: participationQueries.notices.key() });
  };
  return (
    <Section title="张贴地点与照片">
      <ul>
        {notice.files.map((one) => (
          <li key={one.id}>
            <Button
              type="link"
              onClick={() => void download(`/api/participation/attachments/${one.id}`, one.name)}
            >
              {one.name}
            </Button>
          </li>
        ))}
      </ul>
      {may && (
        <>
          <Input
            aria-label="张贴地点"
            value={places}
            maxLength={500}
            placeholder="张贴地点，如：南门公告栏"
            onChange={(event) => setPlaces(event.target.value)}
          />
          <div className="hj-actions">
            <Button onClick={() => void save()} disabled={places === notice.places}>
              保存地点
            </Button>
          </div>
          <FileDrop<{ id: string }>
            label="张贴照片"
            accept={['.jpg', '.jpeg', '.png', '.webp', '.pdf']}
            maxBytes={20 * 1024 * 1024}
            path={`/api/participation/attachments?estateId=${notice.estateId}`}
            onUploaded={(file) => void save([file.id])}
          />
        </>
      )}
    </Section>
  );
}
