import { Button, Checkbox, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { payerIndex } from '../domain/rule/payers.ts';
import type { LimitPer, Payment, Rule, RuleWorld } from '../domain/rule/types.ts';
import { Field, keyed } from './rules-field.tsx';
import { perNames, renovationNames } from './rules-words.ts';

type Props = {
  readonly rule: Rule;
  readonly world: RuleWorld;
  readonly done: (rule: Rule) => void;
  readonly close: () => void;
};
type Put = (patch: Partial<Rule>) => void;
type PartProps = { readonly rule: Rule; readonly world: RuleWorld; readonly put: Put };

/** One rule: what it matches, who pays, on what basis. */
export function RuleDialog({ rule: initial, world, done, close }: Props) {
  const [rule, setRule] = useState(initial);
  const put: Put = (patch) => setRule((now) => ({ ...now, ...patch }));
  return (
    <Modal
      open
      title="出资规则"
      width={860}
      okText="确定"
      cancelText="取消"
      onOk={() => done(rule)}
      onCancel={close}
    >
      <div className="rules-fields">
        <Field label="名称">
          <Input maxLength={60} value={rule.title} onChange={(event) => put({ title: event.target.value })} />
        </Field>
        <Match rule={rule} world={world} put={put} />
        <Conditions rule={rule} world={world} put={put} />
      </div>
      <h3>由谁出</h3>
      <Payers rule={rule} world={world} put={put} />
      <h3>依据</h3>
      <div className="rules-fields">
        <Field label="条款或文件">
          <Input
            maxLength={300}
            value={rule.basis}
            onChange={(event) => put({ basis: event.target.value })}
          />
        </Field>
        <Field label="市、县另有规定的文件（专营单位管线不由其全担时）">
          <Input
            maxLength={200}
            value={rule.exception}
            onChange={(event) => put({ exception: event.target.value })}
          />
        </Field>
        <Checkbox checked={rule.unverified} onChange={(event) => put({ unverified: event.target.checked })}>
          待核
        </Checkbox>
      </div>
    </Modal>
  );
}

function Match({ rule, world, put }: PartProps) {
  return (
    <>
      <Field label="类别（不点名内容时）">
        <Select
          aria-label="类别"
          allowClear
          options={Object.entries(renovationNames).map(([value, label]) => ({ value, label }))}
          value={rule.class}
          onChange={(value: Rule['class'] | undefined) => put({ class: value ?? null })}
        />
      </Field>
      <Field wide label="点名内容">
        <Select
          aria-label="点名内容"
          mode="multiple"
          options={world.items.map(({ id, title }) => ({ value: id, label: title }))}
          value={[...rule.items]}
          onChange={(items: string[]) => put({ items, ...(items.length > 0 ? { class: null } : {}) })}
        />
      </Field>
    </>
  );
}

function Conditions({ rule, put }: PartProps) {
  return (
    <>
      <Field label="入户端口（只对管线）">
        <Select
          aria-label="入户端口"
          allowClear
          placeholder="不限"
          options={[
            { value: 'outside', label: '以外' },
            { value: 'inside', label: '以内' },
          ]}
          value={rule.meter}
          onChange={(meter: Rule['meter'] | undefined) => put({ meter: meter ?? null })}
        />
      </Field>
      <Field label="管线产权（只对管线）">
        <Select
          aria-label="管线产权"
          allowClear
          placeholder="不限"
          options={[
            { value: 'utility', label: '属专营单位' },
            { value: 'other', label: '不属专营单位' },
          ]}
          value={rule.pipe}
          onChange={(pipe: Rule['pipe'] | undefined) => put({ pipe: pipe ?? null })}
        />
      </Field>
      <Field label="产权类型（台账写法，可多个）">
        <Select
          aria-label="产权类型"
          mode="tags"
          value={[...rule.propertyKinds]}
          onChange={(propertyKinds: string[]) => put({ propertyKinds })}
        />
      </Field>
      <Field label="建成年份自">
        <InputNumber
          min={1949}
          max={2100}
          value={rule.builtFrom}
          onChange={(builtFrom) => put({ builtFrom })}
        />
      </Field>
      <Field label="建成年份至">
        <InputNumber min={1949} max={2100} value={rule.builtTo} onChange={(builtTo) => put({ builtTo })} />
      </Field>
      <Field label="街道（乡镇）9 位代码，可多个">
        <Select
          aria-label="街道（乡镇）"
          mode="tags"
          value={[...rule.subdistricts]}
          onChange={(subdistricts: string[]) => put({ subdistricts })}
        />
      </Field>
    </>
  );
}

function Payers({ rule, world, put }: PartProps) {
  const options = [...payerIndex(world).values()].map(({ id, title }) => ({ value: id, label: title }));
  const change = (at: number, patch: Partial<Payment>) =>
    put({ payers: rule.payers.map((one, place) => (place === at ? { ...one, ...patch } : one)) });
  return (
    <>
      {keyed(rule.payers, ({ payer }) => payer).map(({ key, row: one, at }) => (
        <div className="rules-payer" key={key}>
          <Field label="出资方">
            <Select
              aria-label={`第 ${at + 1} 个出资方`}
              options={options}
              value={one.payer}
              onChange={(payer: string) => change(at, { payer })}
            />
          </Field>
          <Field label="份额">
            <Input
              aria-label={`第 ${at + 1} 个出资方的份额`}
              inputMode="decimal"
              value={one.share}
              onChange={(event) => change(at, { share: event.target.value.trim() })}
            />
          </Field>
          <LimitField name="封顶" limit={one.cap} change={(cap) => change(at, { cap })} />
          <LimitField name="保底" limit={one.floor} change={(floor) => change(at, { floor })} />
          <Button onClick={() => put({ payers: rule.payers.filter((_, place) => place !== at) })}>
            删去
          </Button>
        </div>
      ))}
      <div className="rules-tools">
        <Button
          onClick={() =>
            put({ payers: [...rule.payers, { payer: 'residents', share: '0', cap: null, floor: null }] })
          }
        >
          添加出资方
        </Button>
        <Select
          aria-label="余额承担方"
          allowClear
          placeholder="余额承担方（有封顶、保底时）"
          style={{ minWidth: '16em' }}
          options={options}
          value={rule.remainder}
          onChange={(remainder: string | undefined) => put({ remainder: remainder ?? null })}
        />
      </div>
    </>
  );
}

type LimitProps = {
  readonly name: string;
  readonly limit: Payment['cap'];
  readonly change: (limit: Payment['cap']) => void;
};

/** A bound in 元 per item, household or ㎡; empty: none. */
function LimitField({ name, limit, change }: LimitProps) {
  return (
    <div>
      <Field label={`${name}（元）`}>
        <InputNumber
          min={0}
          max={9_999_999_999}
          precision={2}
          style={{ width: '100%' }}
          value={limit ? Number(limit.fen) / 100 : null}
          onChange={(yuan) =>
            change(yuan === null ? null : { fen: String(Math.round(yuan * 100)), per: limit?.per ?? 'item' })
          }
        />
      </Field>
      {limit && (
        <Select
          aria-label={`${name}的口径`}
          options={Object.entries(perNames).map(([value, label]) => ({ value, label }))}
          value={limit.per}
          onChange={(per: LimitPer) => change({ ...limit, per })}
        />
      )}
    </div>
  );
}
