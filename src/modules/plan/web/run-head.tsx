import { Alert } from 'antd';
import { Basis } from '#ui/basis.tsx';
import { Figure, Figures, Section } from '#ui/page.tsx';
import { instantText, numberText, percentText, wanOf } from '#ui/quantity.ts';
import type { RunView } from '../contract-shapes.ts';
import { gapText, statusNames, statusText } from './words.ts';

const total = (run: RunView, of: 'usedFen' | 'budgetFen'): string =>
  String(run.money.reduce((sum, one) => sum + BigInt(one[of]), 0n));

/** The answer in figures and plain words: status, proof, verifier, 必改 and 力争, money. */
export function RunHead({ run }: { readonly run: RunView }) {
  const { must, aspire } = run;
  return (
    <Section title="结论" about={statusText(run.status, run.gap)}>
      <Figures>
        <Figure
          label="结果"
          value={statusNames[run.status]}
          note={run.gap === null ? undefined : `已证明差距 ${gapText(run.gap)}`}
        />
        <Placed label="必改已安排" part={must} clause="二" />
        <Placed label="力争已安排" part={aspire} clause="二" />
        <Figure
          label="全区使用资金"
          value={wanOf(total(run, 'usedFen'))}
          unit="万元"
          note={`可用 ${wanOf(total(run, 'budgetFen'))} 万元`}
        />
        <Figure
          label="独立核验"
          value={run.status === 'infeasible' ? '—' : run.verdict.ok ? '通过' : '未通过'}
          note={run.status === 'infeasible' ? '没有计划可核验' : '与求解程序不共用代码，逐条核对全部限额'}
        />
      </Figures>
      {run.verdict.faults.map((fault) => (
        <Alert key={fault} type="error" showIcon title={fault} />
      ))}
      {run.warnings.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title="测算时的提示"
          description={run.warnings.map((one) => <div key={one}>{one}</div>)}
        />
      )}
      <p className="hj-about">
        目标值 {numberText(run.objective, 1)}，上界 {numberText(run.bound, 1)}；用时{' '}
        {numberText(run.ms / 1000, 1)} 秒（限 {run.limitSeconds} 秒），种子 {run.seed}；从 {run.openFrom}{' '}
        年起安排；规则版本 {run.policyVersion}；{run.createdBy} 于 {instantText(run.createdAt)} 测算。
      </p>
    </Section>
  );
}

type PlacedProps = { readonly label: string; readonly part: RunView['must']; readonly clause: string };

function Placed({ label, part, clause }: PlacedProps) {
  const all = part.placed.estates + part.left.estates;
  const households = part.placed.households + part.left.households;
  return (
    <Figure
      label={label}
      value={`${numberText(part.placed.estates)} / ${numberText(all)}`}
      unit="个小区"
      note={
        <>
          {numberText(part.placed.households)} / {numberText(households)} 户（
          {percentText(households === 0 ? null : part.placed.households / households)}）{' '}
          <Basis clause={`方案 ${clause}`} provenance="plan">
            符合方案三的小区中，已排入年份或已实施的个数和户数
          </Basis>
        </>
      }
    />
  );
}
