import { useQuery } from '@tanstack/react-query';
import { Button, Progress, Tag } from 'antd';
import { useState } from 'react';
import { Facts, Unverified } from '#ui/basis.tsx';
import { download } from '#ui/download.ts';
import { usePathParams } from '#ui/navigation.tsx';
import { Figure, Figures, Page, Section } from '#ui/page.tsx';
import { dayText, instantText, numberText, yuanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { householdsActions } from '../contract-households.ts';
import { collectionStateNames, methodNames } from '../domain/household/words.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { AgreementDialog } from './household-agreement.tsx';
import { CollectionBills } from './household-bills.tsx';
import { IssueDialog } from './household-issue.tsx';
import type { Collection } from './household-words.tsx';

/** One collection: how far it is, building by building, and every part of it. */
export default function HouseholdCollection() {
  const { id = '' } = usePathParams();
  const query = useQuery(fundingQueries.households.collections.show.queryOptions({ input: { id } }));
  const one = query.data;
  return (
    <Page
      title={one?.title ?? '归集'}
      trail={[{ title: '居民出资', path: '/funding/households' }]}
      about={one && `${one.scopeName}　${collectionStateNames[one.state]}　${one.number}`}
      actions={one && <Tools one={one} />}
    >
      <Answer of={query}>{(found) => <Body one={found} />}</Answer>
    </Page>
  );
}

function Tools({ one }: { readonly one: Collection }) {
  const edits = useMay(householdsActions['funding.households.edit']);
  const banks = useMay(householdsActions['funding.households.bank']);
  const [issue, setIssue] = useState(false);
  const [agree, setAgree] = useState(false);
  const ask = useConfirm();
  const stale = [fundingQueries.households.key()];
  const base = `/api/funding/households/collections/${one.id}`;
  const wishes = useAct({
    run: () => fundingApi.households.collections.pledgesFromWishes({ id: one.id }),
    ...{ stale, done: (answer: { taken: number }) => `转入 ${answer.taken} 户认缴` },
  });
  const end = useAct({
    run: (reason: string) =>
      fundingApi.households.collections.end({ id: one.id, version: one.version, reason }),
    ...{ stale, quiet: true },
  });
  const save = useAct({
    run: (input: { path: string; name: string }) => download(`${base}/${input.path}`, input.name),
  });
  const draft = one.state === 'draft';
  return (
    <>
      {edits && draft && (
        <>
          <Button loading={wishes.isPending} onClick={() => wishes.mutate()}>
            转入出资意愿
          </Button>
          <Button onClick={() => setAgree(true)}>按约定的表分摊</Button>
          <AgreementDialog one={one} open={agree} close={() => setAgree(false)} />
          <Button type="primary" onClick={() => setIssue(true)}>
            转为应缴
          </Button>
          <IssueDialog one={one} open={issue} close={() => setIssue(false)} />
        </>
      )}
      {!draft && banks && (
        <Button onClick={() => save.mutate({ path: 'bank-file?format=xlsx', name: '银行代收.xlsx' })}>
          银行代收明细
        </Button>
      )}
      {!draft && edits && (
        <Button onClick={() => save.mutate({ path: 'papers/bills', name: '缴款通知单.docx' })}>
          打印通知单
        </Button>
      )}
      {edits && (draft || one.state === 'issued') && (
        <Button
          danger
          onClick={() =>
            ask({
              title: draft ? '取消这次归集？' : '结束这次归集？',
              text: draft ? '取消后不能恢复，需重新拟定。' : '结束后不再催缴；已收的款项不受影响。',
              ...{ okText: draft ? '取消归集' : '结束归集', reasonLabel: '原因', danger: true },
              run: (reason) => end.mutateAsync(reason),
            })
          }
        >
          {draft ? '取消归集' : '结束归集'}
        </Button>
      )}
    </>
  );
}

const share = (part: string, of: string): number =>
  BigInt(of) === 0n ? 0 : Math.floor(Number((BigInt(part) * 1000n) / BigInt(of))) / 10;

function Body({ one }: { readonly one: Collection }) {
  const { sums } = one;
  return (
    <>
      <Figures>
        <Figure label="应归集" value={yuanOf(one.totalFen)} unit="元" note={`${numberText(sums.parts)} 户`} />
        <Figure
          label="认缴"
          value={yuanOf(sums.pledgedFen)}
          unit="元"
          note={`${numberText(sums.pledgedParts)} 户`}
        />
        <Figure
          label="应缴"
          value={yuanOf(sums.dueFen)}
          unit="元"
          note={`减免 ${yuanOf(sums.reliefFen)} 元`}
        />
        <Figure
          label="实缴"
          value={yuanOf(sums.netFen)}
          unit="元"
          note={`缴清 ${numberText(sums.paidParts)} 户`}
        />
        <Figure
          label="逾期欠缴"
          value={yuanOf(sums.arrearsFen)}
          unit="元"
          note={`${numberText(sums.arrearsParts)} 户`}
        />
      </Figures>
      <About one={one} />
      <Section title="各楼进度">
        <Table
          dense
          caption="各楼进度"
          rows={one.buildings}
          rowKey={(row) => row.building}
          columns={[
            { key: 'building', title: '楼栋', render: (row) => row.building },
            { key: 'parts', title: '户数', align: 'end', render: (row) => numberText(row.sums.parts) },
            {
              key: 'pledged',
              title: '认缴（元）',
              align: 'end',
              render: (row) => yuanOf(row.sums.pledgedFen),
            },
            { key: 'due', title: '应缴（元）', align: 'end', render: (row) => yuanOf(row.sums.dueFen) },
            { key: 'net', title: '实缴（元）', align: 'end', render: (row) => yuanOf(row.sums.netFen) },
            {
              key: 'progress',
              title: '缴款进度',
              width: '10em',
              render: (row) => (
                <Progress
                  percent={Math.min(100, share(row.sums.netFen, row.sums.dueFen))}
                  size="small"
                  aria-label={`${row.building}缴款进度`}
                />
              ),
            },
            {
              key: 'arrears',
              title: '逾期（户）',
              align: 'end',
              render: (row) => numberText(row.sums.arrearsParts),
            },
          ]}
        />
      </Section>
      <CollectionBills one={one} />
    </>
  );
}

function About({ one }: { readonly one: Collection }) {
  return (
    <Section title="依据与办法">
      <Facts
        facts={[
          { label: '金额的依据', value: one.amountBasis },
          {
            label: '分摊办法',
            value: `${methodNames[one.method]}：${one.methodBasis.article}`,
            basis: one.methodBasis.unverified && <Unverified />,
          },
          {
            label: '应缴的依据',
            value: one.basis
              ? `${one.basis.kind === 'vote' ? '业主表决' : '签字协议'}“${one.basis.title}”${one.basis.documentNumber}`
              : '还没有依据，只能认缴，不能催缴',
          },
          {
            label: '分期',
            value:
              one.instalments
                .map((each) => `${dayText(each.dueOn)} 前 ${Number(each.share) * 100}%`)
                .join('；') || '未定',
          },
          {
            label: '收款账户',
            value: one.payee.account ? `${one.payee.name} ${one.payee.account} ${one.payee.bank}` : '未填',
          },
          {
            label: '发出',
            value: one.issuedAt ? `${instantText(one.issuedAt)} ${one.issuedBy ?? ''}` : '未发出',
          },
          ...(one.cancelReason ? [{ label: '结束原因', value: <Tag>{one.cancelReason}</Tag> }] : []),
        ]}
      />
    </Section>
  );
}
