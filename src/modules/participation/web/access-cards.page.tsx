import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { useSearchText } from '#ui/navigation.tsx';
import { Figure, Figures, Page, Section } from '#ui/page.tsx';
import { numberText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { accessActions } from '../contract-access.ts';
import './access.css';
import { buildingColumns, type Card, type Counts, cardColumns } from './access-columns.tsx';
import { CardPrint } from './access-print.tsx';
import { type CardState, cardStateNames } from './access-words.ts';
import { participationApi, participationQueries } from './api.ts';
import { EstateSelect } from './estate-select.tsx';

const api = participationApi.access;
export type Issued = Awaited<ReturnType<typeof api.cards.issue>>;
type Order = { readonly building?: string; readonly partIds?: string[]; readonly reason?: string };

const stale = [participationQueries.access.key()];

/** 住户码: who has a card, who used it; making, replacing, revoking and printing cards. */
export default function AccessCards() {
  const [params, change] = useSearchText();
  const estateId = params.get('estate') ?? undefined;
  const [issued, setIssued] = useState<Issued>();
  if (issued) return <CardPrint issued={issued} close={() => setIssued(undefined)} />;
  return (
    <Page about="每套房屋一张住户卡，凭卡上的二维码参加意愿征询和内容选择。住户码只在制卡时显示一次，系统不保存原文；没有打印成功或卡片丢失，重新制卡即可，旧卡随即作废。">
      <Section title="小区">
        <label htmlFor="access-estate">选择小区</label>
        <div>
          <EstateSelect
            id="access-estate"
            value={estateId}
            onChange={(next) => change({ estate: next, page: undefined, building: undefined })}
          />
        </div>
      </Section>
      {estateId ? (
        <Cards key={estateId} estateId={estateId} show={setIssued} />
      ) : (
        <Nothing text="先选择一个小区，再查看各楼栋的制卡和使用情况。" />
      )}
    </Page>
  );
}

function useIssue(estateId: string, show: (issued: Issued) => void) {
  const confirm = useConfirm();
  const act = useAct({
    run: (order: Order) => api.cards.issue({ estateId, ...order }),
    after: show,
    stale,
    quiet: true,
  });
  return (what: string, order: Order) =>
    confirm({
      title: `制作住户卡：${what}`,
      text: order.partIds
        ? `为所选 ${order.partIds.length} 套房屋制作新卡。旧卡立即作废，已用旧卡进入的手机随即退出，不能恢复。`
        : '为还没有可用住户卡的房屋制卡。住户码只显示这一次，请在下一页立即打印。',
      okText: '制卡',
      ...(order.partIds ? { reasonLabel: '制卡或补发的原因' } : {}),
      run: (reason) => act.mutateAsync({ ...order, reason }),
    });
}

function Cards({ estateId, show }: { readonly estateId: string; readonly show: (issued: Issued) => void }) {
  const summary = useQuery(participationQueries.access.cards.summary.queryOptions({ input: { estateId } }));
  const issues = useMay(accessActions['participation.access.issue']);
  const issue = useIssue(estateId, show);
  const { estate, buildings = [] } = summary.data ?? {};
  if (summary.error) return <Alert type="error" showIcon title={summary.error.message} />;
  if (estate?.parts === 0)
    return <Nothing text="这个小区还没有专有部分名册。请先在“业主名册”中导入，再制作住户卡。" />;
  return (
    <>
      <Section
        title="制卡情况"
        actions={
          issues && (
            <Button type="primary" onClick={() => issue('全小区', {})}>
              为未制卡的房屋制卡
            </Button>
          )
        }
      >
        {estate && (
          <div className="access-figures">
            <Figures>
              <Figure label="专有部分" value={numberText(estate.parts)} unit="套" />
              {(Object.keys(cardStateNames) as CardState[]).map((state) => (
                <Figure
                  key={state}
                  label={cardStateNames[state]}
                  value={numberText(estate.states[state])}
                  unit="套"
                />
              ))}
            </Figures>
          </div>
        )}
        <Table<Counts>
          caption="各楼栋制卡情况"
          rows={buildings}
          rowKey={(one) => one.building}
          columns={buildingColumns(issues ? (building) => issue(building, { building }) : undefined)}
        />
      </Section>
      <CardList estateId={estateId} buildings={buildings.map((one) => one.building)} issue={issue} />
    </>
  );
}

type ListProps = {
  readonly estateId: string;
  readonly buildings: readonly string[];
  readonly issue: (what: string, order: Order) => void;
};

const filterOf = (estateId: string, { filters }: ListQuery) => ({
  estateId,
  ...(filters.building ? { building: filters.building } : {}),
  ...(filters.state ? { state: filters.state as CardState } : {}),
});

function CardList({ estateId, buildings, issue }: ListProps) {
  const confirm = useConfirm();
  const revokes = useMay(accessActions['participation.access.revoke']);
  const revoke = useAct({
    run: (input: { id: string; reason: string }) => api.cards.revoke(input),
    done: ({ sessions }) => (sessions ? '已作废，已进入的手机随即退出' : '已作废'),
    stale,
  });
  const ask = (row: Card) =>
    confirm({
      title: `作废住户卡：${row.place}`,
      text: '卡片立即不能使用，已用这张卡进入的手机随即退出，不能恢复。需要时再补发新卡。',
      okText: '作废',
      danger: true,
      reasonLabel: '作废原因',
      run: (reason) => revoke.mutateAsync({ id: row.cardId ?? '', reason }),
    });
  return (
    <Section title="逐户查看">
      <DataTable<Card>
        name="participation.access"
        caption="住户码"
        queryKey={[...participationQueries.access.key(), estateId]}
        load={async (query, signal) =>
          pageAnswer(await api.cards.list({ ...filterOf(estateId, query), ...pageInput(query) }, { signal }))
        }
        rowKey={(one) => one.partId}
        rowName={(one) => one.place}
        columns={cardColumns(revokes ? ask : undefined)}
        searchHint="楼栋单元房号，如 3号楼1单元201"
        filters={[
          { key: 'building', label: '楼栋', options: buildings.map((value) => ({ value, label: value })) },
          {
            key: 'state',
            label: '状态',
            options: Object.entries(cardStateNames).map(([value, label]) => ({ value, label })),
          },
        ]}
        {...(revokes
          ? {
              bulk: [
                {
                  key: 'issue',
                  label: '制作新卡',
                  run: (partIds, clear) => {
                    issue('所选房屋', { partIds: [...partIds] });
                    clear();
                  },
                },
              ],
            }
          : {})}
        onExport={(query) => {
          const asked = new URLSearchParams({
            ...filterOf(estateId, query),
            ...(query.search ? { search: query.search } : {}),
          });
          return download(`/api/participation/access/export?${asked}`, '住户码.xlsx');
        }}
        empty={<Nothing text="没有房屋。" />}
      />
    </Section>
  );
}
