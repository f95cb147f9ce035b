import { Timeline } from 'antd';
import type { ReactNode } from 'react';
import { instantText, unknownText } from './quantity.ts';
import { Nothing } from './states.tsx';

/** One change of one or more fields. */
export type Change = {
  readonly id: string;
  /** ISO instant. */
  readonly when: string;
  readonly who: string;
  /** What was done, in words: 修改、导入、提交申请… */
  readonly what: string;
  readonly fields?: readonly {
    readonly label: string;
    readonly from: string | null;
    readonly to: string | null;
  }[];
  readonly reason?: string | null;
};

/** Who changed what, when, from what to what and why; newest first as handed in. */
export function History({ changes }: { readonly changes: readonly Change[] }) {
  if (changes.length === 0) return <Nothing text="还没有改动记录" />;
  return (
    <Timeline items={changes.map((change) => ({ key: change.id, content: <Entry change={change} /> }))} />
  );
}

function Entry({ change }: { readonly change: Change }): ReactNode {
  return (
    <div className="hj-change">
      <div>
        <strong>{change.what}</strong> · {change.who} ·{' '}
        <time dateTime={change.when}>{instantText(change.when)}</time>
      </div>
      {change.fields?.map((field) => (
        <div key={field.label}>
          {field.label}：<del>{field.from ?? unknownText}</del>
          <span aria-hidden="true"> → </span>
          <span className="hj-hidden">改为</span>
          <ins>{field.to ?? unknownText}</ins>
        </div>
      ))}
      {change.reason && <div className="hj-about">理由：{change.reason}</div>}
    </div>
  );
}
