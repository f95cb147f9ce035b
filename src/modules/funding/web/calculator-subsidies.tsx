import { Form, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { chosen, needed, SubmitForm } from '#ui/form.tsx';
import { Figure, Figures, Section } from '#ui/page.tsx';
import { yuanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { classNames, renovationClasses } from '../domain/calculator/by-area.ts';
import { amountRule, fenText } from './allocations-query.ts';
import { fundingApi } from './api.ts';
import { areaRule, areaText, RuleSource, Steps } from './calculator-parts.tsx';

type Rules = Awaited<ReturnType<typeof fundingApi.allocations.calculators.show>>;
type Which = 'template' | 'own';
const fen = (text: string | undefined): string => fenText(text) ?? '0';

type FrameProps = {
  readonly rules: readonly (Rules['byArea'][number] | Rules['lift'][number])[];
  readonly children: ReactNode;
};
/** The source of the rules, then the form. */
function Frame({ rules, children }: FrameProps) {
  return (
    <Section title="规则与数据">
      {rules.map((rule) => (
        <RuleSource key={rule.rule} rule={rule} />
      ))}
      <div style={{ marginTop: 16, maxWidth: 640 }}>{children}</div>
    </Section>
  );
}

const RuleField = ({ rules }: Pick<FrameProps, 'rules'>) => (
  <Form.Item label="规则" name="rule">
    <Select options={rules.map(({ rule, title }) => ({ value: rule, label: title }))} />
  </Form.Item>
);
const Money = ({ label, name }: { readonly label: string; readonly name: string | readonly string[] }) => (
  <Form.Item label={label} name={name as string} rules={[amountRule]}>
    <Input inputMode="decimal" placeholder="0.00" />
  </Form.Item>
);
const Area = () => (
  <Form.Item label="改造面积（㎡）" name="area" rules={[needed('面积'), areaRule]}>
    <Input inputMode="decimal" />
  </Form.Item>
);

type AreaValues = {
  rule: Which;
  area: string;
  percent: number;
  classes?: Record<string, { cost?: string; residents?: string } | undefined>;
};

export function AreaCalculator({ rules }: { readonly rules: Rules['byArea'] }) {
  const act = useAct({
    run: (values: AreaValues) => {
      const amounts = (id: string) => ({
        costFen: fen(values.classes?.[id]?.cost),
        residentsFen: fen(values.classes?.[id]?.residents),
      });
      return fundingApi.allocations.calculators.byArea({
        ...{ rule: values.rule, areaCm2: areaText(values.area) ?? '0' },
        ratio: (values.percent / 100).toFixed(6).replace(/\.?0+$/, ''),
        classes: {
          ...{ basic: amounts('basic'), improvement: amounts('improvement') },
          enhancement: amounts('enhancement'),
        },
      });
    },
    quiet: true,
  });
  return (
    <>
      <Frame rules={rules}>
        <SubmitForm<AreaValues>
          submitText="计算"
          initial={{ rule: 'template', percent: 40 }}
          onSubmit={(values) => act.mutateAsync(values)}
        >
          <RuleField rules={rules} />
          <Area />
          <Form.Item label="补助比例（%，调整前）" name="percent" rules={[chosen('比例')]}>
            <InputNumber min={0} max={100} />
          </Form.Item>
          {renovationClasses.map((id) => (
            <fieldset key={id} className="hj-plain">
              <legend>{classNames[id]}（元，不含电梯）</legend>
              <Money label="投资" name={['classes', id, 'cost']} />
              <Money label="其中居民自筹" name={['classes', id, 'residents']} />
            </fieldset>
          ))}
        </SubmitForm>
      </Frame>
      {act.data && (
        <>
          <Section title="结果">
            <Figures>
              <Figure label="补助金额（元）" value={yuanOf(act.data.amountFen)} />
              <Figure
                label="绩效系数"
                value={`${act.data.points > 0 ? '+' : ''}${act.data.points}`}
                unit="个百分点"
              />
            </Figures>
          </Section>
          <Steps steps={act.data.steps} />
        </>
      )}
    </>
  );
}

type CostValues = { rule: Which; kind: 'district' | 'county'; area: string; cost?: string; local?: string };

export function CostCalculator({ rules }: { readonly rules: Rules['byCost'] }) {
  const act = useAct({
    run: (values: CostValues) =>
      fundingApi.allocations.calculators.byCost({
        ...{ rule: values.rule, kind: values.kind, areaCm2: areaText(values.area) ?? '0' },
        ...{ costFen: fen(values.cost), localFen: fen(values.local) },
      }),
    quiet: true,
  });
  return (
    <>
      <Frame rules={rules}>
        <SubmitForm<CostValues>
          submitText="计算"
          initial={{ rule: 'template', kind: 'district' }}
          onSubmit={(values) => act.mutateAsync(values)}
        >
          <RuleField rules={rules} />
          <Form.Item label="地区" name="kind">
            <Radio.Group
              options={[
                { value: 'district', label: '区' },
                { value: 'county', label: '县（市）' },
              ]}
            />
          </Form.Item>
          <Area />
          <Money label="审计决算价（元）" name="cost" />
          <Money label="属地已到位（元）" name="local" />
        </SubmitForm>
      </Frame>
      {act.data && (
        <>
          <Section title="结果">
            <Figures>
              <Figure label="补助金额（元）" value={yuanOf(act.data.amountFen)} />
              <Figure label="属地应承担（元）" value={yuanOf(act.data.localDueFen)} />
              <Figure label="追回或核减（元）" value={yuanOf(act.data.clawbackFen)} />
            </Figures>
          </Section>
          <Steps steps={act.data.steps} />
        </>
      )}
    </>
  );
}

type LiftValues = { rule: Which; floors: number; households: number; unsigned: number };

export function LiftCalculator({ rules }: { readonly rules: Rules['lift'] }) {
  const act = useAct({
    run: (values: LiftValues) => fundingApi.allocations.calculators.lift(values),
    quiet: true,
  });
  const storeys = [...new Set(rules.flatMap((rule) => rule.storeys))].sort((a, b) => a - b);
  return (
    <>
      <Frame rules={rules}>
        <SubmitForm<LiftValues>
          submitText="计算"
          initial={{ rule: 'template', unsigned: 0, households: 12 }}
          onSubmit={(values) => act.mutateAsync(values)}
        >
          <RuleField rules={rules} />
          <Form.Item label="单元层数" name="floors" rules={[chosen('层数')]}>
            <Select options={storeys.map((value) => ({ value, label: `${value} 层` }))} />
          </Form.Item>
          <Form.Item label="单元户数" name="households" rules={[chosen('户数')]}>
            <InputNumber min={0} max={10_000} precision={0} />
          </Form.Item>
          <Form.Item label="未签署同意的户数" name="unsigned" rules={[chosen('户数')]}>
            <InputNumber min={0} max={10_000} precision={0} />
          </Form.Item>
        </SubmitForm>
      </Frame>
      {act.data && (
        <>
          <Section title="结果">
            <Figures>
              <Figure label="每部补助（元）" value={yuanOf(act.data.amountFen)} />
            </Figures>
          </Section>
          <Steps steps={act.data.steps} />
        </>
      )}
    </>
  );
}
