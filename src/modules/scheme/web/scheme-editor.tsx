import { useBlocker } from '@tanstack/react-router';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { Section } from '#ui/page.tsx';
import { sentenceOf } from '#ui/problem-error.ts';
import { wanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { schemeApi, schemeQueries } from './api.ts';
import { AddLines } from './scheme-add.tsx';
import { costOfDraft, type Draft, draftOf, faultOf, fenOfWan, saveInput } from './scheme-draft.ts';
import { SchemeLines } from './scheme-lines.tsx';
import { SchemeMoney } from './scheme-money.tsx';
import type { Scheme } from './schemes-words.tsx';

type Props = { readonly scheme: Scheme; readonly edits: boolean };

/** What the rules say of the version as saved, refusals first. */
function Findings({ scheme }: { readonly scheme: Scheme }) {
  const found = scheme.findings.toSorted((a, b) =>
    a.level === b.level ? 0 : a.level === 'refused' ? -1 : 1,
  );
  if (scheme.state !== 'draft' || found.length === 0) return null;
  return (
    <div className="scheme-findings">
      {found.map((one) => (
        <Alert
          key={`${one.code}${one.estateId}${one.lineId}${one.message}`}
          type={one.level === 'refused' ? 'error' : 'warning'}
          showIcon
          title={`${one.message}（${one.clause}）`}
          {...(one.level === 'refused' ? { description: '改好并保存之前不能提交。' } : {})}
        />
      ))}
    </div>
  );
}

/** The content of the newest version: lines, rates, ceiling; sums follow every keystroke. */
export function SchemeEditor({ scheme, edits }: Props) {
  const draftable = edits && scheme.state === 'draft';
  const saved = draftOf(scheme.current);
  const [draft, setDraft] = useState<Draft>(saved);
  const [adding, setAdding] = useState(false);
  const dirty = draftable && JSON.stringify(draft) !== JSON.stringify(saved);
  useBlocker({
    shouldBlockFn: ({ current, next }) =>
      dirty && current.pathname !== next.pathname && !window.confirm('有未保存的改动，确定离开吗？'),
    enableBeforeUnload: () => dirty,
    disabled: !dirty,
  });
  const cost = costOfDraft(draft, scheme.current.contingencyOn);
  const change = (patch: Partial<Draft>) => setDraft((now) => ({ ...now, ...patch }));
  return (
    <>
      <Findings scheme={scheme} />
      <Section
        title="改造内容"
        about="行的编号从一版到下一版不变，日后的工程量和付款都指着它。含分摊的金额按最大余数法分到每一行，合计不差一分。"
        actions={draftable && <Button onClick={() => setAdding(true)}>添加内容</Button>}
      >
        <SchemeLines
          lines={draft.lines}
          estates={scheme.estates}
          worksBy={cost.worksBy}
          amounts={cost.amounts}
          change={draftable ? (lines) => change({ lines }) : undefined}
        />
      </Section>
      <SchemeMoney
        draft={draft}
        cost={cost}
        version={scheme.current}
        estates={scheme.estates}
        change={draftable ? change : undefined}
      />
      {draftable && (
        <SaveBar
          scheme={scheme}
          draft={draft}
          total={cost.total}
          dirty={dirty}
          reset={() => setDraft(saved)}
        />
      )}
      <AddLines
        scheme={scheme}
        open={adding}
        close={() => setAdding(false)}
        lines={draft.lines}
        add={(lines) => change({ lines: [...draft.lines, ...lines] })}
      />
    </>
  );
}

function over(draft: Draft, total: bigint): string {
  const ceiling = draft.ceilingWan === '' ? null : fenOfWan(draft.ceilingWan);
  if (ceiling === null) return '';
  return total > ceiling
    ? `，超上限 ${wanOf(total - ceiling)} 万元`
    : `，距上限 ${wanOf(ceiling - total)} 万元`;
}

type BarProps = {
  readonly scheme: Scheme;
  readonly draft: Draft;
  readonly total: bigint;
  readonly dirty: boolean;
  readonly reset: () => void;
};

/** Sum, distance to the ceiling, and the buttons that keep or take back; always in sight. */
function SaveBar({ scheme, draft, total, dirty, reset }: BarProps) {
  const { message } = App.useApp();
  const stale = [schemeQueries.schemes.key()];
  const save = useAct({
    run: () => schemeApi.schemes.save(saveInput(scheme, draft)),
    done: '已保存',
    stale,
    quiet: true,
  });
  const step = useAct({
    run: (way: 'undo' | 'redo') => schemeApi.schemes[way]({ id: scheme.id, version: scheme.version }),
    done: '已恢复',
    stale,
  });
  const trySave = () => {
    const fault = faultOf(draft);
    if (fault) void message.error(fault);
    else save.mutate();
  };
  const back = (way: 'undo' | 'redo', words: string) => (
    <Button
      disabled={dirty || !scheme[way]}
      loading={step.isPending}
      title={scheme[way] ?? ''}
      onClick={() => step.mutate(way)}
    >
      {words}
    </Button>
  );
  return (
    <section className="scheme-bar" aria-label="保存">
      <span className="scheme-bar-sum" role="status">
        合计 {wanOf(total)} 万元，{draft.lines.length} 行{over(draft, total)}
        {dirty ? '，有未保存的改动' : ''}
      </span>
      {back('undo', '撤销')}
      {back('redo', '重做')}
      <Button disabled={!dirty} onClick={reset}>
        放弃改动
      </Button>
      <Button type="primary" disabled={!dirty} loading={save.isPending} onClick={trySave}>
        保存
      </Button>
      {save.error && <Alert type="error" showIcon title={sentenceOf(save.error)} />}
    </section>
  );
}
