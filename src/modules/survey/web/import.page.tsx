import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Steps } from 'antd';
import { JobProgress } from '#ui/job-progress.tsx';
import { AppLink, usePathParams, useSearchText } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { instantText } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { type Import, surveyQueries } from './api.ts';
import { ColumnStep } from './import-columns.tsx';
import { CommitStep } from './import-commit.tsx';
import { DifferenceStep } from './import-difference.tsx';
import { ImportFiles } from './import-files.tsx';
import { IssueStep } from './import-issues.tsx';
import { ImportSummary } from './import-summary.tsx';
import './survey.css';
import { StateTag } from './words.tsx';

const steps = [
  { key: 'columns', title: '核对列对应' },
  { key: 'issues', title: '问题清单' },
  { key: 'difference', title: '与现有数据的差异' },
  { key: 'commit', title: '提交' },
] as const;
type StepKey = (typeof steps)[number]['key'];

/** Parameters of the lists inside the steps; each step starts with a clean list. */
const listParameters = ['q', 'page', 'size', 'sort', 'severity', 'code', 'kind', 'row', 'action'];
const cleared = Object.fromEntries(listParameters.map((key) => [key, undefined]));

/** One ledger from upload to result: columns, faults, differences, commit. */
export default function ImportPage() {
  const { id = '' } = usePathParams();
  const query = useQuery(surveyQueries.imports.show.queryOptions({ input: { id }, staleTime: 0 }));
  const one = query.data;
  return (
    <Page
      title={one?.fileName ?? '核对台账'}
      trail={[{ title: '台账导入', path: '/survey/imports' }]}
      about={
        one && (
          <>
            <StateTag state={one.state} /> {one.createdBy} 于 {instantText(one.createdAt)} 上传
          </>
        )
      }
      actions={one && <ImportFiles one={one} />}
    >
      <Answer of={query}>{(found) => <Body one={found} />}</Answer>
    </Page>
  );
}

function Body({ one }: { readonly one: Import }) {
  const queries = useQueryClient();
  const again = () => void queries.invalidateQueries({ queryKey: surveyQueries.key() });
  if ((one.state === 'checking' || one.state === 'committing') && one.jobId)
    return (
      <Section title={one.state === 'checking' ? '正在核对' : '正在提交'}>
        <JobProgress key={one.jobId} id={one.jobId} onDone={again} onStopped={again} />
      </Section>
    );
  if (one.state === 'failed' || !one.report)
    return (
      <>
        <Alert type="error" showIcon title={one.problem?.message ?? '这个文件没有读成。'} />
        <p>
          <AppLink to="/survey/imports">改好后重新上传</AppLink>
        </p>
      </>
    );
  return <Checked one={one} report={one.report} />;
}

type CheckedProps = { readonly one: Import; readonly report: NonNullable<Import['report']> };

function Checked({ one, report }: CheckedProps) {
  const [params, change] = useSearchText();
  const step = steps.find(({ key }) => key === params.get('step'))?.key ?? firstStep(one);
  const goTo = (key: StepKey) => change({ ...cleared, step: key });
  return (
    <>
      <ImportSummary report={report} />
      <Steps
        className="hj-no-print"
        size="small"
        responsive
        current={steps.findIndex(({ key }) => key === step)}
        items={steps.map(({ key, title }) => ({ title, key }))}
        onChange={(at) => goTo(steps[at]?.key ?? 'columns')}
        style={{ marginBlock: 16 }}
      />
      {step === 'columns' && (
        <ColumnStep key={one.version} one={one} report={report} next={() => goTo('issues')} />
      )}
      {step === 'issues' && <IssueStep one={one} report={report} next={() => goTo('difference')} />}
      {step === 'difference' && <DifferenceStep one={one} report={report} next={() => goTo('commit')} />}
      {step === 'commit' && <CommitStep one={one} report={report} />}
    </>
  );
}

/** A committed ledger opens at its result; one with columns nobody could read, at the columns. */
const firstStep = (one: Import): StepKey =>
  one.state === 'committed' || one.state === 'undone' ? 'commit' : 'columns';
