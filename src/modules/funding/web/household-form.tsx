import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { Unverified } from '#ui/basis.tsx';
import { chosen, needed, SubmitForm } from '#ui/form.tsx';
import { numberText, yuanOf } from '#ui/quantity.ts';
import { methodNames, type PartKind, partKindNames } from '../domain/household/words.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { EstateSelect } from './estate-select.tsx';
import { fenText, options, yuanRule } from './household-words.tsx';

type Values = {
  readonly estateId: string;
  readonly title: string;
  readonly where?: string;
  readonly kinds: PartKind[];
  readonly items: string[];
  readonly method: 'area' | 'equal' | 'floor';
  readonly total: string;
  readonly amountBasis: string;
  readonly payeeName?: string;
  readonly account?: string;
  readonly bank?: string;
};
type Setup = Awaited<ReturnType<typeof fundingApi.households.collections.setup>>;

const whereOptions = (setup: Setup) =>
  setup.buildings.flatMap((one) => [
    {
      value: JSON.stringify([one.building]),
      label: `${one.building}（${one.parts} 户${one.withoutArea > 0 ? `，${one.withoutArea} 户没有面积` : ''}）`,
    },
    ...one.entrances.map((each) => ({
      value: JSON.stringify([one.building, each.entrance]),
      label: `${one.building}${each.entrance}（${each.parts} 户）`,
    })),
  ]);

function scopeOf(where: string | undefined) {
  const [building = null, entrance = null] = where ? (JSON.parse(where) as string[]) : [];
  return {
    scope: entrance ? ('entrance' as const) : building ? ('building' as const) : ('estate' as const),
    building,
    entrance,
  };
}

/** Drafts a collection: where, what for, how much on which basis, divided how. */
export function CollectionForm({
  cancel,
  made,
}: {
  readonly cancel: () => void;
  readonly made: (id: string) => void;
}) {
  const queries = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  return (
    <SubmitForm<Values>
      submitText="计算各户分摊"
      onCancel={cancel}
      initial={{ method: 'area', kinds: ['dwelling', 'shop', 'office'] }}
      onSubmit={async (values) => {
        const { id } = await fundingApi.households.collections.create({
          ...{
            key,
            estateId: values.estateId,
            title: values.title,
            kinds: values.kinds,
            items: values.items,
          },
          ...{ method: values.method, totalFen: fenText(values.total), amountBasis: values.amountBasis },
          ...scopeOf(values.where),
          payee: {
            name: values.payeeName ?? '',
            account: values.account ?? '',
            bank: values.bank ?? '',
            note: '',
          },
        });
        await queries.invalidateQueries({ queryKey: fundingQueries.households.key() });
        made(id);
      }}
    >
      <Form.Item name="estateId" label="小区" rules={[chosen('小区')]}>
        <EstateSelect />
      </Form.Item>
      <Fields />
    </SubmitForm>
  );
}

function Fields() {
  const form = Form.useFormInstance<Values>();
  const estateId = Form.useWatch('estateId', form);
  const method = Form.useWatch('method', form);
  const query = useQuery(
    fundingQueries.households.collections.setup.queryOptions({
      input: { estateId: estateId ?? '' },
      enabled: Boolean(estateId),
    }),
  );
  const setup = query.data;
  if (!setup) return null;
  const known = setup.scheme?.lines ?? [];
  return (
    <>
      {known.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={`已批准的方案“${setup.scheme?.title ?? ''}”第 ${setup.scheme?.version ?? ''} 版：${known
            .map(
              (line) =>
                `${line.title} ${yuanOf(line.amountFen)} 元，规则包份额下居民 ${yuanOf(line.residentsFen)} 元`,
            )
            .join('；')}`}
        />
      )}
      <Form.Item name="title" label="名称" rules={[needed('名称')]}>
        <Input maxLength={60} placeholder="例如：屋面防水居民出资" />
      </Form.Item>
      <Form.Item name="items" label="改造内容" rules={[chosen('改造内容')]}>
        <Select
          mode="multiple"
          optionFilterProp="label"
          options={setup.items.map((one) => ({ value: one.id, label: one.title }))}
        />
      </Form.Item>
      <Form.Item name="where" label="范围（不选为整个小区）">
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={whereOptions(setup)} />
      </Form.Item>
      <Form.Item name="kinds" label="哪些用途的房屋分摊">
        <Select
          mode="multiple"
          options={setup.kinds.map((one) => ({
            value: one.kind,
            label: `${partKindNames[one.kind]}（${numberText(one.parts)}）`,
          }))}
        />
      </Form.Item>
      <Form.Item name="total" label="居民应出资总额（元）" rules={[yuanRule]}>
        <Input inputMode="decimal" maxLength={20} />
      </Form.Item>
      <Form.Item name="amountBasis" label="金额的依据" rules={[needed('金额的依据')]}>
        <Input maxLength={500} placeholder="例如：方案概算 120 万元的 10%，出资规则第 2 版" />
      </Form.Item>
      <Form.Item name="method" label="分摊办法">
        <Select options={options(methodNames).filter((one) => one.value !== 'agreement')} />
      </Form.Item>
      {method === 'floor' && (
        <p>
          楼层系数：
          {Object.entries(setup.coefficients)
            .map(([floor, value]) => `${floor} 层 ${value}`)
            .join('，')}
          {setup.coefficientsUnverified && <Unverified />}
        </p>
      )}
      <Form.Item name="payeeName" label="收款户名（印在账单上，可不填）">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="account" label="收款账号">
        <Input maxLength={40} inputMode="numeric" />
      </Form.Item>
      <Form.Item name="bank" label="开户银行">
        <Input maxLength={60} />
      </Form.Item>
    </>
  );
}
