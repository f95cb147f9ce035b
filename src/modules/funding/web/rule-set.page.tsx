import './rules.css';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { Facts, Unverified } from '#ui/basis.tsx';
import { useGo, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { dayText, instantText } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { rulesActions } from '../contract-rules.ts';
import { fundingQueries } from './api.ts';
import { ruleColumns } from './rule-columns.tsx';
import { RuleSetActions } from './rule-set-actions.tsx';
import { RuleState } from './rule-sets.page.tsx';
import { RulesCompare } from './rules-compare.tsx';
import { RulesEditor } from './rules-editor.tsx';
import type { RuleSet } from './rules-words.ts';

/** One version of the rules, from draft to in force. */
export default function RuleSetPage() {
  const { id = '' } = usePathParams();
  const go = useGo();
  const query = useQuery(fundingQueries.rules.show.queryOptions({ input: { id } }));
  return (
    <Page
      title={query.data ? `${query.data.title}（第 ${query.data.number} 版）` : '出资规则'}
      trail={[{ title: '出资规则', path: '/funding/rule-sets' }]}
      actions={
        query.data && (
          <>
            <Button onClick={() => go(`/funding/rules-bench?draft=${id}`)}>在试算台试算</Button>
            <Button onClick={() => window.print()}>打印</Button>
            <RuleSetActions set={query.data} />
          </>
        )
      }
    >
      <Answer of={query}>{(set) => <Body set={set} />}</Answer>
    </Page>
  );
}

function Body({ set }: { readonly set: RuleSet }) {
  const edits = useMay(rulesActions['funding.rules.edit']);
  return (
    <>
      {set.reason !== '' && (
        <Alert
          type="warning"
          showIcon
          title={`${set.state === 'cancelled' ? '作废' : '退回'}理由：${set.reason}`}
        />
      )}
      <Section title="基本情况">
        <SetFacts set={set} />
      </Section>
      {set.state === 'draft' && edits ? (
        <RulesEditor key={set.version} set={set} />
      ) : (
        <Section title="规则" about="更具体的规则优先：点名内容的先于按类别的，条件多的先于条件少的。">
          <Table
            caption="规则"
            columns={ruleColumns(set)}
            rows={set.book.rules}
            rowKey={(one) => one.id}
            rowName={(one) => one.title}
          />
        </Section>
      )}
      <RulesCompare set={set} />
    </>
  );
}

function SetFacts({ set }: { readonly set: RuleSet }) {
  return (
    <Facts
      facts={[
        {
          label: '状态',
          value: (
            <>
              <RuleState of={set} /> {set.unverified && <Unverified />}
            </>
          ),
        },
        { label: '生效日期', value: dayText(set.fromDay) },
        { label: '依据条款', value: set.basisClause || '—' },
        { label: '依据文件', value: set.basisDocument || '未填（填写文号并逐条核实后不再标“待核”）' },
        { label: '起草', value: set.createdBy },
        { label: '提请', value: set.proposedBy ? `${set.proposedBy}，${instantText(set.proposedAt)}` : '—' },
        { label: '批准', value: set.decidedBy ? `${set.decidedBy}，${instantText(set.decidedAt)}` : '—' },
        { label: '内容的指纹', value: set.bookHash.slice(0, 16) },
        ...(set.note ? [{ label: '说明', value: set.note }] : []),
      ]}
    />
  );
}
