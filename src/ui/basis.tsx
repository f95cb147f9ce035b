import { Popover, Tag } from 'antd';
import type { ReactNode } from 'react';

/** Where a parameter or figure comes from, as the policy pack says it. */
export type Provenance = 'plan' | 'law' | 'superior' | 'assumed';

export const provenanceNames: Readonly<Record<Provenance, string>> = {
  plan: '本区方案',
  law: '法律法规',
  superior: '上级文件',
  assumed: '软件默认',
};

type BasisProps = {
  /** E.g. 方案 五(二)1. */
  readonly clause: string;
  readonly provenance: Provenance;
  /** A default nobody has confirmed yet: shown as 待核. */
  readonly unverified?: boolean;
  /** How the figure comes about: formula, inputs. */
  readonly children?: ReactNode;
};

/** The small 依据 button beside a figure: which clause, what source, whether confirmed. */
export function Basis({ clause, provenance, unverified = false, children }: BasisProps) {
  const content = (
    <dl className="hj-facts hj-basis">
      <dt>条款</dt>
      <dd>{clause}</dd>
      <dt>来源</dt>
      <dd>{provenanceNames[provenance]}</dd>
      {unverified && (
        <>
          <dt>状态</dt>
          <dd>待核：请工作专班确认或改定</dd>
        </>
      )}
      {children && (
        <>
          <dt>算法</dt>
          <dd>{children}</dd>
        </>
      )}
    </dl>
  );
  return (
    <>
      <Popover content={content} trigger="click">
        <button type="button" className="hj-basis-button" aria-label={`依据：${clause}`}>
          依据
        </button>
      </Popover>
      {unverified && <Unverified />}
    </>
  );
}

/** The 待核 mark. */
export function Unverified() {
  return <Tag color="warning">待核</Tag>;
}

/** Label and value pairs. */
export type Fact = { readonly label: string; readonly value: ReactNode; readonly basis?: ReactNode };

/** A list of facts in columns, as detail pages show them. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="hj-facts hj-facts-wide">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>
            {fact.value} {fact.basis}
          </dd>
        </div>
      ))}
    </dl>
  );
}
