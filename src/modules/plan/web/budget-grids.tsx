import { EditGrid, type GridColumn } from '#ui/edit-grid.tsx';
import { wanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { Nothing } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import {
  carryOptions,
  classesOfCell,
  classOptions,
  fenOfCell,
  householdsOfCell,
  wanCell,
} from '../domain/budget-cells.ts';
import { planApi, planQueries } from './api.ts';
import { classText } from './words.ts';

export type BudgetView = Awaited<ReturnType<typeof planApi.budget.show>>;
type Saved = Parameters<typeof planApi.budget.save>[0];
type Props = { readonly view: BudgetView; readonly edits: boolean };

/** Saves a block of cells; the grid itself tells how it went. */
export function useSaveBudget() {
  return useAct({
    run: (input: Saved) => planApi.budget.save(input),
    stale: [planQueries.budget.key()],
    quiet: true,
  });
}

const totalOf = (amounts: Readonly<Record<string, string>>): string =>
  wanOf(String(Object.values(amounts).reduce((sum, fen) => sum + BigInt(fen), 0n)));

const amountFault = (text: string) =>
  fenOfCell(text) === null ? '应为不小于 0 的万元数，至多 6 位小数' : undefined;

function channelColumns(years: readonly number[]): GridColumn[] {
  return [
    { key: 'title', title: '渠道', fixed: true, width: '12em' },
    {
      key: 'classes',
      title: '可用于',
      width: '13em',
      options: classOptions,
      check: (text) => (classesOfCell(text) ? undefined : `应为：${classOptions.join('，')}`),
    },
    { key: 'carry', title: '余额', width: '6em', options: carryOptions },
    ...years.map((year) => ({
      key: String(year),
      title: `${year} 年`,
      align: 'end' as const,
      width: '7em',
      check: amountFault,
    })),
    { key: 'total', title: '合计', fixed: true, align: 'end', width: '8em' },
  ];
}

/** Years × channels; pasted and filled like a spreadsheet, plain to read for those who may not edit. */
export function ChannelGrid({ view, edits }: Props) {
  const save = useSaveBudget();
  const columns = channelColumns(view.years);
  const rows = view.channels.map((one) => ({
    key: one.id,
    values: {
      title: one.title,
      classes: classText(one.classes),
      carry: one.carry ? '可结转' : '不结转',
      ...Object.fromEntries(view.years.map((year) => [String(year), wanCell(one.amounts[year])])),
      total: totalOf(one.amounts),
    } as Record<string, string>,
  }));
  if (!edits) return <PlainGrid caption="资金盘子" columns={columns} rows={rows} />;
  const onSave = (
    changes: readonly { readonly key: string; readonly values: Readonly<Record<string, string>> }[],
  ) =>
    save.mutateAsync({
      channels: changes.map(({ key, values }) => {
        const { classes, carry, ...years } = values;
        const list = classes === undefined ? undefined : classesOfCell(classes);
        return {
          id: key,
          version: view.channels.find((one) => one.id === key)?.version ?? 0,
          amounts: Object.fromEntries(
            Object.entries(years).map(([year, text]) => [year, fenOfCell(text) ?? '0']),
          ),
          ...(list ? { classes: list } : {}),
          ...(carry === undefined ? {} : { carry: carry === '可结转' }),
        };
      }),
    });
  return <EditGrid caption="资金盘子" columns={columns} rows={rows} onSave={onSave} />;
}

/** Years × subdistricts in households. */
export function CapacityGrid({ view, edits }: Props) {
  const save = useSaveBudget();
  const columns: GridColumn[] = [
    { key: 'name', title: '街道（乡镇）', fixed: true, width: '12em' },
    ...view.startYears.map((year) => ({
      key: String(year),
      title: `${year} 年`,
      align: 'end' as const,
      width: '7em',
      check: (text: string) =>
        householdsOfCell(text) === undefined ? '应为不小于 0 的整户数，空白为不限' : undefined,
    })),
  ];
  const rows = view.capacity.map((one) => ({
    key: one.subdistrict,
    values: {
      name: one.name,
      ...Object.fromEntries(
        view.startYears.map((year) => [String(year), String(one.households[year] ?? '')]),
      ),
    } as Record<string, string>,
  }));
  if (rows.length === 0) return <Nothing text="没有可看的街道" />;
  if (!edits) return <PlainGrid caption="施工能力" columns={columns} rows={rows} blank="不限" />;
  const onSave = (
    changes: readonly { readonly key: string; readonly values: Readonly<Record<string, string>> }[],
  ) =>
    save.mutateAsync({
      capacity: changes.map(({ key, values }) => ({
        subdistrict: key,
        version: view.capacity.find((one) => one.subdistrict === key)?.version ?? 0,
        households: Object.fromEntries(
          Object.entries(values).map(([year, text]) => [year, householdsOfCell(text) ?? null]),
        ),
      })),
    });
  return <EditGrid caption="施工能力" columns={columns} rows={rows} onSave={onSave} />;
}

type PlainProps = {
  readonly caption: string;
  readonly columns: readonly GridColumn[];
  readonly rows: readonly { readonly key: string; readonly values: Readonly<Record<string, string>> }[];
  readonly blank?: string;
};

function PlainGrid({ caption, columns, rows, blank = '—' }: PlainProps) {
  return (
    <Table
      dense
      caption={caption}
      rows={rows}
      rowKey={(row) => row.key}
      columns={columns.map((column) => ({
        key: column.key,
        title: column.title,
        ...(column.align ? { align: column.align } : {}),
        render: (row: PlainProps['rows'][number]) => row.values[column.key] || blank,
      }))}
    />
  );
}
