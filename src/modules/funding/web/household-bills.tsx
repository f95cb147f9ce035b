import { Button } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { Section } from '#ui/page.tsx';
import { useMay } from '#ui/session.tsx';
import { householdsActions } from '../contract-households.ts';
import { type BillState, billStateNames } from '../domain/household/words.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { RemindDialog } from './household-remind.tsx';
import { type BillRow, billColumns, type Collection, options } from './household-words.tsx';

function billFilters(query: ListQuery) {
  const state = (Object.keys(billStateNames) as BillState[]).find((each) => each === query.filters.state);
  const sort = (['place', 'share', 'left', 'overdue'] as const).find((each) => each === query.sort);
  const { building } = query.filters;
  return {
    ...(state ? { state } : {}),
    ...(building ? { building } : {}),
    ...(sort ? { sort, descending: `${query.descending}` as const } : {}),
  };
}

/** Every part of a collection: searched, filtered, exported, reminded. */
export function CollectionBills({ one }: { readonly one: Collection }) {
  const edits = useMay(householdsActions['funding.households.edit']);
  const [chosen, setChosen] = useState<{ keys: readonly string[]; clear: () => void }>();
  return (
    <Section title="各户">
      <DataTable<BillRow>
        name="funding.households.bills"
        caption="各户"
        queryKey={[...fundingQueries.households.bills.key(), 'list', one.id]}
        load={async (query, signal) =>
          pageAnswer(
            await fundingApi.households.bills.list(
              { id: one.id, ...pageInput(query), ...billFilters(query) },
              { signal },
            ),
          )
        }
        rowKey={(row) => row.id}
        rowName={(row) => row.place}
        open={(row) => `/funding/households/bills/${row.id}`}
        columns={billColumns}
        searchHint="房号、账单号或姓氏"
        onExport={(query) => {
          const { search } = pageInput(query) as { search?: string };
          const asked = new URLSearchParams({ ...(search ? { search } : {}), ...billFilters(query) });
          return download(
            `/api/funding/households/collections/${one.id}/bills.xlsx?${asked}`,
            '各户出资.xlsx',
          );
        }}
        filters={[
          { key: 'state', label: '状态', options: options(billStateNames) },
          {
            key: 'building',
            label: '楼栋',
            options: one.buildings.map(({ building }) => ({ value: building, label: building })),
          },
        ]}
        tools={
          edits &&
          one.state === 'issued' && (
            <Button onClick={() => setChosen({ keys: [], clear: () => undefined })}>催缴全部逾期</Button>
          )
        }
        {...(edits && one.state === 'issued'
          ? {
              bulk: [
                {
                  key: 'remind',
                  label: '登记催缴',
                  run: (keys: readonly string[], clear: () => void) => setChosen({ keys, clear }),
                },
              ],
            }
          : {})}
        empty="没有房屋"
      />
      {chosen && (
        <RemindDialog
          one={one}
          billIds={chosen.keys}
          close={() => {
            chosen.clear();
            setChosen(undefined);
          }}
        />
      )}
    </Section>
  );
}
