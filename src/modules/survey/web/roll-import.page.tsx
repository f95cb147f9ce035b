import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Steps } from 'antd';
import { download } from '#ui/download.ts';
import { JobProgress } from '#ui/job-progress.tsx';
import { AppLink, usePathParams, useSearchText } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { instantText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { surveyActions } from '../contract.ts';
import { surveyQueries } from './api.ts';
import { RollCommit } from './roll-import-commit.tsx';
import { RollRows, RollSheets, RollSummary } from './roll-import-report.tsx';
import type { RollImport } from './roll-words.tsx';
import './survey.css';
import { StateTag } from './words.tsx';

const steps = [
  { key: 'issues', title: '问题清单' },
  { key: 'rows', title: '各行去向与差异' },
  { key: 'sheets', title: '工作表与列' },
  { key: 'commit', title: '提交' },
] as const;
const cleared = Object.fromEntries(
  ['q', 'page', 'size', 'severity', 'code', 'action'].map((key) => [key, undefined]),
);

/** One roll from upload to result: faults, what becomes of each row, commit, undo. */
export default function RollImportPage() {
  const { id = '' } = usePathParams();
  const query = useQuery(surveyQueries.rollImports.show.queryOptions({ input: { id }, staleTime: 0 }));
  const one = query.data;
  return (
    <Page
      title={one?.fileName ?? '核对名册'}
      trail={[
        { title: '小区台账', path: '/survey/estates' },
        {
          title: one?.estateName ?? '小区',
          path: one ? `/survey/estates/${one.estateId}?tab=roll` : '/survey/estates',
        },
        { title: '名册导入', path: one ? `/survey/estates/${one.estateId}/roll` : '/survey/estates' },
      ]}
      about={
        one && (
          <>
            <StateTag state={one.state} /> {one.createdBy} 于 {instantText(one.createdAt)} 上传
          </>
        )
      }
      actions={one?.report && <Copies one={one} />}
    >
      <Answer of={query}>{(found) => <Body one={found} />}</Answer>
    </Page>
  );
}

function Copies({ one }: { readonly one: RollImport }) {
  const mayReveal = useMay(surveyActions['survey.owner.reveal']);
  const ask = useConfirm();
  const base = `/api/survey/roll-imports/${one.id}`;
  const masked = useAct({ run: () => download(`${base}/annotated`, '批注副本.xlsx') });
  return (
    <>
      <Button loading={masked.isPending} onClick={() => masked.mutate()}>
        批注副本（遮盖）
      </Button>
      {mayReveal && (
        <Button
          onClick={() =>
            ask({
              title: '下载完整批注副本',
              text: '副本里有业主的姓名、证件号和电话。下载人、时间和理由记入审计。',
              okText: '下载',
              reasonLabel: '理由',
              run: (reason) =>
                download(`${base}/annotated-full?${new URLSearchParams({ reason })}`, '批注副本.xlsx'),
            })
          }
        >
          批注副本（完整）
        </Button>
      )}
    </>
  );
}

function Body({ one }: { readonly one: RollImport }) {
  const queries = useQueryClient();
  const [params, change] = useSearchText();
  const again = () => void queries.invalidateQueries({ queryKey: surveyQueries.key() });
  if ((one.state === 'checking' || one.state === 'committing') && one.jobId)
    return (
      <Section title={one.state === 'checking' ? '正在核对' : '正在提交'}>
        <JobProgress key={one.jobId} id={one.jobId} onDone={again} onStopped={again} />
      </Section>
    );
  const { report } = one;
  if (one.state === 'failed' || !report)
    return (
      <>
        <Alert type="error" showIcon title={one.problem?.message ?? '这个文件没有读成。'} />
        <p>
          <AppLink to={`/survey/estates/${one.estateId}/roll`}>改好后重新上传</AppLink>
        </p>
      </>
    );
  const done = one.state === 'committed' || one.state === 'undone';
  const step = steps.find(({ key }) => key === params.get('step'))?.key ?? (done ? 'commit' : 'issues');
  const at = steps.findIndex(({ key }) => key === step);
  return (
    <>
      <RollSummary report={report} />
      <Steps
        className="hj-no-print"
        size="small"
        responsive
        current={at}
        items={steps.map(({ key, title }) => ({ title, key }))}
        onChange={(to) => change({ ...cleared, step: steps[to]?.key ?? 'issues' })}
        style={{ marginBlock: 16 }}
      />
      {step === 'issues' && <RollRows key="issues" one={one} report={report} faulty />}
      {step === 'rows' && <RollRows key="rows" one={one} report={report} faulty={false} />}
      {step === 'sheets' && <RollSheets report={report} />}
      {step === 'commit' && <RollCommit one={one} report={report} />}
      {step !== 'commit' && (
        <div className="hj-form-buttons">
          <Button type="primary" onClick={() => change({ ...cleared, step: steps[at + 1]?.key ?? 'commit' })}>
            下一步：{steps[at + 1]?.title}
          </Button>
        </div>
      )}
    </>
  );
}
