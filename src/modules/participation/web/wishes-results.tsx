import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { Chart } from '#ui/chart.tsx';
import { Section } from '#ui/page.tsx';
import { numberText, percentText } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { purposeNames } from '../domain/questionnaire/templates.ts';
import { participationQueries } from './api.ts';
import type { WishesDetail, WishesFigures } from './wishes-words.tsx';

type Question = WishesDetail['questions'][number];
type Figure = WishesFigures['questions'][number];
type Props = { readonly survey: WishesDetail };

const shown = (question: Question, value: number | null): string =>
  numberText(value === null ? null : question.kind === 'money' ? value / 100 : value, 2);
const unitOf = (question: Question): string => (question.kind === 'money' ? '元' : question.unit);

/** What came out, in all, by building or by floor, and against an earlier survey. */
export function WishesResults({ survey }: Props) {
  const { id, others } = survey;
  const [by, setBy] = useState<'all' | 'byBuilding' | 'byFloor'>('all');
  const [other, setOther] = useState<string>();
  const query = useQuery(participationQueries.wishes.figures.queryOptions({ input: { id } }));
  return (
    <Section
      title={survey.state === 'closed' ? '结果' : '结果（进行中，随答复变化）'}
      about={
        survey.state === 'closed'
          ? '结束时冻结，不再重算。百分比的分母是回答了该题的户数。'
          : '百分比的分母是回答了该题的户数。'
      }
      actions={
        <span className="hj-actions hj-no-print">
          <Select
            aria-label="分组"
            value={by}
            onChange={setBy}
            options={[
              { value: 'all', label: '全小区' },
              { value: 'byBuilding', label: '按楼栋' },
              { value: 'byFloor', label: '按楼层' },
            ]}
          />
          {others.length > 0 && (
            <Select
              aria-label="与前一次对比"
              placeholder="与前一次对比"
              allowClear
              style={{ minWidth: '14em' }}
              value={other ?? null}
              onChange={(next: string | null) => setOther(next ?? undefined)}
              options={others.map((one) => ({
                value: one.id,
                label: `${one.title}（${purposeNames[one.purpose]}）`,
              }))}
            />
          )}
        </span>
      }
    >
      {other && <Comparison id={id} otherId={other} />}
      <Answer of={query}>
        {({ figures }) => (
          <div className="wishes-results">
            {survey.questions.map((question, n) => (
              <Result key={question.id} question={question} place={n} figures={figures} by={by} />
            ))}
          </div>
        )}
      </Answer>
    </Section>
  );
}

type ResultProps = {
  readonly question: Question;
  readonly place: number;
  readonly figures: WishesFigures;
  readonly by: 'all' | 'byBuilding' | 'byFloor';
};

function Result({ question, place, figures, by }: ResultProps) {
  const figure = figures.questions.find((one) => one.id === question.id);
  if (!figure) return null;
  const title = `${place + 1}. ${question.title}`;
  if (by !== 'all') return <Grouped title={title} question={question} groups={figures[by]} total={figure} />;
  if (figure.choices.length === 0) return <Numbers title={title} question={question} figure={figure} />;
  const bars = barsOf(question, figure);
  const left = figure.choices.length - bars.length;
  const most = figure.choices.reduce((best, one) => (one.count > best.count ? one : best));
  return (
    <div>
      <Chart
        title={title}
        kind="across"
        height={Math.max(140, bars.length * 30 + 50)}
        categories={bars.map((one) => one.title)}
        series={[{ name: '户数', values: bars.map((one) => one.count) }]}
        unit="户"
        categoryName="选项"
        summary={`${figure.answered} 户回答，最多的是“${most.title}”${most.count} 户`}
      />
      <p className="hj-about">
        {figure.answered} 户回答
        {question.kind === 'rating' && figure.mean !== null
          ? `，平均 ${figure.mean} 分，中位数 ${figure.median} 分`
          : ''}
        ：
        {figure.choices
          .filter((one) => one.count > 0)
          .map((one) => `${one.title} ${one.count}（${percentText(one.count / figure.answered)}）`)
          .join('，')}
        {left > 0 && `；其余 ${left} 项无人选`}
      </p>
    </div>
  );
}

