import { Alert, Button } from 'antd';
import { DataTable } from '#ui/data-table.tsx';
import { pageAnswer, pageInput } from '#ui/list-state.ts';
import { Section } from '#ui/page.tsx';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { type Import, type Issue, surveyApi, surveyQueries } from './api.ts';
import { kindNames, optionsOf, SeverityTag, severityNames } from './words.tsx';

type Report = NonNullable<Import['report']>;
type StepProps = { readonly one: Import; readonly report: Report; readonly next: () => void };

const columns: readonly Column<Issue & { key: string }>[] = [
  { key: 'cell', title: '单元格', render: (issue) => issue.cell },
  { key: 'severity', title: '处理', render: (issue) => <SeverityTag severity={issue.severity} /> },
  { key: 'name', title: '小区', width: '11em', render: (issue) => issue.name ?? '（无名称）' },
  { key: 'message', title: '问题', width: '24em', render: (issue) => issue.message },
  {
    key: 'change',
    title: '原文 → 采用',
    width: '10em',
    render: (issue) => (issue.from === null ? '—' : `${issue.from || '（空）'} → ${issue.to || '（空）'}`),
  },
  { key: 'sheet', title: '工作表', width: '6em', render: (issue) => issue.sheet },
  { key: 'code', title: '代码', optional: true, render: (issue) => issue.code },
];

/** Example sentences shortened to what they have in common, for the filter. */
const codeName = ({ example, code, count }: Report['issues'][number]): string => {
  const plain = example.replace(/^“[^”]*”[：:]?/, '').replace(/（[^）]*）/g, '');
  return `${(plain || code).slice(0, 22)}（${count}）`;
};

/** Every fault of the ledger at once, by severity, kind of fault, sheet and row. */
export function IssueStep({ one, report, next }: StepProps) {
  const total = report.issues.reduce((sum, issue) => sum + issue.count, 0);
  return (
    <Section
      title="问题清单"
      about={`共 ${total} 个问题，全部列在这里。“已更正”按右边的值采用，“请核对”照原样采用，“不予登记”的行不写入。可下载批注副本逐格改正后重新上传。`}
    >
      {report.checks.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`有 ${report.checks.length} 处整表的问题：小计、合计与各行不符，或有工作表没有读取`}
          description={
            <ul>
              {report.checks.map((check) => (
                <li key={`${check.row}${check.code}`}>
                  第 {check.row} 行：{check.message}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <DataTable<Issue & { key: string }>
        name="survey.issues"
        caption="问题清单"
        queryKey={[...surveyQueries.imports.key(), 'issues', one.id, one.version]}
        load={async (query, signal) => {
          const input = { id: one.id, ...query.filters, ...pageInput(query) } as Parameters<
            typeof surveyApi.imports.issues
          >[0];
          const answer = await surveyApi.imports.issues(input, { signal });
          const items = answer.items.map((issue, at) => ({ ...issue, key: `${query.page}.${at}` }));
          return pageAnswer({ ...answer, items });
        }}
        rowKey={(issue) => issue.key}
        columns={columns}
        filters={[
          { key: 'severity', label: '处理', options: optionsOf(severityNames) },
          {
            key: 'code',
            label: '问题种类',
            options: report.issues.map((issue) => ({ value: issue.code, label: codeName(issue) })),
          },
          { key: 'kind', label: '表', options: optionsOf(kindNames) },
          { key: 'row', label: '行号' },
        ]}
        empty={<Nothing text="没有发现问题" />}
      />
      <div className="hj-form-buttons">
        <Button type="primary" onClick={next}>
          下一步：看与现有数据的差异
        </Button>
      </div>
    </Section>
  );
}
