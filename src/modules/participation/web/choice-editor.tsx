import { useQuery } from '@tanstack/react-query';
import { Alert, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { needed, SubmitForm } from '#ui/form.tsx';
import { Section } from '#ui/page.tsx';
import { wanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { Answer } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { classNames, ruleNames } from '../domain/choice/words.ts';
import { participationApi, participationQueries } from './api.ts';
import { type DraftLine, draftLines, fenOf, menuOf, wanOfFen } from './choice-draft.ts';
import { aboutRules, type Choice, completionNames, sharesText } from './choice-words.ts';

type Values = {
  readonly title: string;
  readonly budgetWan: string;
  readonly rule: Choice['rule'];
  readonly completion: Choice['completion'];
  readonly improvementCap?: string;
  readonly enhancementCap?: string;
  readonly incompatible?: string[];
};

/** The menu, the budget and the rule of a draft. */
export function ChoiceEditor({ choice }: { readonly choice: Choice }) {
  const query = useQuery(
    participationQueries.choices.suggest.queryOptions({ input: { estateId: choice.estateId } }),
  );
  return (
    <Answer of={query}>
      {(suggestion) => (
        <>
          {suggestion.unverified.length > 0 && (
            <Alert
              type="info"
              showIcon
              title={`以下参数是软件缺省，尚待核实：${suggestion.unverified.join('、')}。可在此逐项改写费用。`}
            />
          )}
          <Editor choice={choice} lines={draftLines(choice, suggestion.items)} />
        </>
      )}
    </Answer>
  );
}

type EditorProps = { readonly choice: Choice; readonly lines: readonly DraftLine[] };

function Editor({ choice, lines: initial }: EditorProps) {
  const [lines, setLines] = useState(initial);
  const change = (id: string, patch: Partial<DraftLine>) =>
    setLines((now) => now.map((line) => (line.id === id ? { ...line, ...patch } : line)));
  const menu = menuOf(lines);
  const act = useAct({
    run: (values: Values) =>
      participationApi.choices.edit({
        id: choice.id,
        version: choice.version,
        ...settingsOf(values, menu.items),
      }),
    done: '已保存',
    stale: [participationQueries.choices.key()],
    quiet: true,
  });
  const chosen = menu.items.filter((item) => item.class !== 'basic');
  return (
    <>
      <Section title="菜单" about="勾选的列入菜单。基础类是必做的；完善类、提升类由居民选择。费用可以改写。">
        <Table
          caption="菜单内容"
          columns={columnsOf(change)}
          rows={lines}
          rowKey={(line) => line.id}
          rowName={(line) => line.title}
        />
        <p className="choice-sum" role="status">
          列入 {menu.items.length} 项：基础类 {wanOf(menu.sum('basic'))} 万元，完善类{' '}
          {wanOf(menu.sum('improvement'))} 万元，提升类 {wanOf(menu.sum('enhancement'))} 万元。
          {menu.missing.length > 0 && `以下各项还没有费用：${menu.missing.join('、')}。`}
        </p>
      </Section>
      <Section title="预算与计票办法">
        <SubmitForm<Values>
          initial={valuesOf(choice)}
          submitText="保存"
          onSubmit={async (values) => {
            if (menu.missing.length > 0) throw new Error(`请先填写费用：${menu.missing.join('、')}`);
            await act.mutateAsync(values);
          }}
        >
          <SettingFields options={chosen.map((item) => ({ value: item.id, label: item.title }))} />
        </SubmitForm>
      </Section>
    </>
  );
}

const amountRule = {
  validator: (_: unknown, text: string | undefined) =>
    !text || fenOf(text) !== null ? Promise.resolve() : Promise.reject(new Error('应为万元，至多六位小数')),
};

function SettingFields({ options }: { readonly options: { value: string; label: string }[] }) {
  const rule = Form.useWatch<Choice['rule'] | undefined>('rule');
  return (
    <div className="choice-settings">
      <Form.Item name="title" label="标题" rules={[needed('标题')]}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="budgetWan" label="预算（万元，含基础类）" rules={[needed('预算'), amountRule]}>
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item name="rule" label="计票办法" extra={rule && aboutRules[rule]}>
        <Select options={Object.entries(ruleNames).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="completion" label="均等份额法的余额">
        <Select options={Object.entries(completionNames).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="improvementCap" label="完善类上限（万元，可不填）" rules={[amountRule]}>
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item name="enhancementCap" label="提升类上限（万元，可不填）" rules={[amountRule]}>
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item name="incompatible" label="互斥的内容（至多列入其一，可不填）">
        <Select mode="multiple" options={options} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
    </div>
  );
}

function valuesOf(choice: Choice): Partial<Values> {
  const improvementCap = wanOfFen(choice.caps.improvement);
  const enhancementCap = wanOfFen(choice.caps.enhancement);
  return {
    title: choice.title,
    budgetWan: wanOfFen(choice.budget),
    rule: choice.rule,
    completion: choice.completion,
    ...(improvementCap ? { improvementCap } : {}),
    ...(enhancementCap ? { enhancementCap } : {}),
    incompatible: choice.incompatible[0] ?? [],
  };
}

type Settings = Omit<Parameters<typeof participationApi.choices.edit>[0], 'id' | 'version'>;

function settingsOf(values: Values, items: Settings['items']): Settings {
  const cap = (text: string | undefined) => (text ? String(fenOf(text) ?? 0n) : undefined);
  const improvement = cap(values.improvementCap);
  const enhancement = cap(values.enhancementCap);
  const group = (values.incompatible ?? []).filter((id) => items.some((item) => item.id === id));
  return {
    title: values.title,
    items,
    budget: String(fenOf(values.budgetWan) ?? 0n),
    rule: values.rule,
    completion: values.completion,
    caps: { ...(improvement ? { improvement } : {}), ...(enhancement ? { enhancement } : {}) },
    incompatible: group.length > 1 ? [group] : [],
  };
}

const columnsOf = (change: (id: string, patch: Partial<DraftLine>) => void): readonly Column<DraftLine>[] => [
  {
    key: 'title',
    title: '内容',
    render: (line) => (
      <Checkbox
        checked={line.included}
        onChange={(event) => change(line.id, { included: event.target.checked })}
      >
        {line.title}
      </Checkbox>
    ),
  },
  { key: 'class', title: '类别', render: (line) => classNames[line.class] },
  {
    key: 'wan',
    title: '费用（万元）',
    align: 'end',
    width: '10em',
    render: (line) => (
      <Input
        aria-label={`${line.title}的费用（万元）`}
        inputMode="decimal"
        value={line.wan}
        disabled={!line.included}
        status={line.included && fenOf(line.wan) === null ? 'error' : ''}
        onChange={(event) => change(line.id, { wan: event.target.value, basis: '人工填写' })}
      />
    ),
  },
  { key: 'shares', title: '出资份额', render: (line) => sharesText(line.shares) },
  { key: 'basis', title: '费用依据', render: (line) => line.basis || '—' },
  { key: 'why', title: '台账', render: (line) => line.why || '—' },
];
