import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { surveyContract } from '#modules/survey/contract.ts';
import { makeClient, makeQueries } from '#ui/client.ts';
import { numberText } from '#ui/quantity.ts';

const surveyQueries = makeQueries(makeClient(surveyContract));

type Props = {
  readonly id?: string;
  readonly value?: string | undefined;
  readonly onChange?: (estateId: string | undefined) => void;
  readonly allowClear?: boolean;
};

/** Picks one estate by typing part of its name; made to stand in a `Form.Item`. */
export function EstateSelect({ id, value, onChange, allowClear = false }: Props) {
  const [search, setSearch] = useState('');
  const query = useQuery(
    surveyQueries.estates.list.queryOptions({
      input: { size: 50, sort: 'name', ...(search ? { search } : {}) },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <Select
      {...(id ? { id } : {})}
      {...(value ? { value } : {})}
      {...(onChange ? { onChange } : {})}
      allowClear={allowClear}
      showSearch={{ filterOption: false, onSearch: (text) => setSearch(text.slice(0, 50)) }}
      loading={query.isFetching}
      placeholder="输入小区名称查找"
      notFoundContent="没有名称相符的小区"
      options={(query.data?.items ?? []).map((one) => ({
        value: one.id,
        label: `${one.values.name}（${one.subdistrictName}，${numberText(one.values.households)} 户）`,
      }))}
    />
  );
}
