import { Tag } from 'antd';
import { Figure, Figures, Section } from '#ui/page.tsx';
import { percentText, wanOf } from '#ui/quantity.ts';
import { type Column, Table } from '#ui/table.tsx';
import { classNames, ruleNames } from '../domain/choice/words.ts';
import { aboutRules, type Choice } from './choice-words.ts';

type Result = NonNullable<Choice['result']>;
type Outcome = Result['greedy'];
type Line = { id: string; title: string; kind: string; cost: string; votes: number | null; told: Told[] };
type Told = { readonly chosen: boolean; readonly text: string };

function toldOf(outcome: Outcome, id: string): Told {
  const chosen = outcome.chosen.find((one) => one.id === id);
  const out = outcome.out.find((one) => one.id === id);
  return { chosen: chosen !== undefined, text: (chosen ?? out)?.why.text ?? '' };
}

/** The deciding rule first. */
const ordered = (result: Result) =>
  result.decidedBy === 'greedy'
    ? ([
        ['greedy', result.greedy],
        ['equal-shares', result.equalShares],
      ] as const)
    : ([
        ['equal-shares', result.equalShares],
        ['greedy', result.greedy],
      ] as const);

function Verdict({ told }: { readonly told: Told }) {
  return (
    <>
      <Tag color={told.chosen ? 'success' : 'default'}>{told.chosen ? '列入' : '不列入'}</Tag>
      {told.text}
    </>
  );
}

/** Both rules side by side, with the reason for each item in and out. */
export function ChoiceResults({ choice, result }: { readonly choice: Choice; readonly result: Result }) {
  const rules = ordered(result);
  // What was chosen about comes first; basic items are in by either rule.
  const open = choice.items.filter((item) => item.class !== 'basic');
  const basic = choice.items.filter((item) => item.class === 'basic');
  const votesOf = ({ id }: { readonly id: string }) => result.approvals[id] ?? 0;
  const rows: Line[] = [...open.toSorted((a, b) => votesOf(b) - votesOf(a)), ...basic].map((item) => ({
    id: item.id,
    title: item.title,
    kind: classNames[item.class],
    cost: item.cost,
    votes: result.approvals[item.id] ?? null,
    told: rules.map(([, outcome]) => toldOf(outcome, item.id)),
  }));
  const columns: readonly Column<Line>[] = [
    { key: 'title', title: '内容', render: (one) => one.title },
    { key: 'class', title: '类别', render: (one) => <span className="choice-class">{one.kind}</span> },
    { key: 'cost', title: '费用（万元）', align: 'end', render: (one) => wanOf(one.cost) },
    { key: 'votes', title: '赞成户数', align: 'end', render: (one) => one.votes ?? '—' },
    ...rules.map(([rule], place) => ({
      key: rule,
      title: place === 0 ? `${ruleNames[rule]}（本次采用）` : `若用${ruleNames[rule]}`,
      render: (one: Line) => <Verdict told={one.told[place] ?? { chosen: false, text: '' }} />,
    })),
  ];
  return (
    <Section title="结果" about="按锁定的菜单、预算和办法计算，可以随时重算。两种办法并列，供居民比较。">
      {rules.map(([rule, outcome], place) => (
        <div key={rule} className="choice-rule">
          <h3>
            {ruleNames[rule]}
            {place === 0 && <Tag color="success">本次采用</Tag>}
          </h3>
          <p>{aboutRules[rule]}</p>
          <Figures>
            <Figure
              label="列入费用"
              value={wanOf(outcome.spent)}
              unit="万元"
              note={`预算 ${wanOf(choice.budget)} 万元`}
            />
            <Figure
              label="至少一项如愿的户"
              value={outcome.served}
              unit={`/ ${result.ballots} 户`}
              note={result.ballots > 0 ? percentText(outcome.served / result.ballots) : '无人参加'}
            />
            <Figure
              label="平均每户如愿"
              value={result.ballots > 0 ? (outcome.approvedItems / result.ballots).toFixed(2) : '—'}
              unit="项"
            />
          </Figures>
        </div>
      ))}
      <Table caption="各项内容的结果与理由" columns={columns} rows={rows} rowKey={(one) => one.id} />
    </Section>
  );
}
