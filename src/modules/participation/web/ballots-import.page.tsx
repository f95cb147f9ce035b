import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Steps } from 'antd';
import { useState } from 'react';
import { Facts } from '#ui/basis.tsx';
import { JobProgress } from '#ui/job-progress.tsx';
import { AppLink, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { instantText, numberText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { ballotActions } from '../contract-ballots.ts';
import { channelNames, importStateNames } from '../domain/ballot/words.ts';
import { participationApi, participationQueries } from './api.ts';

type One = Awaited<ReturnType<typeof participationApi.ballotImports.show>>;
type Report = NonNullable<One['report']>;

/** One table of ballots from upload to result: checking, faults, entering. */
export default function BallotImport() {
  const { importId: id = '' } = usePathParams();
  const query = useQuery(
    participationQueries.ballotImports.show.queryOptions({ input: { id }, staleTime: 0 }),
  );
  const one = query.data;
  const votePath = `/participation/votes/${one?.voteId ?? ''}`;
  return (
    <Page
      title={one?.fileName ?? '核对成批登记'}
      trail={[
        { title: '依法表决', path: '/participation/votes' },
        ...(one
          ? [
              { title: '登记表决票', path: `${votePath}/desk` },
              { title: '成批登记', path: `${votePath}/imports` },
            ]
          : []),
      ]}
      about={
        one &&
        `${importStateNames[one.state]}　${channelNames[one.channel]}　${one.createdBy} 于 ${instantText(one.createdAt)} 上传`
      }
    >
      <Answer of={query}>{(found) => <Body one={found} />}</Answer>
    </Page>
  );
}

function Body({ one }: { readonly one: One }) {
  const queries = useQueryClient();
  const again = () => void queries.invalidateQueries({ queryKey: participationQueries.key() });
  const { report } = one;
  const busy = one.state === 'checking' || one.state === 'committing';
  const faulty = report !== null && report.faults > 0;
  const at = one.outcome ? 2 : report && !faulty ? 1 : 0;
  return (
    <>
      <Steps
        className="hj-no-print"
        size="small"
        responsive
        current={at}
        items={[{ title: '核对' }, { title: '登记' }, { title: '结果' }]}
        style={{ marginBlock: 16 }}
      />
      {busy && one.jobId && (
        <Section title={one.state === 'checking' ? '正在核对' : '正在登记'}>
          <JobProgress key={one.jobId} id={one.jobId} onDone={again} onStopped={again} />
        </Section>
      )}
      {one.state === 'failed' && (
        <Alert type="error" showIcon title={one.problem?.message ?? '这个文件没有读成。'} />
      )}
      {one.outcome && <Result one={one} outcome={one.outcome} />}
      {report && !busy && !one.outcome && <Checked one={one} report={report} />}
      {(one.state === 'failed' || faulty) && (
        <p>
          <AppLink to={`/participation/votes/${one.voteId}/imports`}>改好后重新上传</AppLink>
        </p>
      )}
    </>
  );
}

function Checked({ one, report }: { readonly one: One; readonly report: Report }) {
  const more = report.faults + report.voted - report.issues.length;
  return (
    <>
      <Section title="核对结果" about="到这一步为止，一张票也没有登记。">
        <Facts
          facts={[
            { label: '可以登记', value: `${numberText(report.ready)} 张` },
            { label: '有问题', value: `${numberText(report.faults)} 处` },
            { label: '这一户已投票', value: `${numberText(report.voted)} 户` },
            { label: '空行（没有收回）', value: `${numberText(report.blank)} 行` },
          ]}
        />
        {report.notes.map((note) => (
          <Alert key={note} type="info" showIcon title={note} />
        ))}
      </Section>
      {report.issues.length > 0 && (
        <Section title="问题清单" about={more > 0 ? `另有 ${more} 处没有列出。` : undefined}>
          <Table
            dense
            caption="问题清单"
            rows={report.issues}
            rowKey={(issue) => `${issue.sheet}!${issue.cell}!${issue.code}`}
            columns={[
              { key: 'sheet', title: '工作表', render: (issue) => issue.sheet },
              { key: 'cell', title: '单元格', render: (issue) => issue.cell },
              { key: 'message', title: '问题', render: (issue) => issue.message },
            ]}
          />
        </Section>
      )}
      <Commit one={one} report={report} />
    </>
  );
}

function Commit({ one, report }: { readonly one: One; readonly report: Report }) {
  const enters = useMay(ballotActions['participation.ballot.enter']);
  const [leaveVoted, setLeaveVoted] = useState(false);
  const ask = useConfirm();
  const act = useAct({
    run: () => participationApi.ballotImports.commit({ id: one.id, version: one.version, leaveVoted }),
    stale: [participationQueries.key()],
  });
  if (!enters || one.state !== 'checked') return null;
  const blocked = report.faults > 0 || report.ready === 0 || (report.voted > 0 && !leaveVoted);
  return (
    <Section title="登记">
      {report.voted > 0 && (
        <Checkbox checked={leaveVoted} onChange={(event) => setLeaveVoted(event.target.checked)}>
          留下已投票的 {report.voted} 户不登记（确需替换的，在登记台逐张办理并写明原因）
        </Checkbox>
      )}
      <div className="hj-form-buttons">
        <Button
          type="primary"
          disabled={blocked}
          loading={act.isPending}
          onClick={() =>
            ask({
              title: `登记 ${report.ready} 张票`,
              text: '票一经登记不能删除；有误只能以更正的票公开替换。',
              okText: '登记',
              run: () => act.mutateAsync(),
            })
          }
        >
          登记 {report.ready} 张票
        </Button>
      </div>
    </Section>
  );
}

function Result({ one, outcome }: { readonly one: One; readonly outcome: NonNullable<One['outcome']> }) {
  return (
    <Section title="登记结果">
      <Facts
        facts={[
          { label: '登记时间', value: instantText(one.committedAt) },
          { label: '已登记', value: `${numberText(outcome.entered)} 张` },
          { label: '收票序号', value: `${outcome.firstSeq ?? '—'} 至 ${outcome.lastSeq ?? '—'}` },
          { label: '留下未登记（已投票）', value: `${numberText(outcome.left)} 户` },
        ]}
      />
      <p>
        <AppLink to={`/participation/votes/${one.voteId}/desk`}>看各户情况</AppLink>
      </p>
    </Section>
  );
}
