import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Segmented } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { FileDrop } from '#ui/file-drop.tsx';
import { pageAnswer, pageInput } from '#ui/list-state.ts';
import { useGo, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { instantText, numberText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { importChannels } from '../contract-ballot-imports.ts';
import { ballotActions } from '../contract-ballots.ts';
import { channelNames, importStateNames } from '../domain/ballot/words.ts';
import { participationApi, participationQueries } from './api.ts';
import type { Vote } from './ballots-desk.page.tsx';
import { Scan, type Scanned } from './ballots-parts.tsx';

type Head = Awaited<ReturnType<typeof participationApi.ballotImports.list>>['items'][number];

const columns: readonly Column<Head>[] = [
  { key: 'fileName', title: '文件', width: '16em', render: (one) => one.fileName },
  { key: 'state', title: '状态', render: (one) => importStateNames[one.state] },
  { key: 'channel', title: '方式', render: (one) => channelNames[one.channel] },
  { key: 'ready', title: '可登记', align: 'end', render: (one) => numberText(one.report?.ready) },
  { key: 'faults', title: '问题', align: 'end', render: (one) => numberText(one.report?.faults) },
  { key: 'entered', title: '已登记', align: 'end', render: (one) => numberText(one.outcome?.entered) },
  { key: 'createdBy', title: '上传人', render: (one) => one.createdBy },
  { key: 'createdAt', title: '上传时间', width: '11em', render: (one) => instantText(one.createdAt) },
];

/** 成批登记 of one vote: take the form, hand it in filled, and what became of those before. */
export default function BallotImports() {
  const { id = '' } = usePathParams();
  const query = useQuery(participationQueries.votes.show.queryOptions({ input: { id } }));
  const enters = useMay(ballotActions['participation.ballot.enter']);
  const template = useAct({
    run: () => download(`/api/participation/votes/${id}/import-template.xlsx`, '成批登记.xlsx'),
  });
  return (
    <Page
      title="成批登记表决票"
      trail={[
        { title: '依法表决', path: '/participation/votes' },
        { title: query.data?.title ?? '表决', path: `/participation/votes/${id}` },
        { title: '登记表决票', path: `/participation/votes/${id}/desk` },
      ]}
      about="一份表对应一批签字的票。系统先核对、列出全部问题，确认后一次登记，要么全部登记，要么一张也不登记。委托和代表的票请逐张登记。"
      actions={
        enters && (
          <Button loading={template.isPending} onClick={() => template.mutate()}>
            下载模板（未投各户）
          </Button>
        )
      }
    >
      <Answer of={query}>
        {(vote) =>
          enters && vote.state === 'open' ? (
            <HandIn vote={vote} />
          ) : (
            <Alert type="info" showIcon title="现在不收票，或您的角色不能登记；以往的记录仍可查看。" />
          )
        }
      </Answer>
      <Section title="登记记录">
        <DataTable<Head>
          name="participation.ballotImports"
          caption="成批登记的记录"
          queryKey={[...participationQueries.ballotImports.key(), 'list', id]}
          load={async (list, signal) =>
            pageAnswer(await participationApi.ballotImports.list({ id, ...pageInput(list) }, { signal }))
          }
          rowKey={(one) => one.id}
          rowName={(one) => one.fileName}
          open={(one) => `/participation/votes/${id}/imports/${one.id}`}
          columns={columns}
          empty="还没有成批登记过。"
        />
      </Section>
    </Page>
  );
}

/** The scan of the papers first: without it no table is taken. */
function HandIn({ vote }: { readonly vote: Vote }) {
  const go = useGo();
  const [channel, setChannel] = useState<(typeof importChannels)[number]>('paper');
  const [scan, setScan] = useState<Scanned>();
  const [signed, setSigned] = useState(false);
  const ready = scan && signed;
  const search = new URLSearchParams({ channel, signed: String(signed), scanId: scan?.id ?? '' });
  return (
    <Section title="上传" about="依次：选方式，上传这一批签字票的扫描件，核对签字，上传填好的表。">
      <Segmented
        aria-label="方式"
        value={channel}
        options={importChannels.map((value) => ({ value, label: channelNames[value] }))}
        onChange={setChannel}
      />
      <Scan vote={vote} scan={scan} setScan={setScan} />
      <Checkbox
        style={{ marginBlock: 8 }}
        checked={signed}
        onChange={(event) => setSigned(event.target.checked)}
      >
        已核对每张票的实名签字
      </Checkbox>
      {ready ? (
        <FileDrop<{ id: string }>
          label="填好的登记表"
          accept={['.xlsx', '.csv']}
          maxBytes={10 * 1024 * 1024}
          path={`/api/participation/votes/${vote.id}/imports?${search}`}
          onUploaded={(taken) => go(`/participation/votes/${vote.id}/imports/${taken.id}`)}
        />
      ) : (
        <p>上传扫描件并核对签字后，可上传填好的表。</p>
      )}
    </Section>
  );
}
