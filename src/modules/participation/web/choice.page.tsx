import './choice.css';
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { Facts } from '#ui/basis.tsx';
import { usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { dayText, instantText, m2Of, wanOf } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { choiceActions } from '../contract-choices.ts';
import { classNames, ruleNames } from '../domain/choice/words.ts';
import { participationQueries } from './api.ts';
import { ChoiceActions } from './choice-actions.tsx';
import { ChoiceDoors } from './choice-doors.tsx';
import { ChoiceEditor } from './choice-editor.tsx';
import { ChoiceResults } from './choice-results.tsx';
import { type Choice, completionNames, sharesText } from './choice-words.ts';
import { ChoiceState } from './choices.page.tsx';
import { NoticesOfSubject } from './notices-of-subject.tsx';

type Item = Choice['items'][number];

const columns: readonly Column<Item>[] = [
  { key: 'title', title: '内容', render: (one) => one.title },
  { key: 'class', title: '类别', render: (one) => classNames[one.class] },
  { key: 'cost', title: '费用（万元）', align: 'end', render: (one) => wanOf(one.cost) },
  { key: 'residents', title: '居民共出（万元）', align: 'end', render: (one) => wanOf(one.residents) },
  { key: 'shares', title: '出资份额', render: (one) => sharesText(one.shares) },
  { key: 'basis', title: '费用依据', render: (one) => one.basis || '—' },
];

/** One item choice from draft to result. */
export default function ChoicePage() {
  const { id = '' } = usePathParams();
  const query = useQuery(participationQueries.choices.show.queryOptions({ input: { id } }));
  return (
    <Page
      title={query.data ? `${query.data.estateName}：${query.data.title}` : '内容选择'}
      trail={[{ title: '改造内容选择', path: '/participation/choices' }]}
      actions={query.data && <ChoiceActions choice={query.data} />}
    >
      <Answer of={query}>{(choice) => <Body choice={choice} />}</Answer>
    </Page>
  );
}

function Body({ choice }: { readonly choice: Choice }) {
  const edits = useMay(choiceActions['participation.choice.edit']);
  return (
    <>
      {choice.overdue && (
        <Alert type="warning" showIcon title="选择期限已过，请结束选择并计票，或写明理由延长。" />
      )}
      <Section title="基本情况">
        <ChoiceFacts choice={choice} />
      </Section>
      {choice.result && <ChoiceResults choice={choice} result={choice.result} />}
      {choice.state === 'closed' && <NoticesOfSubject subjectId={choice.id} />}
      {choice.state === 'draft' && edits ? (
        <ChoiceEditor key={choice.version} choice={choice} />
      ) : (
        <Section title="菜单" about={choice.subject ? '开始选择时已锁定。' : '开始选择后锁定。'}>
          <Table
            caption="菜单"
            columns={columns}
            rows={choice.items}
            rowKey={(one) => one.id}
            empty="菜单是空的"
          />
        </Section>
      )}
      {(choice.state === 'open' || choice.state === 'closed') && <ChoiceDoors choice={choice} />}
    </>
  );
}

function ChoiceFacts({ choice }: { readonly choice: Choice }) {
  const { division } = choice;
  return (
    <Facts
      facts={[
        { label: '状态', value: <ChoiceState of={choice} /> },
        { label: '小区', value: `${choice.estateName}（${choice.subdistrictName}）` },
        { label: '预算', value: `${wanOf(choice.budget)} 万元` },
        {
          label: '计票办法',
          value:
            choice.rule === 'greedy'
              ? ruleNames.greedy
              : `${ruleNames['equal-shares']}，余额${completionNames[choice.completion]}`,
        },
        {
          label: '选择期限',
          value: choice.opensOn ? `${dayText(choice.opensOn)} 至 ${dayText(choice.closesOn)}` : '尚未开始',
        },
        { label: '已选户数', value: `${choice.ballots} / ${choice.doors}` },
        {
          label: '居民部分的分摊',
          value: division
            ? division.method === 'area'
              ? `${division.parts} 个专有部分，按面积 ${m2Of(division.areaCm2)} ㎡（民法典第二百八十三条）`
              : `${division.parts} 个专有部分平均分摊（面积登记不全）`
            : '开始选择时按业主花名册确定',
        },
        { label: '锁定内容的指纹', value: choice.subject ? choice.subject.hash.slice(0, 16) : '—' },
        { label: '拟定', value: choice.createdBy },
        { label: '计票时间', value: instantText(choice.closedAt) },
      ]}
    />
  );
}
