import { Facts, Unverified } from '#ui/basis.tsx';
import { Section } from '#ui/page.tsx';
import { Table } from '#ui/table.tsx';

type Rule = {
  readonly title: string;
  readonly source: string;
  readonly note: string;
  readonly own: boolean;
  readonly unverified: boolean;
};
type Step = { readonly label: string; readonly formula: string; readonly value: string };

/** Whose rule it is, where it stands, and that it is a template. */
export const RuleSource = ({ rule }: { readonly rule: Rule }) => (
  <Facts
    facts={[
      { label: '规则', value: rule.title, basis: rule.unverified && <Unverified /> },
      { label: '出处', value: rule.source },
      { label: '说明', value: rule.note || '—' },
      { label: '地位', value: rule.own ? '本区规则' : '模板，仅供试算' },
    ]}
  />
);

/** Every step with its formula and what comes out. */
export const Steps = ({ steps }: { readonly steps: readonly Step[] }) => (
  <Section title="计算过程">
    <Table<Step>
      caption="计算过程"
      rows={steps}
      rowKey={(step) => step.label}
      columns={[
        { key: 'label', title: '步骤', width: '10em', render: (step) => step.label },
        { key: 'formula', title: '公式', width: '16em', render: (step) => step.formula },
        { key: 'value', title: '结果', align: 'end', render: (step) => step.value },
      ]}
    />
  </Section>
);

/** ㎡ as typed, in cm² as the wire takes it; null when it is no area. */
export function areaText(text: string | undefined): string | null {
  const parts = /^(\d{1,10})(?:\.(\d{1,4}))?$/.exec((text ?? '').replaceAll(',', '').trim());
  return parts ? String(BigInt(parts[1] ?? '0') * 10_000n + BigInt((parts[2] ?? '').padEnd(4, '0'))) : null;
}

/** Rule of a field that takes an area in ㎡. */
export const areaRule = {
  validator: (_rule: unknown, value: string | undefined) =>
    !value || areaText(value) !== null
      ? Promise.resolve()
      : Promise.reject(new Error('请填写面积（㎡），至多四位小数')),
};
