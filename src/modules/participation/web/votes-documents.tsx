import { Button } from 'antd';
import { useState } from 'react';
import { download } from '#ui/download.ts';
import { JobProgress } from '#ui/job-progress.tsx';
import { Section } from '#ui/page.tsx';
import { useAct } from '#ui/queries.tsx';
import { useMay } from '#ui/session.tsx';
import { voteActions } from '../contract-votes.ts';
import { isFrozen } from '../domain/vote/state.ts';
import { participationApi } from './api.ts';
import type { Vote } from './votes-words.tsx';

type File = { readonly id: string; readonly name: string; readonly pages: number };

const isFiles = (result: unknown): result is { files: File[] } =>
  typeof result === 'object' && result !== null && Array.isArray(Reflect.get(result, 'files'));

/** Papers to print, in the official layout, names masked. */
export function VoteDocuments({ vote }: { readonly vote: Vote }) {
  const edits = useMay(voteActions['participation.vote.edit']);
  const [jobId, setJob] = useState<string>();
  const [files, setFiles] = useState<readonly File[]>([]);
  const base = `/api/participation/votes/${vote.id}`;
  const get = useAct({
    run: ({ path, name }: { path: string; name: string }) => download(`${base}/${path}`, name),
  });
  const order = useAct({
    run: () => participationApi.votes.papers({ id: vote.id }),
    after: (answer) => {
      setFiles([]);
      setJob(answer.jobId);
    },
  });
  const announced = isFrozen(vote.state) && vote.state !== 'cancelled';
  const papers = [
    { kind: 'roll', title: '表决名册公示', shown: vote.state !== 'cancelled' },
    { kind: 'announcement', title: '表决公告', shown: vote.state !== 'cancelled' },
    { kind: 'doors', title: '入户表决登记表', shown: announced },
    { kind: 'result', title: '结果公告', shown: vote.result !== null },
  ].filter((one) => one.shown);
  return (
    <Section title="打印（.docx）" about="按公文格式排版，姓名已作处理。">
      <div className="hj-vote-buttons">
        {papers.map(({ kind, title }) => (
          <Button
            key={kind}
            onClick={() => get.mutate({ path: `documents/${kind}.docx`, name: `${title}.docx` })}
          >
            {title}
          </Button>
        ))}
        {announced && edits && (
          <Button loading={order.isPending} onClick={() => order.mutate()}>
            生成全部表决票
          </Button>
        )}
      </div>
      {jobId && (
        <JobProgress id={jobId} onDone={(job) => isFiles(job.result) && setFiles(job.result.files)} />
      )}
      {files.length > 0 && (
        <ul>
          {files.map((file) => (
            <li key={file.id}>
              <Button type="link" onClick={() => get.mutate({ path: `papers/${file.id}`, name: file.name })}>
                {file.name}（{file.pages} 张）
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
