import { Button } from 'antd';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { Section } from '#ui/page.tsx';
import { instantText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { channelNames } from '../contract-wishes-shapes.ts';
import { participationApi, participationQueries } from './api.ts';
import { type WishesDetail, wordOptions } from './wishes-words.tsx';

type Item = Awaited<ReturnType<typeof participationApi.wishes.answers.list>>['items'][number];

const fixed: readonly Column<Item>[] = [
  {
    key: 'door',
    title: '门牌',
    width: '11em',
    render: (one) => [one.building, one.entrance, one.room].filter(Boolean).join(' '),
  },
  { key: 'floor', title: '楼层', align: 'end', render: (one) => one.floor ?? '—', optional: true },
  { key: 'channel', title: '途径', render: (one) => channelNames[one.channel] },
  { key: 'at', title: '时间', render: (one) => instantText(one.at) },
  { key: 'by', title: '录入', render: (one) => one.enteredBy, optional: true },
  { key: 'state', title: '效力', render: (one) => (one.replaced ? '已被替换' : '有效') },
];

/** Every answer by door, the replaced ones on demand; names are nowhere in it. */
export function WishesAnswers({ survey }: { readonly survey: WishesDetail }) {
  const { id, questions } = survey;
  const save = useAct({ run: () => download(`/api/participation/wishes/${id}/answers.xlsx`, '答复.xlsx') });
  const load = async (query: ListQuery, signal: AbortSignal) => {
    const { channel, building, replaced } = query.filters;
    const input = { id, ...pageInput(query), channel, building, replaced } as Parameters<
      typeof participationApi.wishes.answers.list
    >[0];
    return pageAnswer(await participationApi.wishes.answers.list(input, { signal }));
  };
  const columns = [
    ...fixed,
    ...questions.map((question, n) => ({
      key: question.id,
      title: `${n + 1}. ${question.title.slice(0, 12)}`,
      render: (one: Item) => one.answers[question.id] || '—',
      optional: n > 3,
    })),
  ];
  const buildings = survey.coverage.buildings.map(({ building }) => ({ value: building, label: building }));
  return (
    <Section
      title="逐户答复"
      actions={
        <Button className="hj-no-print" loading={save.isPending} onClick={() => save.mutate()}>
          导出答复 .xlsx
        </Button>
      }
    >
      <DataTable<Item>
        name={`participation.wishes.answers.${id}`}
        caption="逐户答复"
        queryKey={[...participationQueries.wishes.answers.list.key(), id]}
        load={load}
        rowKey={(one) => one.id}
        columns={columns}
        filters={[
          { key: 'building', label: '楼栋', options: buildings },
          { key: 'channel', label: '途径', options: wordOptions(channelNames) },
          { key: 'replaced', label: '已替换的', options: [{ value: 'true', label: '一并列出' }] },
        ]}
        empty={<Nothing text="还没有答复。可以录入、导入，或转入入户意愿。" />}
      />
    </Section>
  );
}
