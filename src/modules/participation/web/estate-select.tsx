import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { surveyContract } from '#modules/survey/contract.ts';
import { makeClient, makeQueries } from '#ui/client.ts';
import { numberText } from '#ui/quantity.ts';
import { SearchSelect, type SearchSelectProps } from '#ui/search-select.tsx';

const surveyQueries = makeQueries(makeClient(surveyContract));

function useEstates(search: string) {
  const { isFetching, data } = useQuery(
    surveyQueries.estates.list.queryOptions({
      input: { size: 50, sort: 'name', ...(search ? { search } : {}) },
      placeholderData: keepPreviousData,
    }),
  );
  const options = (data?.items ?? []).map((one) => ({
    value: one.id,
    label: `${one.values.name}（${one.subdistrictName}，${numberText(one.values.households)} 户）`,
  }));
  return { loading: isFetching, options };
}

/** Picks one estate by typing part of its name; made to stand in a `Form.Item`. */
export function EstateSelect(props: SearchSelectProps) {
  return (
    <SearchSelect
      {...props}
      useOptions={useEstates}
      placeholder="输入小区名称查找"
      nothing="没有名称相符的小区"
    />
  );
}
