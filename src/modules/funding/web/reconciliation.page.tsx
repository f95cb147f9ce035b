import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { download } from '#ui/download.ts';
import { useGo, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { instantText, yuanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { allocationsActions } from '../contract-allocations.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { ReconciliationItems } from './reconciliation-items.tsx';
import { ReconciliationState } from './reconciliations.page.tsx';

export type Reconciliation = Awaited<ReturnType<typeof fundingApi.allocations.reconciliations.show>>;

/** One account's month: the two balances, what stands on one side only and why, two signatures. */
export default function ReconciliationPage() {
  const { id = '' } = usePathParams();
  const query = useQuery(
    fundingQueries.allocations.reconciliations.show.queryOptions({ input: { id }, staleTime: 0 }),
  );
  const one = query.data;
  return (
    <Page
      title={one ? `${one.accountTitle} ${one.month}` : '对账'}
      trail={[{ title: '对账', path: '/funding/reconciliations' }]}
      about={
        one && (
          <>
            <ReconciliationState state={one.state} /> {one.fileName}
          </>
        )
      }
      actions={one && <Acts one={one} />}
    >
      <Answer of={query}>{(found) => <Body one={found} />}</Answer>
    </Page>
  );
}

function Acts({ one }: { readonly one: Reconciliation }) {
  const reconciles = useMay(allocationsActions['funding.allocations.reconcile']);
  const signs = useMay(allocationsActions['funding.allocations.sign']);
  const ask = useConfirm();
  const go = useGo();
  const { id, version } = one;
  const api = fundingApi.allocations.reconciliations;
  const common = { stale: [fundingQueries.allocations.reconciliations.key()], quiet: true } as const;
  const prepare = useAct({ run: () => api.prepare({ id, version }), done: '已提交复核。', ...common });
  const sign = useAct({
    run: () => api.sign({ id, version }),
    done: '已签字，这个月的对账冻结。',
    ...common,
  });
  const sendBack = useAct({ run: (reason: string) => api.sendBack({ id, version, reason }), ...common });
  const remove = useAct({
    run: (reason: string) => api.remove({ id, version, reason }),
    ...{ ...common, after: () => go('/funding/reconciliations') },
  });
  const save = useAct({
    run: () => download(`/api/funding/reconciliations/${id}/reconciliation.xlsx`, '余额调节表.xlsx'),
  });
  const confirm = (title: string, text: string, run: () => Promise<unknown>) =>
    ask({ title, text, okText: title, run });
  const reasoned = (title: string, run: (reason: string) => Promise<unknown>) =>
    ask({ title, okText: title, reasonLabel: '理由', run });
  return (
    <>
      {one.state === 'open' && reconciles && (
        <Button
          type="primary"
          onClick={() => confirm('提交复核', '编制人签字；复核须由另一人。', () => prepare.mutateAsync())}
        >
          提交复核
        </Button>
      )}
      {one.state === 'prepared' && signs && (
        <>
          <Button
            type="primary"
            onClick={() => confirm('复核签字', '签字后冻结，不能再改。', () => sign.mutateAsync())}
          >
            复核签字
          </Button>
          <Button onClick={() => reasoned('退回编制', (reason) => sendBack.mutateAsync(reason))}>
            退回编制
          </Button>
        </>
      )}
      {one.state !== 'signed' && reconciles && (
        <Button danger onClick={() => reasoned('删除重做', (reason) => remove.mutateAsync(reason))}>
          删除重做
        </Button>
      )}
      <Button loading={save.isPending} onClick={() => save.mutate()}>
        余额调节表
      </Button>
      <Button onClick={() => window.print()}>打印</Button>
    </>
  );
}

function Body({ one }: { readonly one: Reconciliation }) {
  const { figures } = one;
  const rows = [
    ['银行对账单余额', figures.bankClosingFen, '账面余额', figures.bookClosingFen],
    ['账上有、银行没有', figures.bookOnlyFen, '银行有、账上没有', figures.bankOnlyFen],
    ['', null, '启用前差额', figures.openingDifferenceFen],
    ['调节后余额', figures.adjustedBankFen, '调节后余额', figures.adjustedBookFen],
  ] as const;
  return (
    <>
      {figures.differenceFen !== '0' && (
        <Alert
          type="error"
          showIcon
          title={`调节后余额仍差 ${yuanOf(figures.differenceFen)} 元：可能缺少中间月份的对账单，或对账单不完整。`}
        />
      )}
      {figures.unexplained > 0 && (
        <Alert type="warning" showIcon title={`还有 ${figures.unexplained} 项没有对应也没有说明。`} />
      )}
      <Section title="银行存款余额调节表（元）">
        <Table
          caption="银行存款余额调节表"
          rows={rows}
          rowKey={(row) => row[2]}
          columns={[
            { key: 'a', title: '银行', render: (row) => row[0] },
            {
              key: 'b',
              title: '金额',
              align: 'end',
              render: (row) => (row[1] === null ? '' : yuanOf(row[1])),
            },
            { key: 'c', title: '账上', render: (row) => row[2] },
            { key: 'd', title: '金额', align: 'end', render: (row) => yuanOf(row[3]) },
          ]}
        />
        <p>
          编制：{one.preparedBy ?? '（未签）'}　复核：{one.signedBy ?? '（未签）'}{' '}
          {one.signedAt && instantText(one.signedAt)}
        </p>
      </Section>
      <ReconciliationItems one={one} />
    </>
  );
}
