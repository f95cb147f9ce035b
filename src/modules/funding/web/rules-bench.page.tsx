import './rules.css';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Select } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { useSearchText } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { useAct } from '#ui/queries.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { rulesActions } from '../contract-rules.ts';
import type { RuleBook } from '../domain/rule/types.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { Ratios } from './bench-ratios.tsx';
import { BenchPayers, BenchTable } from './bench-table.tsx';
import { Faults, wireBook } from './rules-editor.tsx';
import { faultTexts, type RuleSet } from './rules-words.ts';
import { useBenchEstates, useBenchRows } from './use-bench.ts';

type Holding = Awaited<ReturnType<typeof fundingApi.rules.inForce>>;

/** 出资规则试算台: change a ratio, see every estate move. */
export default function RulesBenchPage() {
  const [params, change] = useSearchText();
  const draft = params.get('draft') ?? undefined;
  const holding = useQuery(fundingQueries.rules.inForce.queryOptions({}));
  const list = useQuery(fundingQueries.rules.list.queryOptions({ input: { size: 100 } }));
  const chosen = useQuery(
    fundingQueries.rules.show.queryOptions({ input: { id: draft ?? '' }, enabled: draft !== undefined }),
  );
  const options = (list.data?.items ?? [])
    .filter(({ state }) => state !== 'cancelled')
    .map(({ id, number, title }) => ({ value: id, label: `第 ${number} 版 ${title}` }));
  return (
    <Page
      about="选一版草案，改一个比例，各小区、各渠道随即重算；不保存就不影响任何人。"
      actions={<Button onClick={() => window.print()}>打印</Button>}
    >
      <div className="rules-tools hj-no-print">
        <Select
          aria-label="试算哪一版"
          allowClear
          placeholder="从现行规则试起"
          style={{ minWidth: '20em' }}
          options={options}
          value={draft ?? null}
          onChange={(id: string | null | undefined) => change({ draft: id ?? undefined })}
        />
      </div>
      <Answer of={holding}>
        {(now) =>
          draft === undefined ? (
            <Bench key="holding" holding={now} set={null} />
          ) : (
            <Answer of={chosen}>
              {(set) => <Bench key={`${set.id}${set.version}`} holding={now} set={set} />}
            </Answer>
          )
        }
      </Answer>
    </Page>
  );
}

type BenchProps = { readonly holding: Holding; readonly set: RuleSet | null };

function Bench({ holding, set }: BenchProps) {
  const [book, setBook] = useState<RuleBook>(set?.book ?? holding.book);
  const estates = useBenchEstates();
  const faults = useMemo(() => faultTexts(holding.world, book), [holding.world, book]);
  // a book with conflicts has no answer: the last whole one stays on the screen
  const [whole, setWhole] = useState<RuleBook>(book);
  if (faults.length === 0 && whole !== book) setWhole(book);
  const shown = useDeferredValue(whole);
  return (
    <>
      <Section
        title="比例"
        about="两方出资的规则改一方，另一方随之。封顶、条件等在“出资规则”的草案中改。"
        actions={
          <Save
            set={set}
            book={book}
            ready={faults.length === 0}
            reset={() => setBook(set?.book ?? holding.book)}
          />
        }
      >
        <Ratios world={holding.world} book={book} change={setBook} />
        {faults.length > 0 && <Faults faults={faults} />}
      </Section>
      <Answer of={estates}>
        {(bench) => <Results bench={bench} holding={holding} book={shown} set={set} />}
      </Answer>
    </>
  );
}

type ResultsProps = {
  readonly bench: Parameters<typeof useBenchRows>[0];
  readonly holding: Holding;
  readonly book: RuleBook;
  readonly set: RuleSet | null;
};

function Results({ bench, holding, book, set }: ResultsProps) {
  const rows = useBenchRows(bench, holding.book.rules, book.rules);
  return (
    <>
      {holding.unverified && (
        <Alert
          type="warning"
          showIcon
          title={`现行的“${holding.title}”尚待核实，试算结果只供比较，不作为依据。`}
        />
      )}
      <BenchPayers rows={rows} world={holding.world} />
      <BenchTable rows={rows} world={holding.world} exportId={set?.id ?? null} />
    </>
  );
}

type SaveProps = {
  readonly set: RuleSet | null;
  readonly book: RuleBook;
  readonly ready: boolean;
  readonly reset: () => void;
};

/** Back into the draft the bench began from; only drafts are ever changed. */
function Save({ set, book, ready, reset }: SaveProps) {
  const edits = useMay(rulesActions['funding.rules.edit']);
  const act = useAct({
    run: async () => {
      if (!set) throw new Error('no draft');
      const { id, version, title, basisClause, basisDocument, note } = set;
      return fundingApi.rules.edit({
        ...{ id, version, title, basisClause, basisDocument, note },
        book: wireBook(book),
      });
    },
    done: '已存入草案',
    stale: [fundingQueries.rules.list.key(), fundingQueries.rules.show.key()],
  });
  return (
    <>
      <Button onClick={reset}>还原</Button>
      {edits && set?.state === 'draft' && (
        <Button type="primary" disabled={!ready} loading={act.isPending} onClick={() => act.mutate()}>
          存入草案
        </Button>
      )}
    </>
  );
}
