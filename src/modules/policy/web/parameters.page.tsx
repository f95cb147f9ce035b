import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useSearchText } from '#ui/navigation.tsx';
import { Figure, Figures, Page, Section } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { provenanceNames } from '../domain/parameter.ts';
import { valueText } from '../domain/value-text.ts';
import { type policyApi, policyQueries } from './api.ts';
import { StandingTag } from './standing.tsx';

type Listed = Awaited<ReturnType<(typeof policyApi)['parameters']['list']>>;
type Parameter = Listed['parameters'][number];

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

const columns: readonly Column<Parameter>[] = [
  { key: 'title', title: '参数', render: (one) => one.title, width: '16em' },
  { key: 'value', title: '现行取值', render: (one) => short(valueText(one.value)) },
  { key: 'unit', title: '单位', render: (one) => one.unit || '—', width: '7em' },
  { key: 'clause', title: '条款', render: (one) => one.clause, width: '6em' },
  { key: 'provenance', title: '出处', render: (one) => provenanceNames[one.provenance], width: '7em' },
  { key: 'from', title: '生效', render: (one) => dayText(one.from), width: '9em' },
  { key: 'standing', title: '状态', render: (one) => <StandingTag standing={one.standing} />, width: '6em' },
];

const views = [
  { value: '', label: '全部' },
  { value: 'unverified', label: '待核' },
  { value: 'overridden', label: '已调整' },
  { value: 'confirmed', label: '已确认' },
];

/** 政策参数: every figure and list of the rule pack, with clause, provenance and standing. */
export default function Parameters() {
  const query = useQuery(policyQueries.parameters.list.queryOptions());
  const [params, change] = useSearchText();
  const view = params.get('standing') ?? '';
  return (
    <Page about="规则中的每个数字和清单都来自文件，或者是待核的缺省值；工作专班可以确认或说明理由后调整，过程留痕。">
      <Answer of={query}>
        {(data) => (
          <>
            <Summary data={data} />
            <Section
              title="参数"
              actions={
                <Segmented
                  aria-label="按状态筛选"
                  options={views}
                  value={view}
                  onChange={(standing) => change({ standing: String(standing) || undefined })}
                />
              }
            >
              <Table
                caption="政策参数"
                columns={columns}
                rows={data.parameters.filter((one) => view === '' || one.standing === view)}
                rowKey={(one) => one.id}
                rowName={(one) => one.title}
                open={(one) => `/policy/parameters/${one.id}`}
                empty="没有这种状态的参数"
              />
            </Section>
            <Documents data={data} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Summary({ data }: { readonly data: Listed }) {
  const count = (standing: Parameter['standing']): number =>
    data.parameters.filter((one) => one.standing === standing).length;
  return (
    <Section title={data.pack.title} about={`规则版本 ${data.pack.version}，评估与计划都记下所用的版本。`}>
      <Figures>
        <Figure label="参数" value={data.parameters.length} unit="个" />
        <Figure label="待核" value={count('unverified')} unit="个" />
        <Figure label="已确认" value={count('confirmed')} unit="个" />
        <Figure label="已调整" value={count('overridden')} unit="个" />
      </Figures>
    </Section>
  );
}

function Documents({ data }: { readonly data: Listed }) {
  return (
    <Section title="依据文件">
      <Table
        caption="依据文件"
        columns={[
          { key: 'title', title: '文件', render: (one) => one.title },
          { key: 'number', title: '文号', render: (one) => one.number || '—' },
          { key: 'day', title: '日期', render: (one) => dayText(one.day) },
          { key: 'note', title: '说明', render: (one) => one.note || '—' },
        ]}
        rows={data.pack.documents}
        rowKey={(one) => one.title}
      />
    </Section>
  );
}