/** Choices of which many may be taken, the most wanted first; of a long list only what somebody chose. */
function barsOf(question: Question, figure: Figure): Figure['choices'] {
  if (question.kind !== 'several' && question.kind !== 'items') return figure.choices;
  const sorted = [...figure.choices].sort((a, b) => b.count - a.count);
  return sorted.length > 8 && figure.answered > 0 ? sorted.filter((one) => one.count > 0) : sorted;
}

type NumbersProps = { readonly title: string; readonly question: Question; readonly figure: Figure };

function Numbers({ title, question, figure }: NumbersProps) {
  const text = (value: number | null) =>
    `${shown(question, value)} ${value === null ? '' : unitOf(question)}`;
  return (
    <div>
      <strong>{title}</strong>
      <p>
        {figure.answered} 户回答
        {question.kind === 'text'
          ? '，文字答复见逐户答复'
          : `，平均 ${text(figure.mean)}，中位数 ${text(figure.median)}，最低 ${text(figure.least)}，最高 ${text(figure.most)}，合计 ${text(figure.sum)}`}
      </p>
    </div>
  );
}

type GroupedProps = {
  readonly title: string;
  readonly question: Question;
  readonly groups: WishesFigures['byBuilding'];
  readonly total: Figure;
};

/** A question's figures with one row per building or floor. */
function Grouped({ title, question, groups, total }: GroupedProps) {
  type Row = { readonly name: string; readonly figure: Figure };
  const rows: Row[] = [
    ...groups.flatMap((group) => {
      const figure = group.figures.find((one) => one.id === question.id);
      return figure ? [{ name: group.name, figure }] : [];
    }),
    { name: '合计', figure: total },
  ];
  const numeric = ['number', 'money', 'rating'].includes(question.kind);
  const columns = [
    { key: 'name', title: '分组', render: (row: Row) => row.name },
    { key: 'answered', title: '回答', align: 'end' as const, render: (row: Row) => row.figure.answered },
    ...total.choices.map((choice, n) => ({
      key: choice.id,
      title: choice.title,
      align: 'end' as const,
      render: (row: Row) => row.figure.choices[n]?.count ?? 0,
    })),
    ...(numeric
      ? [
          {
            key: 'mean',
            title: '平均',
            align: 'end' as const,
            render: (row: Row) => shown(question, row.figure.mean),
          },
        ]
      : []),
  ];
  return (
    <div>
      <strong>{title}</strong>
      <Table dense caption={title} columns={columns} rows={rows} rowKey={(row) => row.name} />
    </div>
  );
}

function Comparison({ id, otherId }: { readonly id: string; readonly otherId: string }) {
  const query = useQuery(participationQueries.wishes.compare.queryOptions({ input: { id, otherId } }));
  return (
    <Answer of={query}>
      {({ before, after, questions }) => {
        type Row = (typeof questions)[number];
        const side = (row: Row, figure: Row['before']) =>
          figure.mean === null
            ? figure.choices
                .filter((one) => one.count > 0)
                .map((one) => `${one.title} ${percentText(one.count / figure.answered)}`)
                .join('，') || '—'
            : numberText(row.kind === 'money' ? figure.mean / 100 : figure.mean, 2);
        const rated = questions.filter((row) => row.kind === 'rating');
        const columns = [
          { key: 'title', title: '题目', render: (row: Row) => row.title },
          {
            key: 'before',
            title: `前（${before.answered} 户）`,
            render: (row: Row) => side(row, row.before),
          },
          { key: 'after', title: `后（${after.answered} 户）`, render: (row: Row) => side(row, row.after) },
          {
            key: 'change',
            title: '平均值变化',
            align: 'end' as const,
            render: (row: Row) =>
              row.change === null
                ? '—'
                : `${row.change > 0 ? '+' : ''}${numberText(row.kind === 'money' ? row.change / 100 : row.change, 2)}`,
          },
        ];
        return (
          <>
            {rated.length > 0 && (
              <Chart
                title={`“${before.title}”与“${after.title}”：平均分`}
                kind="bar"
                categories={rated.map((row) => row.title.split('：')[0] ?? row.title)}
                series={[
                  { name: '前', values: rated.map((row) => row.before.mean) },
                  { name: '后', values: rated.map((row) => row.after.mean) },
                ]}
                decimals={2}
                unit="分"
              />
            )}
            <Table caption="前后对比" columns={columns} rows={questions} rowKey={(row) => row.id} />
          </>
        );
      }}
    </Answer>
  );
}
