import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Steps } from 'antd';
import { Facts } from '#ui/basis.tsx';
import { JobProgress } from '#ui/job-progress.tsx';
import { AppLink, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { instantText, numberText, yuanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { householdsActions } from '../contract-households.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { StatementDesk } from './household-desk.tsx';
import { statementStateNames } from './households-statements.page.tsx';

type One = Awaited<ReturnType<typeof fundingApi.households.bank.show>>;

/** One bank statement from upload to the last open line. */
export default function Statement() {
  const { id = '' } = usePathParams();
  const query = useQuery(fundingQueries.households.bank.show.queryOptions({ input: { id }, staleTime: 0 }));
  const one = query.data;
  return (
    <Page
      title={one?.fileName ?? '流水匹配'}
      trail={[{ title: '银行流水', path: '/funding/households/statements' }]}
      about={
        one &&
        `${one.estateName}　${statementStateNames[one.state]}　${one.createdBy} 于 ${instantText(one.createdAt)} 上传`
      }
      actions={one && <Acts one={one} />}
    >
      <Answer of={query}>{(found) => <Body one={found} />}</Answer>
    </Page>
  );
}

function Acts({ one }: { readonly one: One }) {
  const banks = useMay(householdsActions['funding.households.bank']);
  const ask = useConfirm();
  const stale = [fundingQueries.households.key()];
  const commit = useAct({
    run: () => fundingApi.households.bank.commit({ id: one.id, version: one.version }),
    ...{ stale, quiet: true },
  });
  const undo = useAct({
    run: (reason: string) => fundingApi.households.bank.undo({ id: one.id, version: one.version, reason }),
    ...{ stale, done: (answer: { voided: number }) => `已撤销，作废收据 ${answer.voided} 张`, quiet: true },
  });
  if (!banks) return null;
  const exact = one.report?.exact ?? 0;
  if (one.state === 'checked')
    return (
      <Button
        type="primary"
        disabled={(one.report?.faults ?? 0) > 0}
        loading={commit.isPending}
        onClick={() =>
          ask({
            title: `把对上的 ${exact} 笔入账？`,
            text: `共 ${yuanOf(one.report?.exactFen)} 元，逐笔开收据并记账；其余各笔随后在台上处理。`,
            okText: '入账',
            run: () => commit.mutateAsync(),
          })
        }
      >
        入账对上的 {exact} 笔
      </Button>
    );
  if (one.state !== 'committed') return null;
  return (
    <Button
      danger
      onClick={() =>
        ask({
          title: '撤销整份流水？',
          text: `${one.posted} 笔的收据作废、账上冲正，之后可以重新导入。`,
          ...{ okText: '撤销', reasonLabel: '原因', danger: true },
          run: (reason) => undo.mutateAsync(reason),
        })
      }
    >
      撤销整份流水
    </Button>
  );
}

function Body({ one }: { readonly one: One }) {
  const queries = useQueryClient();
  const again = () => void queries.invalidateQueries({ queryKey: fundingQueries.households.key() });
  const busy = one.state === 'checking' || one.state === 'committing';
  const { report } = one;
  return (
    <>
      <Steps
        className="hj-no-print"
        size="small"
        responsive
        current={one.state === 'committed' ? 2 : one.state === 'checked' ? 1 : 0}
        items={[{ title: '核对' }, { title: '入账' }, { title: '处理其余' }]}
        style={{ marginBlock: 16 }}
      />
      {busy && one.jobId && (
        <Section title={one.state === 'checking' ? '正在核对' : '正在入账'}>
          <JobProgress key={one.jobId} id={one.jobId} onDone={again} onStopped={again} />
        </Section>
      )}
      {one.state === 'failed' && (
        <Alert type="error" showIcon title={one.problem?.message ?? '这个文件没有读成。'} />
      )}
      {one.state === 'undone' && <Alert type="warning" showIcon title={`已撤销：${one.undoReason ?? ''}`} />}
      {(one.state === 'failed' || one.state === 'undone') && (
        <p>
          <AppLink to="/funding/households/statements">重新上传</AppLink>
        </p>
      )}
      {report && !busy && (
        <Section title="核对结果">
          <Facts
            facts={[
              { label: '收入合计', value: `${yuanOf(report.inFen)} 元` },
              { label: '支出合计', value: `${yuanOf(report.outFen)} 元` },
              { label: '对上', value: `${numberText(report.exact)} 笔，${yuanOf(report.exactFen)} 元` },
              { label: '可能', value: `${numberText(report.probable)} 笔` },
              { label: '未对上', value: `${numberText(report.none)} 笔` },
              { label: '退回', value: `${numberText(report.returned)} 笔` },
              { label: '已入过账', value: `${numberText(report.duplicate)} 笔` },
              { label: '读不懂', value: `${numberText(report.faults)} 处` },
            ]}
          />
          {report.issues.length > 0 && (
            <Table
              dense
              caption="读不懂的地方"
              rows={report.issues}
              rowKey={(issue) => `${issue.sheet}${issue.cell}${issue.message}`}
              columns={[
                { key: 'sheet', title: '工作表', render: (issue) => issue.sheet },
                { key: 'cell', title: '单元格', render: (issue) => issue.cell },
                { key: 'message', title: '问题', render: (issue) => issue.message },
              ]}
            />
          )}
        </Section>
      )}
      {report && !busy && one.state !== 'failed' && <StatementDesk one={one} />}
    </>
  );
}
