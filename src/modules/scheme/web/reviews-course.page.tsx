import './reviews.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { roles } from '#shared/actor.ts';
import { Facts } from '#ui/basis.tsx';
import { FormDialog } from '#ui/form.tsx';
import { AppLink, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { dayText, wanOf } from '#ui/quantity.ts';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer, Nothing } from '#ui/states.tsx';
import { reviewsActions } from '../contract-reviews.ts';
import { versionStateNames } from '../domain/state.ts';
import { schemeApi, schemeQueries } from './api.ts';
import { ApprovalPanel, NoticePanel } from './reviews-approval.tsx';
import { AskForm } from './reviews-ask.tsx';
import { RoundPanel } from './reviews-round.tsx';
import type { Course } from './reviews-words.tsx';

/** One scheme from handed in to approved: review, notice, approval. */
export default function CoursePage() {
  const { id = '' } = usePathParams();
  const query = useQuery(schemeQueries.reviews.show.queryOptions({ input: { id } }));
  const board = useMay(roles);
  const list = board
    ? { title: '联合审查', path: '/scheme/reviews' }
    : { title: '本单位的审查任务', path: '/scheme/my-reviews' };
  const title = query.data ? `${query.data.title}：审查与批准` : '审查与批准';
  return (
    <Page title={title} trail={[list]}>
      <Answer of={query}>{(course) => <Body course={course} />}</Answer>
    </Page>
  );
}

function Body({ course }: { readonly course: Course }) {
  const queries = useQueryClient();
  const done = () => queries.invalidateQueries({ queryKey: schemeQueries.key() });
  const office = course.checks.length > 0;
  return (
    <>
      <Section title="概况" actions={<Acts course={course} done={done} />}>
        {course.state === 'returned' || (course.state === 'draft' && course.rounds.length > 0) ? (
          <Alert type="warning" showIcon title="方案已退回修改，改好后重新提交，再发起新一轮审查。" />
        ) : null}
        <Facts
          facts={[
            { label: '小区', value: course.estates.join('、') },
            { label: '版次', value: `第 ${course.number} 版` },
            { label: '状态', value: versionStateNames[course.state] },
            { label: '总投资', value: `${wanOf(course.totalFen)} 万元` },
            {
              label: '提交',
              value: course.submittedAt ? `${course.submittedBy ?? ''} ${dayText(course.submittedAt)}` : '—',
            },
            {
              label: '方案文本',
              value: <AppLink to={`/scheme/schemes/${course.schemeId}/booklet`}>查看、打印、下载</AppLink>,
            },
            ...(office
              ? [
                  {
                    label: '方案内容',
                    value: <AppLink to={`/scheme/schemes/${course.schemeId}`}>内容、版本与文件</AppLink>,
                  },
                ]
              : []),
            { label: '内容摘要', value: <code className="scheme-hash">{course.hash ?? '—'}</code> },
          ]}
        />
      </Section>
      {course.rounds.length === 0 && (
        <Section title="联合审查">
          <Nothing text="还没有发起联合审查" />
        </Section>
      )}
      {course.rounds.map((round) => (
        <RoundPanel key={round.id} course={course} round={round} done={done} />
      ))}
      {office && <NoticePanel course={course} done={done} />}
      <ApprovalPanel course={course} done={done} />
    </>
  );
}

function Acts({ course, done }: { readonly course: Course; readonly done: () => Promise<unknown> }) {
  const may = useMay(reviewsActions['scheme.review']);
  const ask = useConfirm();
  const [asking, setAsking] = useState(false);
  if (!may) return null;
  const { schemeId: id, version } = course;
  const sendBack = () =>
    ask({
      title: '退回修改',
      text: '这一版到此为止，各单位意见随之作废，公示一并撤下；内容转入新的一版继续修改。',
      ...{ okText: '退回', reasonLabel: '退回理由', danger: true },
      run: async (reason) => {
        await schemeApi.reviews.returnScheme({ id, version, reason });
        await done();
      },
    });
  const finish = async () => {
    await done();
    setAsking(false);
  };
  return (
    <>
      {course.steps.includes('return') && (
        <Button danger onClick={sendBack}>
          退回修改
        </Button>
      )}
      {course.steps.includes('ask') && (
        <Button type="primary" onClick={() => setAsking(true)}>
          发起联合审查
        </Button>
      )}
      <FormDialog title="发起联合审查" open={asking} onClose={() => setAsking(false)} width={720}>
        <AskForm course={course} done={finish} cancel={() => setAsking(false)} />
      </FormDialog>
    </>
  );
}
