import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { DataTable } from '#ui/data-table.tsx';
import { type ListQuery, pageAnswer } from '#ui/list-state.ts';
import { useSearchText } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { instantText, numberText } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { refusalName, refusalOptions } from './access-words.ts';
import { participationApi, participationQueries } from './api.ts';

const api = participationApi.access.refusals;
type Row = Awaited<ReturnType<typeof api.list>>['items'][number];
type Address = Awaited<ReturnType<typeof api.summary>>['addresses'][number];

const columns: readonly Column<Row>[] = [
  { key: 'at', title: '时间', width: '11em', render: (one) => instantText(one.at) },
  { key: 'kind', title: '情形', render: (one) => refusalName(one.kind) },
  { key: 'address', title: '地址标记', render: (one) => <code>{one.address}</code> },
  { key: 'place', title: '房屋', render: (one) => one.place || '—' },
  { key: 'region', title: '区划代码', render: (one) => one.region || '—' },
];

const filterKeys = ['kind', 'address', 'from', 'to'] as const;
const filterOf = (read: (key: string) => string | null | undefined) =>
  Object.fromEntries(filterKeys.flatMap((key) => (read(key) ? [[key, read(key) ?? '']] : [])));

/** 异常尝试: what was refused on the way in, by kind, day and address. */
export default function Refusals() {
  const [params, change] = useSearchText();
  const summary = useQuery(
    participationQueries.access.refusals.summary.queryOptions({ input: filterOf((key) => params.get(key)) }),
  );
  const load = async ({ page, pageSize, filters }: ListQuery, signal: AbortSignal) =>
    pageAnswer(await api.list({ ...filterOf((key) => filters[key]), page, size: pageSize }, { signal }));
  return (
    <Page about="被拒绝的进入、核实与表决请求。网络地址只留不可还原的标记：同一地址标记相同，看不出是谁。同一地址错误过多时系统已自动暂停受理，无需处理；同一房屋反复“已在别的手机使用”时，请联系住户并补发新卡。">
      <Section title="按地址合计" about="次数最多的二十个地址；点标记只看这个地址。">
        <Answer of={summary}>
          {({ kinds, addresses }) => (
            <>
              <p>
                {kinds.length === 0
                  ? '所选期间没有被拒绝的尝试。'
                  : kinds.map((one) => `${refusalName(one.kind)} ${numberText(one.count)} 次`).join('；')}
              </p>
              <Table<Address>
                caption="按地址合计"
                rows={addresses}
                rowKey={(one) => one.address}
                dense
                columns={[
                  {
                    key: 'address',
                    title: '地址标记',
                    render: (one) => (
                      <Button
                        type="link"
                        size="small"
                        onClick={() => change({ address: one.address, page: undefined })}
                      >
                        <code>{one.address}</code>
                      </Button>
                    ),
                  },
                  { key: 'count', title: '次数', align: 'end', render: (one) => numberText(one.count) },
                  { key: 'first', title: '最早', render: (one) => instantText(one.first) },
                  { key: 'last', title: '最近', render: (one) => instantText(one.last) },
                ]}
              />
            </>
          )}
        </Answer>
      </Section>
      <Section title="逐条记录">
        <DataTable<Row>
          name="participation.refusals"
          caption="异常尝试"
          queryKey={[...participationQueries.access.refusals.key(), 'list']}
          load={load}
          rowKey={(one) => one.id}
          columns={columns}
          filters={[
            { key: 'kind', label: '情形', options: refusalOptions },
            { key: 'from', label: '从', kind: 'day' },
            { key: 'to', label: '到', kind: 'day' },
            { key: 'address', label: '地址标记' },
          ]}
        />
      </Section>
    </Page>
  );
}
