import { Alert, Button, Tag } from 'antd';
import { DataTable } from '#ui/data-table.tsx';
import { pageAnswer, pageInput } from '#ui/list-state.ts';
import { AppLink } from '#ui/navigation.tsx';
import { Section } from '#ui/page.tsx';
import type { Column } from '#ui/table.tsx';
import { type Import, type ImportRow, surveyApi, surveyQueries } from './api.ts';
import { useRegionName } from './region-name.ts';
import './survey.css';
import { ActionTag, actionNames, fieldText, fieldTitle, optionsOf } from './words.tsx';

type Report = NonNullable<Import['report']>;
type StepProps = { readonly one: Import; readonly report: Report; readonly next: () => void };

/** What committing would do, row by row and field by field, and which registered estates the ledger does not name. */
export function DifferenceStep({ one, report, next }: StepProps) {
  const nameOf = useRegionName();
  const columns: readonly Column<ImportRow>[] = [
    { key: 'row', title: '行', align: 'end', render: (row) => row.row },
    { key: 'action', title: '去向', render: (row) => <ActionTag action={row.action} /> },
    {
      key: 'name',
      title: '小区',
      width: '12em',
      render: (row) =>
        row.estateId ? (
          <AppLink to={`/survey/estates/${row.estateId}`}>{row.name}</AppLink>
        ) : (
          (row.name ?? '—')
        ),
    },
    { key: 'place', title: '街道（乡镇）', render: (row) => row.place || '—' },
    {
      key: 'difference',
      title: '变化或原因',
      width: '26em',
      render: (row) => <Difference row={row} nameOf={nameOf} />,
    },
  ];
  return (
    <Section
      title="与现有数据的差异"
      about="按小区编码，或街道（乡镇）与名称（含别名）对应到已登记的小区。空白格不覆盖已有的数。"
    >
      {report.counts.missing > 0 && <Missing report={report} />}
      <DataTable<ImportRow>
        name="survey.rows"
        caption="与现有数据的差异"
        queryKey={[...surveyQueries.imports.key(), 'rows', one.id, one.version]}
        load={async (query, signal) => {
          const input = { id: one.id, ...query.filters, ...pageInput(query) } as Parameters<
            typeof surveyApi.imports.rows
          >[0];
          return pageAnswer(await surveyApi.imports.rows(input, { signal }));
        }}
        rowKey={(row) => `${row.kind}${row.row}`}
        columns={columns}
        searchHint="小区名称的一部分"
        filters={[{ key: 'action', label: '去向', options: optionsOf(actionNames) }]}
      />
      <div className="hj-form-buttons">
        <Button type="primary" onClick={next}>
          下一步：提交
        </Button>
      </div>
    </Section>
  );
}

type DifferenceProps = { readonly row: ImportRow; readonly nameOf: (code: string) => string };

function Difference({ row, nameOf }: DifferenceProps) {
  if (row.action === 'refused')
    return row.issues
      .filter((issue) => issue.severity === 'rejected')
      .map((issue) => issue.message)
      .join(' ');
  if (row.difference.length === 0) return row.action === 'new' ? '新小区' : '—';
  return (
    <ul className="hj-plain-list">
      {row.difference.map((change) => (
        <li key={change.field}>
          {fieldTitle(change.field)}：<del>{fieldText(change.field, change.from, nameOf) ?? '（空）'}</del> →{' '}
          <ins>{fieldText(change.field, change.to, nameOf) ?? '（空）'}</ins>{' '}
          {change.edited && <Tag color="warning">人工改过</Tag>}
        </li>
      ))}
    </ul>
  );
}

function Missing({ report }: { readonly report: Report }) {
  const { missing, counts } = report;
  return (
    <Alert
      type="info"
      showIcon
      title={`已登记而台账中没有的小区 ${counts.missing} 个（不会因此停用）`}
      description={
        <details>
          <summary>看名单{missing.length < counts.missing && `（前 ${missing.length} 个）`}</summary>
          {missing.map((estate) => (
            <span key={estate.id}>
              <AppLink to={`/survey/estates/${estate.id}`}>{estate.name}</AppLink>{' '}
            </span>
          ))}
        </details>
      }
    />
  );
}
