import './policy.css';
import { useQuery } from '@tanstack/react-query';
import { Segmented, Tag } from 'antd';
import { AppLink, useSearchText } from '#ui/navigation.tsx';
import { Figure, Figures, Page, Section } from '#ui/page.tsx';
import { Answer } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { type ClauseStatus, placeNames, statusNames } from '../domain/clauses/clause.ts';
import { type policyApi, policyQueries } from './api.ts';

type Clause = Awaited<ReturnType<(typeof policyApi)['clauses']['list']>>[number];

const colours: Readonly<Record<ClauseStatus, string>> = {
  done: 'success',
  partial: 'processing',
  pending: 'default',
};

const columns: readonly Column<Clause>[] = [
  { key: 'id', title: '条款', render: (one) => one.id, width: '5em' },
  { key: 'says', title: '要求（摘要）', render: (one) => one.says },
  { key: 'duty', title: '系统怎么做', render: (one) => one.duty },
  { key: 'responsible', title: '责任单位', render: (one) => one.responsible, width: '10em' },
  { key: 'status', title: '落实情况', render: (one) => <Status clause={one} />, width: '14em' },
  { key: 'places', title: '在哪里', render: (one) => <Places clause={one} />, width: '14em' },
  { key: 'figures', title: '实时数字', render: (one) => <Live clause={one} />, width: '12em' },
];

function Status({ clause }: { readonly clause: Clause }) {
  return (
    <>
      <Tag color={colours[clause.status]}>{statusNames[clause.status]}</Tag>
      {clause.lacking && <div className="hj-about">{clause.lacking}</div>}
    </>
  );
}

function Places({ clause }: { readonly clause: Clause }) {
  if (clause.places.length === 0) return '—';
  return (
    <ul className="policy-list">
      {clause.places.map((place) => (
        <li key={place.at + place.title}>
          {place.kind === 'page' ? (
            <AppLink to={place.at}>{place.title}</AppLink>
          ) : (
            <span title={place.at}>
              {placeNames[place.kind]}：{place.title}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Live({ clause }: { readonly clause: Clause }) {
  if (clause.figures.length === 0) return '—';
  return (
    <ul className="policy-list">
      {clause.figures.map((figure) => (
        <li key={figure.title}>
          {figure.title} <strong>{figure.value ?? '—'}</strong> {figure.unit}
        </li>
      ))}
    </ul>
  );
}

const views = [
  { value: '', label: '全部' },
  { value: 'done', label: statusNames.done },
  { value: 'partial', label: statusNames.partial },
  { value: 'pending', label: statusNames.pending },
];

/** 政策落实: every clause of the plan, where it is done, its live figures, and what is still to be built. */
export default function Clauses() {
  const query = useQuery(policyQueries.clauses.list.queryOptions());
  const [params, change] = useSearchText();
  const view = params.get('status') ?? '';
  return (
    <Page about="实施方案的每一条：系统在哪里落实、实时数字、由谁负责；没有落实的如实写明待建。条款按原文编号，内容为摘要。">
      <Answer of={query}>
        {(clauses) => (
          <>
            <Summary clauses={clauses} />
            <Section
              title="条款"
              actions={
                <Segmented
                  aria-label="按落实情况筛选"
                  options={views}
                  value={view}
                  onChange={(status) => change({ status: String(status) || undefined })}
                />
              }
            >
              <Table
                caption="政策落实"
                columns={columns}
                rows={clauses.filter((one) => view === '' || one.status === view)}
                rowKey={(one) => one.id}
                empty="没有这种情况的条款"
              />
            </Section>
          </>
        )}
      </Answer>
    </Page>
  );
}

function Summary({ clauses }: { readonly clauses: readonly Clause[] }) {
  const count = (status: ClauseStatus): number => clauses.filter((one) => one.status === status).length;
  return (
    <Section title="总体情况">
      <Figures>
        <Figure label="条款" value={clauses.length} unit="条" />
        <Figure label={statusNames.done} value={count('done')} unit="条" />
        <Figure label={statusNames.partial} value={count('partial')} unit="条" />
        <Figure label={statusNames.pending} value={count('pending')} unit="条" />
      </Figures>
    </Section>
  );
}
