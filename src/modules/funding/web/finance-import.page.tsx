import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Tag } from 'antd';
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
import { allocationsActions } from '../contract-allocations.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { type FinanceImport, ImportState } from './finance-imports.tsx';

const homes = {
  indicator: { title: '指标文件', path: '/funding/indicators' },
  voucher: { title: '国库凭证', path: '/funding/treasury-vouchers' },
} as const;

/** One file from upload to result: faults, what would be booked, booking, undo. */
export default function FinanceImportPage() {
  const { id = '' } = usePathParams();
  const query = useQuery(
    fundingQueries.allocations.imports.show.queryOptions({ input: { id }, staleTime: 0 }),
  );
  const one = query.data;
  return (
    <Page
      title={one?.fileName ?? '财政文件'}
      trail={one ? [homes[one.kind]] : []}
      about={
        one && (
          <>
            <ImportState state={one.state} /> {one.createdBy} 于 {instantText(one.createdAt)} 上传
          </>
        )
      }
      actions={one && <Acts one={one} />}
    >
      <Answer of={query}>{(found) => <Body one={found} />}</Answer>
    </Page>
  );
}

function Acts({ one }: { readonly one: FinanceImport }) {
  const may = useMay(allocationsActions['funding.allocations.import']);
  const ask = useConfirm();
  const stale = [fundingQueries.key()];
  const { id, version } = one;
  const commit = useAct({ run: () => fundingApi.allocations.imports.commit({ id, version }), stale });
  const undo = useAct({
    run: (reason: string) => fundingApi.allocations.imports.undo({ id, version, reason }),
    stale,
    done: '已撤销，账上已冲正。',
    quiet: true,
  });
  if (!may) return null;
  const ready = one.report?.ready ?? 0;
  if (one.state === 'checked' && one.report?.faults === 0 && ready > 0)
    return (
      <Button
        type="primary"
        loading={commit.isPending}
        onClick={() =>
          ask({
            title: `记账 ${ready} 条`,
            text:
              one.kind === 'indicator'
                ? `共 ${yuanOf(one.report?.amountFen)} 元，记为资金来源。记错可以整批撤销（冲正）。`
                : '与来源或授权完全相合的自动记账，其余留在凭证台逐张处理。',
            okText: '记账',
            run: () => commit.mutateAsync(),
          })
        }
      >
        记账 {numberText(ready)} 条
      </Button>
    );
  if (one.state !== 'committed') return null;
  return (
    <Button
      danger
      onClick={() =>
        ask({
          title: '撤销这次导入',
          text: '这次记的账全部冲正；其中已被安排或使用的，账本会拒绝，什么也不撤销。',
          okText: '撤销',
          reasonLabel: '理由',
          danger: true,
          run: (reason) => undo.mutateAsync(reason),
        })
      }
    >
      撤销这次导入
    </Button>
  );
}

function Body({ one }: { readonly one: FinanceImport }) {
  const queries = useQueryClient();
  const again = () => void queries.invalidateQueries({ queryKey: fundingQueries.key() });
  if ((one.state === 'checking' || one.state === 'committing') && one.jobId)
    return (
      <Section title={one.state === 'checking' ? '正在核对' : '正在记账'}>
        <JobProgress key={one.jobId} id={one.jobId} onDone={again} onStopped={again} />
      </Section>
    );
  if (!one.report)
    return (
      <>
        <Alert type="error" showIcon title={one.problem?.message ?? '这个文件没有读成。'} />
        <p>
          <AppLink to={homes[one.kind].path}>改好后重新上传</AppLink>
        </p>
      </>
    );
  const { report, outcome } = one;
  return (
    <>
      <Section
        title={outcome ? '结果' : '核对结果'}
        about={outcome ? undefined : '到这一步为止，什么也没有记账。'}
      >
        <Facts
          facts={[
            { label: '可以记账', value: `${numberText(report.ready)} 条，${yuanOf(report.amountFen)} 元` },
            { label: '已在账上（不再记）', value: `${numberText(report.known)} 条` },
            { label: '问题', value: `${numberText(report.faults)} 处` },
            ...(outcome
              ? [
                  { label: '已记账', value: `${numberText(outcome.booked)} 条` },
                  { label: '留在凭证台', value: `${numberText(outcome.open)} 张` },
                ]
              : []),
            ...(one.undoReason ? [{ label: '撤销理由', value: one.undoReason }] : []),
          ]}
        />
        {one.problem && <Alert type="error" showIcon title={one.problem.message} />}
        {report.notes.map((note) => (
          <Alert key={note} type="info" showIcon title={note} />
        ))}
      </Section>
      {report.issues.length > 0 && (
        <Section title="问题清单" about="改好文件后重新上传；改好之前不能记账。">
          <Table
            dense
            caption="问题清单"
            rows={report.issues}
            rowKey={(issue) => `${issue.sheet}!${issue.cell}!${issue.code}!${issue.message}`}
            columns={[
              { key: 'sheet', title: '工作表', render: (issue) => issue.sheet },
              { key: 'cell', title: '单元格', render: (issue) => issue.cell },
              { key: 'message', title: '问题', render: (issue) => issue.message },
            ]}
          />
        </Section>
      )}
      {report.preview.length > 0 && (
        <Section title="识别的内容" about="最多列出前 300 条。">
          <Table
            dense
            caption="识别的内容"
            rows={report.preview}
            rowKey={(line) => `${line.cell}${line.number}${line.amountFen}`}
            columns={[
              { key: 'cell', title: '单元格', render: (line) => line.cell },
              {
                key: 'number',
                title: one.kind === 'indicator' ? '文号' : '凭证号',
                width: '12em',
                render: (line) => line.number,
              },
              {
                key: 'place',
                title: one.kind === 'indicator' ? '单位' : '对方',
                render: (line) => line.place || '—',
              },
              { key: 'about', title: '用途', render: (line) => line.about || '—' },
              { key: 'amount', title: '金额（元）', align: 'end', render: (line) => yuanOf(line.amountFen) },
              { key: 'known', title: '', render: (line) => line.known && <Tag>已在账上</Tag> },
            ]}
          />
        </Section>
      )}
    </>
  );
}
