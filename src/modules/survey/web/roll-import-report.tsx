import { Alert, Tag } from 'antd';
import { DataTable } from '#ui/data-table.tsx';
import { pageAnswer, pageInput } from '#ui/list-state.ts';
import { Figure, Figures, Section } from '#ui/page.tsx';
import { m2Of, numberText } from '#ui/quantity.ts';
import { Nothing } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { type RollColumn, rollColumnTitles } from '../domain/roll/columns.ts';
import { surveyApi, surveyQueries } from './api.ts';
import { partFieldTitle, type RollImport } from './roll-words.tsx';
import { ActionTag, actionNames, optionsOf, SeverityTag, severityNames } from './words.tsx';

type Report = NonNullable<RollImport['report']>;
type Row = Awaited<ReturnType<typeof surveyApi.rollImports.rows>>['items'][number];

/** The roll in figures, what of the file was passed over, and parts it leaves out. */
export function RollSummary({ report }: { readonly report: Report }) {
  const { counts } = report;
  return (
    <>
      <Figures>
        <Figure
          label="读到"
          value={numberText(counts.rows)}
          unit="行"
          note={`直接采用 ${counts.accepted}，更正后采用 ${counts.corrected}，不予登记 ${counts.refused}`}
        />
        <Figure
          label="房屋"
          value={numberText(counts.parts)}
          unit="处"
          note={`新登记 ${counts.new}，有变化 ${counts.changed}，无变化 ${counts.unchanged}`}
        />
        <Figure label="面积合计" value={m2Of(report.areaCm2, 2)} unit="㎡" />
        <Figure
          label="业主"
          value={numberText(counts.owners)}
          unit="人"
          note={`其中新登记 ${counts.newOwners}；共有房屋 ${counts.coOwned} 处`}
        />
        <Figure label="未售" value={numberText(counts.unsold)} unit="处" />
        <Figure label="缺面积" value={numberText(counts.areaMissing)} unit="处" />
      </Figures>
      {report.notes.map((note) => (
        <Alert key={note} type="info" showIcon title={note} />
      ))}
      {counts.missing > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`已登记的房屋有 ${counts.missing} 处不在这份名册里，提交后保持不变`}
          description={`${report.missing.slice(0, 30).join('、')}${counts.missing > 30 ? ' 等' : ''}`}
        />
      )}
    </>
  );
}

const columns: readonly Column<Row>[] = [
  { key: 'sheet', title: '工作表', width: '8em', render: (row) => row.sheet },
  { key: 'row', title: '行', align: 'end', render: (row) => row.row },
  { key: 'place', title: '位置', width: '11em', render: (row) => row.place || '（看不出）' },
  { key: 'action', title: '去向', render: (row) => <ActionTag action={row.action} /> },
  { key: 'issues', title: '问题', width: '24em', render: (row) => <Issues row={row} /> },
  { key: 'difference', title: '变化', width: '16em', render: (row) => <Differences row={row} /> },
];

function Issues({ row }: { readonly row: Row }) {
  return row.issues.map((issue) => (
    <div key={`${issue.code}${issue.cell}${issue.message}`}>
      <SeverityTag severity={issue.severity} /> {issue.cell}：{issue.message}
    </div>
  ));
}

function Differences({ row }: { readonly row: Row }) {
  return row.difference.map(({ field, from, to, edited }) => (
    <div key={field}>
      {partFieldTitle(field)}：<del>{from || '空'}</del> → <ins>{to || '空'}</ins>
      {edited && <Tag color="warning">人工改过</Tag>}
    </div>
  ));
}

const codeName = ({ example, count }: Report['issues'][number]): string =>
  `${example
    .replace(/^[^：]*：/, '')
    .replace(/“[^”]*”/g, '')
    .slice(0, 22)}（${count}）`;

type RowsProps = { readonly one: RollImport; readonly report: Report; readonly faulty: boolean };

/** Every row with its faults and what it would change; `faulty`: those with faults, worst first asked for. */
export function RollRows({ one, report, faulty }: RowsProps) {
  const total = report.issues.reduce((sum, issue) => sum + issue.count, 0);
  const kinds = {
    key: 'code',
    label: '问题种类',
    options: report.issues.map((issue) => ({ value: issue.code, label: codeName(issue) })),
  };
  return (
    <Section
      title={faulty ? '问题清单' : '各行去向与差异'}
      about={
        faulty
          ? `共 ${total} 个问题，全部列在这里。“已更正”的格先空着或按说明采用，“请核对”照原样采用，“不予登记”的行不写入。`
          : '按楼号、单元、房号和用途对应到已登记的房屋。空白格不覆盖已有的数。'
      }
    >
      {faulty && total > 0 && (
        <Table
          dense
          caption="问题种类"
          rows={report.issues}
          rowKey={(issue) => issue.code}
          columns={[
            { key: 'severity', title: '处理', render: (issue) => <SeverityTag severity={issue.severity} /> },
            { key: 'count', title: '处', align: 'end', render: (issue) => issue.count },
            { key: 'example', title: '例', render: (issue) => issue.example },
          ]}
        />
      )}
      <DataTable<Row>
        name={faulty ? 'survey.rollIssues' : 'survey.rollRows'}
        caption={faulty ? '有问题的行' : '各行去向'}
        queryKey={[...surveyQueries.rollImports.key(), 'rows', one.id, one.version, faulty]}
        load={async (query, signal) => {
          const input = {
            id: one.id,
            faulty: String(faulty),
            ...query.filters,
            ...pageInput(query),
          } as Parameters<typeof surveyApi.rollImports.rows>[0];
          return pageAnswer(await surveyApi.rollImports.rows(input, { signal }));
        }}
        rowKey={(row) => String(row.seq)}
        columns={columns}
        searchHint="位置的一部分，例如 3号楼"
        filters={[
          { key: 'severity', label: '处理', options: optionsOf(severityNames) },
          kinds,
          { key: 'action', label: '去向', options: optionsOf(actionNames) },
        ]}
        empty={<Nothing text={faulty ? '没有发现问题' : '没有读到行'} />}
      />
    </Section>
  );
}

/** Which sheets were read and as what each column was understood. */
export function RollSheets({ report }: { readonly report: Report }) {
  return report.sheets.map((sheet) => (
    <Section
      key={sheet.name}
      title={`工作表“${sheet.name}”`}
      about={
        sheet.headerRow === null
          ? '没有找到名册的表头，没有读取。'
          : `表头在第 ${sheet.headerRow} 行，读到 ${sheet.lines} 行。没有认出的列不读取；要读取请改列名后重新上传。`
      }
    >
      {sheet.headerRow !== null && (
        <Table
          dense
          caption={`“${sheet.name}”的列`}
          rows={sheet.columns}
          rowKey={(column) => column.letter}
          columns={[
            { key: 'letter', title: '列', render: (column) => column.letter },
            { key: 'title', title: '表头', render: (column) => column.title },
            {
              key: 'field',
              title: '读作',
              render: (column) =>
                column.field === null ? (
                  <Tag>没有认出，不读取</Tag>
                ) : (
                  rollColumnTitles[column.field as RollColumn]
                ),
            },
          ]}
        />
      )}
    </Section>
  ));
}
