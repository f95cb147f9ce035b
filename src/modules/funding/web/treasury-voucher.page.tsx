import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input, Tag } from 'antd';
import { useState } from 'react';
import { Facts } from '#ui/basis.tsx';
import { AppLink, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { instantText, yuanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer, Nothing } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { allocationsActions } from '../contract-allocations.ts';
import { voucherKindNames } from '../domain/allocation/words.ts';
import { agreementNames } from './allocations-words.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { VoucherState } from './treasury-vouchers.page.tsx';

type View = Awaited<ReturnType<typeof fundingApi.allocations.vouchers.show>>;
type Candidate = View['candidates'][number];

/** One voucher: what it says, what it may belong to, and what was decided. */
export default function TreasuryVoucherPage() {
  const { id = '' } = usePathParams();
  const [search, setSearch] = useState('');
  const query = useQuery({
    ...fundingQueries.allocations.vouchers.show.queryOptions({
      input: { id, ...(search ? { search } : {}) },
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title={query.data ? `凭证 ${query.data.number}` : '国库凭证'}
      trail={[{ title: '国库凭证', path: '/funding/treasury-vouchers' }]}
      about={query.data && <VoucherState row={query.data} />}
      actions={query.data && <Acts view={query.data} />}
    >
      <Answer of={query}>
        {(view) => (
          <>
            <Said view={view} />
            {view.state === 'open' && <Candidates view={view} setSearch={setSearch} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

const Said = ({ view }: { readonly view: View }) => (
  <Section title="凭证">
    <Facts
      facts={[
        { label: '类型', value: voucherKindNames[view.kind] },
        { label: '日期', value: view.day },
        { label: '金额（元）', value: yuanOf(view.amountFen) },
        { label: '收款人', value: view.payee || '—' },
        { label: '付款人', value: view.payer || '—' },
        { label: '指标文号', value: view.documentNumber ?? '—' },
        { label: '摘要', value: view.summary || '—' },
        {
          label: '出处',
          value: <AppLink to={`/funding/finance-imports/${view.importId}`}>{view.cell}</AppLink>,
        },
        ...(view.sourceTitle ? [{ label: '对应', value: view.sourceTitle }] : []),
        ...(view.note ? [{ label: '说明', value: view.note }] : []),
        ...(view.decidedBy
          ? [
              {
                label: '办理',
                value: `${view.how === 'automatic' ? '自动对应，' : ''}${view.decidedBy} ${instantText(view.decidedAt)}`,
              },
            ]
          : []),
      ]}
    />
  </Section>
);

const useStep = (view: View) => {
  const stale = [fundingQueries.key()];
  const { id, version } = view;
  const book = useAct({
    run: (target: { sourceId?: string; authorisationId?: string; note?: string }) =>
      fundingApi.allocations.vouchers.book({ id, version, ...target }),
    done: (answer) => (answer.caseId ? '已照实记账，并登记为违规事项。' : '已记账。'),
    stale,
    quiet: true,
  });
  const setAside = useAct({
    run: (note: string) => fundingApi.allocations.vouchers.setAside({ id, version, note }),
    ...{ done: '已搁置。', stale, quiet: true },
  });
  const reopen = useAct({
    run: (note: string) => fundingApi.allocations.vouchers.reopen({ id, version, note }),
    ...{ done: '已退回凭证台。', stale, quiet: true },
  });
  return { book, setAside, reopen };
};

function Acts({ view }: { readonly view: View }) {
  const may = useMay(allocationsActions['funding.allocations.book']);
  const ask = useConfirm();
  const { setAside, reopen } = useStep(view);
  if (!may) return null;
  if (view.state === 'open')
    return (
      <Button
        onClick={() =>
          ask({
            title: '搁置这张凭证',
            text: '不属于本工程的凭证搁置后不记账，随时可以退回凭证台。',
            okText: '搁置',
            reasonLabel: '理由',
            run: (note) => setAside.mutateAsync(note),
          })
        }
      >
        搁置
      </Button>
    );
  if (view.state === 'undone') return null;
  return (
    <Button
      danger={view.state === 'booked'}
      onClick={() =>
        ask({
          title: view.state === 'booked' ? '撤销记账' : '取消搁置',
          text: view.state === 'booked' ? '账上冲正，凭证回到凭证台。' : '凭证回到凭证台。',
          okText: '退回凭证台',
          reasonLabel: '理由',
          danger: view.state === 'booked',
          run: (note) => reopen.mutateAsync(note),
        })
      }
    >
      {view.state === 'booked' ? '撤销记账' : '取消搁置'}
    </Button>
  );
}

type CandidatesProps = { readonly view: View; readonly setSearch: (text: string) => void };

function Candidates({ view, setSearch }: CandidatesProps) {
  const may = useMay(allocationsActions['funding.allocations.book']);
  const ask = useConfirm();
  const { book } = useStep(view);
  const choose = (one: Candidate) => {
    const fact = view.kind === 'payment' && one.kind === 'source';
    ask({
      title: fact ? '没有授权的支付，照实登记' : `对应到“${one.title}”`,
      text: fact
        ? `银行已从“${one.title}”付出 ${yuanOf(view.amountFen)} 元，账上没有相应的授权。登记后成为违规事项，等待处理。`
        : `记账 ${yuanOf(view.amountFen)} 元。超过或不符的部分由账本如实记录并提示。`,
      okText: fact ? '登记为违规事项' : '记账',
      ...(fact ? { reasonLabel: '情况说明', danger: true } : {}),
      run: (note) =>
        book.mutateAsync(
          one.kind === 'source' ? { sourceId: one.id, note } : { authorisationId: one.id, note },
        ),
    });
  };
  return (
    <Section
      title={view.kind === 'receipt' ? '可能对应的来源' : '可能对应的授权或来源'}
      about="相合的排在前面。支付凭证应对应一笔授权；确实没有授权的，选择付出的来源照实登记。"
      actions={
        <Input.Search aria-label="查找" placeholder="文号、单位、合同" allowClear onSearch={setSearch} />
      }
    >
      <Table<Candidate>
        caption="候选"
        rows={view.candidates}
        rowKey={(one) => one.id}
        empty={<Nothing text="没有可以对应的来源或授权。可以搁置，或等授权办好后再来。" />}
        columns={[
          { key: 'kind', title: '', render: (one) => (one.kind === 'source' ? '来源' : '授权') },
          { key: 'title', title: '名称', width: '14em', render: (one) => one.title },
          { key: 'document', title: '文号', width: '12em', render: (one) => one.documentNumbers.join('、') },
          { key: 'payee', title: '收款人', render: (one) => one.payee ?? '—' },
          { key: 'open', title: '尚待（元）', align: 'end', render: (one) => yuanOf(one.openFen) },
          {
            key: 'agrees',
            title: '相合',
            render: (one) =>
              one.agrees.map((what) => (
                <Tag color="success" key={what}>
                  {agreementNames[what]}
                </Tag>
              )),
          },
          {
            key: 'act',
            title: '',
            render: (one) =>
              may && (
                <Button size="small" aria-label={`对应到${one.title}`} onClick={() => choose(one)}>
                  {view.kind === 'payment' && one.kind === 'source' ? '照实登记' : '对应'}
                </Button>
              ),
          },
        ]}
      />
    </Section>
  );
}
