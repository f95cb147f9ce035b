import { Button, Checkbox, Select, Tag } from 'antd';
import { useState } from 'react';
import { Section } from '#ui/page.tsx';
import { useAct } from '#ui/queries.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { columnTitles } from '../domain/column-choice.ts';
import { type Import, surveyApi, surveyQueries } from './api.ts';

type Report = NonNullable<Import['report']>;
type SheetColumn = Report['columns'][number];
type StepProps = { readonly one: Import; readonly report: Report; readonly next: () => void };

const ignored = '';
const options = [
  { value: ignored, label: '不导入' },
  ...Object.entries(columnTitles).map(([value, label]) => ({ value, label })),
];

/** Which column of the sheet holds which figure; changes are checked again and kept for the next file. */
export function ColumnStep({ one, report, next }: StepProps) {
  const [choices, setChoices] = useState<Readonly<Record<string, string>>>({});
  const [keep, setKeep] = useState(true);
  const act = useAct({
    run: () =>
      surveyApi.imports.map({ id: one.id, version: one.version, mapping: mappingOf(report, choices), keep }),
    stale: [surveyQueries.key()],
  });
  const open = one.state === 'checked';
  const dirty = Object.keys(choices).length > 0;
  const columns: readonly Column<SheetColumn>[] = [
    { key: 'letter', title: '列', width: '3em', render: (column) => column.letter },
    { key: 'title', title: '表头', width: '12em', render: (column) => column.title },
    {
      key: 'samples',
      title: '前几行',
      width: '16em',
      render: (column) => column.samples.join('；') || '（空）',
    },
    {
      key: 'field',
      title: '对应登记项',
      width: '17em',
      render: (column) => (
        <>
          <Select
            aria-label={`“${column.title}”对应的登记项`}
            style={{ width: '14em' }}
            showSearch
            optionFilterProp="label"
            disabled={!open}
            options={options}
            value={choices[column.title] ?? column.field ?? ignored}
            onChange={(value: string) => setChoices({ ...choices, [column.title]: value })}
          />{' '}
          {column.chosen && <Tag>人工对应</Tag>}
        </>
      ),
    },
  ];
  return (
    <Section
      title="核对列对应"
      about={`小区数据取自工作表“${report.sheet}”，表头到第 ${report.headerRow} 行。没有认出或认错的列，请在右侧改正。${
        report.otherSheets.length > 0 ? `未使用的工作表：${report.otherSheets.join('、')}。` : ''
      }`}
    >
      <Table
        caption="列对应"
        dense
        columns={columns}
        rows={report.columns}
        rowKey={(column) => column.letter}
      />
      <div className="hj-form-buttons">
        {dirty ? (
          <Button type="primary" loading={act.isPending} onClick={() => act.mutate()}>
            按新的对应重新核对
          </Button>
        ) : (
          <Button type="primary" onClick={next}>
            列对应无误，看问题清单
          </Button>
        )}
        {dirty && <Button onClick={() => setChoices({})}>放弃改动</Button>}
        {dirty && (
          <Checkbox checked={keep} onChange={(event) => setKeep(event.target.checked)}>
            记住，下次表头相同时照此对应
          </Checkbox>
        )}
      </div>
    </Section>
  );
}

/** Earlier choices of this file stay, the new ones go over them. */
function mappingOf(report: Report, choices: Readonly<Record<string, string>>): Record<string, string | null> {
  const before = report.columns.filter((column) => column.chosen).map(({ title, field }) => [title, field]);
  const now = Object.entries(choices).map(([title, field]) => [title, field === ignored ? null : field]);
  return Object.fromEntries([...before, ...now]);
}
