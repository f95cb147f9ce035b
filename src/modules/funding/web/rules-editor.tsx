import { Alert, Button, Checkbox, Form, Input } from 'antd';
import { useMemo, useState } from 'react';
import { needed, SubmitForm } from '#ui/form.tsx';
import { Section } from '#ui/page.tsx';
import { useAct } from '#ui/queries.tsx';
import { type Column, Table } from '#ui/table.tsx';
import type { Rule, RuleBook } from '../domain/rule/types.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { ruleColumns } from './rule-columns.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { DivisionEditor } from './rules-division.tsx';
import { faultTexts, type RuleSet } from './rules-words.ts';

type Values = {
  readonly title: string;
  readonly basisClause: string;
  readonly basisDocument: string;
  readonly note: string;
};

const blank = (rules: readonly Rule[]): Rule => ({
  id: `rule${Array.from({ length: rules.length + 1 }, (_, n) => n + 1).find((n) => !rules.some(({ id }) => id === `rule${n}`)) ?? 1}`,
  ...{ title: '', class: 'basic', items: [], meter: null, pipe: null, propertyKinds: [] },
  ...{ builtFrom: null, builtTo: null, subdistricts: [], remainder: null },
  payers: [{ payer: 'district', share: '1', cap: null, floor: null }],
  ...{ basis: '', exception: '', unverified: true },
});

/** The rules of a draft, with their conflicts and gaps told as they arise; what has any cannot be saved. */
export function RulesEditor({ set }: { readonly set: RuleSet }) {
  const [book, setBook] = useState<RuleBook>(set.book);
  const [open, setOpen] = useState<Rule>();
  const faults = useMemo(() => faultTexts(set.world, book), [set.world, book]);
  const put = (rule: Rule) => {
    const known = book.rules.some(({ id }) => id === rule.id);
    const rules = known ? book.rules.map((one) => (one.id === rule.id ? rule : one)) : [...book.rules, rule];
    setBook({ ...book, rules });
    setOpen(undefined);
  };
  const drop = (id: string) => setBook({ ...book, rules: book.rules.filter((one) => one.id !== id) });
  return (
    <>
      <Section
        title="规则"
        about="更具体的规则优先：点名内容的先于按类别的，条件多的先于条件少的。"
        actions={<Button onClick={() => setOpen(blank(book.rules))}>添加规则</Button>}
      >
        <Table
          caption="规则"
          columns={[...ruleColumns(set), toolColumn(setOpen, drop, put)]}
          rows={book.rules}
          rowKey={(one) => one.id}
          rowName={(one) => one.title}
        />
      </Section>
      <Section
        title="各户分摊办法"
        about="居民应出的部分怎样分到户：有约定的按约定，没有约定的按专有部分面积（民法典第二百八十三条）。"
      >
        <DivisionEditor
          divisions={book.divisions}
          items={set.world.items}
          change={(divisions) => setBook({ ...book, divisions })}
        />
      </Section>
      <Section title="缺口与冲突">
        <Faults faults={faults} />
      </Section>
      <Section title="依据与保存">
        <SaveForm set={set} book={book} faults={faults.length} />
      </Section>
      {open && <RuleDialog rule={open} world={set.world} done={put} close={() => setOpen(undefined)} />}
    </>
  );
}

const toolColumn = (
  edit: (rule: Rule) => void,
  drop: (id: string) => void,
  put: (rule: Rule) => void,
): Column<Rule> => ({
  key: 'tools',
  title: '操作',
  render: (one) => (
    <>
      <Button size="small" onClick={() => edit(one)} aria-label={`修改规则“${one.title}”`}>
        修改
      </Button>{' '}
      <Button size="small" onClick={() => drop(one.id)} aria-label={`删去规则“${one.title}”`}>
        删去
      </Button>{' '}
      <Checkbox
        checked={!one.unverified}
        onChange={(event) => put({ ...one, unverified: !event.target.checked })}
      >
        已核实
      </Checkbox>
    </>
  ),
});

/** Every conflict and gap as a sentence. */
export function Faults({ faults }: { readonly faults: ReturnType<typeof faultTexts> }) {
  if (faults.length === 0)
    return <Alert type="success" showIcon title="没有缺口和冲突：每项内容在每种情形下都恰有一个答案。" />;
  return (
    <Alert
      type="error"
      showIcon
      title={`有 ${faults.length} 处缺口或冲突，改好后才能保存`}
      description={
        <ul className="rules-faults">
          {faults.slice(0, 30).map(({ key, text }) => (
            <li key={key}>{text}</li>
          ))}
          {faults.length > 30 && <li>……另有 {faults.length - 30} 处</li>}
        </ul>
      }
    />
  );
}

/** Domain values as the wire takes them. */
export const wireBook = (book: RuleBook): RuleSet['book'] => structuredClone(book) as RuleSet['book'];

type SaveProps = { readonly set: RuleSet; readonly book: RuleBook; readonly faults: number };

function SaveForm({ set, book, faults }: SaveProps) {
  const act = useAct({
    run: (values: Values) =>
      fundingApi.rules.edit({ id: set.id, version: set.version, ...values, book: wireBook(book) }),
    done: '已保存',
    stale: [fundingQueries.rules.key()],
    quiet: true,
  });
  const { title, basisClause, basisDocument, note } = set;
  return (
    <SubmitForm<Values>
      initial={{ title, basisClause, basisDocument, note }}
      submitText={faults > 0 ? `保存（还有 ${faults} 处缺口或冲突）` : '保存草案'}
      onSubmit={(values) => act.mutateAsync(values)}
    >
      <div className="rules-fields">
        <Form.Item name="title" label="名称" rules={[needed('名称')]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="basisClause" label="依据条款">
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="basisDocument" label="依据文件（文号）">
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="note" label="说明">
          <Input maxLength={500} />
        </Form.Item>
      </div>
    </SubmitForm>
  );
}
