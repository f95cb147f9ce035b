import './plan.css';
import { useQuery } from '@tanstack/react-query';
import { AppLink, usePathParams } from '#ui/navigation.tsx';
import { Figure, Figures, Page, Section } from '#ui/page.tsx';
import { numberText } from '#ui/quantity.ts';
import { Answer, Nothing } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { type planApi, planQueries } from './api.ts';
import { runTitle, startText, targetNames } from './words.ts';

type Compared = Awaited<ReturnType<typeof planApi.runs.compare>>;
type Move = Compared['moves'][number];

/** Two solves side by side: what was put in differently, which estates moved, and the later one's reason. */
export default function ComparePage() {
  const { id = '', other = '' } = usePathParams();
  const query = useQuery(planQueries.runs.compare.queryOptions({ input: { id, other } }));
  return (
    <Page
      trail={[
        { title: '年度计划', path: '/plan/runs' },
        { title: '测算结果', path: `/plan/runs/${id}` },
      ]}
      actions={<AppLink to={`/plan/runs/${other}/compare/${id}`}>前后对调</AppLink>}
    >
      <Answer of={query}>{(data) => <Body data={data} id={id} />}</Answer>
    </Page>
  );
}

const columns: readonly Column<Move>[] = [
  { key: 'name', title: '小区', width: '10em', render: (row) => row.name },
  { key: 'place', title: '街道（乡镇）', width: '8em', render: (row) => row.subdistrictName },
  { key: 'target', title: '类别', render: (row) => (row.target ? targetNames[row.target] : '—') },
  { key: 'households', title: '户数', align: 'end', render: (row) => numberText(row.households) },
  { key: 'from', title: '前一次', width: '6em', render: (row) => startText(row.from) },
  { key: 'to', title: '后一次', width: '6em', render: (row) => startText(row.to) },
  {
    key: 'why',
    title: '后一次的理由',
    width: '28em',
    render: (row) => <span className="hj-plan-why">{row.why}</span>,
  },
];

function Body({ data, id }: { readonly data: Compared; readonly id: string }) {
  const entered = data.moves.filter((move) => move.from === null && move.to !== null).length;
  const left = data.moves.filter((move) => move.from !== null && move.to === null).length;
  return (
    <>
      <Section title="前后两次" about={`前一次：${runTitle(data.from)}。后一次：${runTitle(data.to)}。`}>
        <Figures>
          <Figure label="换了年份" value={data.moves.length - entered - left} unit="个小区" />
          <Figure label="新列入" value={entered} unit="个小区" />
          <Figure label="不再列入" value={left} unit="个小区" />
          <Figure label="没有变化" value={data.same} unit="个小区" />
        </Figures>
      </Section>
      <Section title="条件哪里不同">
        <Table
          dense
          caption="条件的不同"
          rows={data.inputs}
          rowKey={(row) => row.label}
          empty={<Nothing text="资金、能力、指定和规则都相同" />}
          columns={[
            { key: 'label', title: '条件', render: (row) => row.label },
            { key: 'from', title: '前一次', render: (row) => row.from },
            { key: 'to', title: '后一次', render: (row) => row.to },
          ]}
        />
      </Section>
      <Section title="哪些小区变了">
        <Table
          dense
          caption="变动的小区"
          rows={data.moves}
          rowKey={(row) => row.estateId}
          rowName={(row) => row.name}
          open={(row) => `/plan/runs/${id}/estates/${row.estateId}`}
          columns={columns}
          empty={<Nothing text="没有小区变动" />}
        />
      </Section>
    </>
  );
}
