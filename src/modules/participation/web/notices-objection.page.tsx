import './notices.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Facts } from '#ui/basis.tsx';
import { FormDialog } from '#ui/form.tsx';
import { AppLink, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { dayText, instantText } from '#ui/quantity.ts';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { noticeActions } from '../contract-notices.ts';
import { channelNames, objectionStateNames } from '../domain/notice/objection.ts';
import { participationApi, participationQueries } from './api.ts';
import { Marked } from './notices-marked.tsx';
import { AssigneeForm } from './notices-objection-forms.tsx';
import { AnswerForm, PublishForm } from './notices-publish.tsx';
import { noticeSubject, type ObjectionDetail, OverdueTag } from './notices-words.tsx';
import { RecordSteps } from './record-steps.tsx';

/** One objection: what it says, how far it is, its answer, what is published of it. */
export default function ObjectionPage() {
  const { id = '' } = usePathParams();
  const query = useQuery(participationQueries.objections.show.queryOptions({ input: { id } }));
  return (
    <Page
      title={query.data?.number ?? '异议'}
      trail={[{ title: '异议与答复', path: '/participation/objections' }]}
    >
      <Answer of={query}>{(one) => <Body one={one} />}</Answer>
    </Page>
  );
}

function Body({ one }: { readonly one: ObjectionDetail }) {
  return (
    <>
      {one.disputed && !one.settled && (
        <Alert
          type="warning"
          showIcon
          title={`列为争议：${one.disputeReason ?? ''}。小区暂缓受理和列入计划，直到了结。`}
        />
      )}
      <Section title="概况" actions={<Acts one={one} />}>
        <Facts
          facts={[
            { label: '小区', value: one.estateName },
            { label: '针对的公示', value: <Against one={one} /> },
            { label: '状态', value: objectionStateNames[one.state] },
            {
              label: '答复期限',
              value: (
                <>
                  {dayText(one.dueOn)} <OverdueTag overdue={one.overdue} />
                </>
              ),
            },
            { label: '办理人', value: one.assigneeName ?? '未分办' },
            { label: '来源', value: `${channelNames[one.channel]}，${instantText(one.at)}` },
            { label: '异议人', value: <Person one={one} /> },
            ...(one.settledReason ? [{ label: '争议了结', value: one.settledReason }] : []),
          ]}
        />
      </Section>
      <Section title="异议内容" about="红色为登记在册的姓名、电话、门牌，黄色为疑似；公开前须删去或确认。">
        <Marked text={one.text} suspects={one.textSuspects} />
      </Section>
      {one.answer && (
        <Section title={`答复（${one.answeredBy ?? ''}，${instantText(one.answeredAt)}）`}>
          <Marked text={one.answer} suspects={one.answerSuspects} />
        </Section>
      )}
      {one.publishedAt && (
        <Section title={`已公开（${instantText(one.publishedAt)}）`}>
          <p className="participation-text">问：{one.publishedText}</p>
          <p className="participation-text">答：{one.publishedAnswer}</p>
        </Section>
      )}
      <RecordSteps steps={one.history} />
    </>
  );
}

/** The notice it is against, and what that notice was posted for: an objection to a roll is settled on the roll. */
function Against({ one }: { readonly one: ObjectionDetail }) {
  if (!one.noticeId) return '—';
  const subject = one.noticeOf && noticeSubject(one.noticeOf);
  return (
    <>
      <AppLink to={`/participation/notices/${one.noticeId}`}>{one.noticeTitle}</AppLink>
      {subject && (
        <>
          {'，'}
          <AppLink to={subject.path}>{subject.label}</AppLink>
        </>
      )}
    </>
  );
}

/** The masked name; in full only to whoever may and says why. */
function Person({ one }: { readonly one: ObjectionDetail }) {
  const may = useMay(noticeActions['participation.objection.reveal']);
  const ask = useConfirm();
  const [shown, setShown] = useState<string>();
  const reveal = () =>
    ask({
      title: '查看姓名电话',
      text: '查看记入审计。',
      okText: '查看',
      reasonLabel: '理由',
      run: async (reason) => {
        const found = await participationApi.objections.reveal({ id: one.id, reason });
        setShown([found.name, found.phone].filter(Boolean).join('，'));
      },
    });
  if (shown) return shown;
  return (
    <>
      {one.nameMasked || (one.hasPhone ? '只留了电话' : '未留姓名')}{' '}
      {may && (one.hasName || one.hasPhone) && (
        <Button size="small" onClick={reveal}>
          查看
        </Button>
      )}
    </>
  );
}

type Asked = 'unpublish' | 'withdraw' | 'dispute' | 'settle';
const asked: Readonly<Record<Asked, { title: string; text: string }>> = {
  unpublish: { title: '撤下公开', text: '居民页不再显示这件异议和答复，可以改后重新公开。' },
  withdraw: { title: '撤回异议', text: '按异议人的要求撤回，不能恢复；列为争议的同时了结。' },
  dispute: { title: '列为争议', text: '小区随即暂缓受理和列入计划，直到这件异议了结。' },
  settle: { title: '了结争议', text: '说明如何取得一致。' },
};

function Acts({ one }: { readonly one: ObjectionDetail }) {
  const work = useMay(noticeActions['participation.objection']);
  const mayPublish = useMay(noticeActions['participation.objection.publish']);
  const mayDispute = useMay(noticeActions['participation.objection.dispute']);
  const ask = useConfirm();
  const queries = useQueryClient();
  const [form, setForm] = useState<'assign' | 'answer' | 'publish'>();
  const { id, version, next } = one;
  const done = async () => {
    setForm(undefined);
    await queries.invalidateQueries({ queryKey: participationQueries.objections.key() });
  };
  const askFor = (step: Asked) => () =>
    ask({
      ...asked[step],
      okText: asked[step].title,
      reasonLabel: '理由',
      danger: step === 'withdraw',
      run: async (reason) => {
        await participationApi.objections[step]({ id, version, reason });
        await done();
      },
    });
  const remind = async () => {
    await participationApi.objections.remind({ id, version });
    await done();
  };
  const button = (step: Asked, may: boolean) =>
    may && next.includes(step) && <Button onClick={askFor(step)}>{asked[step].title}</Button>;
  return (
    <>
      {work && next.includes('assign') && <Button onClick={() => setForm('assign')}>分办</Button>}
      {work && one.state === 'assigned' && <Button onClick={() => void remind()}>催办</Button>}
      {work && next.includes('answer') && (
        <Button type="primary" onClick={() => setForm('answer')}>
          {one.answer ? '修改答复' : '答复'}
        </Button>
      )}
      {mayPublish && next.includes('publish') && <Button onClick={() => setForm('publish')}>公开</Button>}
      {button('unpublish', mayPublish)}
      {button('dispute', mayDispute)}
      {button('settle', mayDispute)}
      {button('withdraw', work)}
      <FormDialog title="分办" open={form === 'assign'} onClose={() => setForm(undefined)}>
        <AssigneeForm
          estateId={one.estateId}
          cancel={() => setForm(undefined)}
          submit={async (assigneeId) => {
            await participationApi.objections.assign({ id, version, assigneeId });
            await done();
          }}
        />
      </FormDialog>
      <FormDialog title="答复" open={form === 'answer'} onClose={() => setForm(undefined)}>
        <AnswerForm one={one} cancel={() => setForm(undefined)} done={done} />
      </FormDialog>
      <FormDialog
        title="公开异议与答复"
        open={form === 'publish'}
        onClose={() => setForm(undefined)}
        width={720}
      >
        <PublishForm one={one} cancel={() => setForm(undefined)} done={done} />
      </FormDialog>
    </>
  );
}
