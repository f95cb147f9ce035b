import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { projectsContract } from '#modules/projects/contract.ts';
import { makeClient, makeQueries } from '#ui/client.ts';
import { SetLimit } from './set-limit.tsx';

const queries = makeQueries(makeClient(projectsContract));

type Option = { readonly value: string; readonly label: string };

/** Picks estates by part of their name, several at once, and sets a year for all of them. */
export function EstatePick() {
  const [search, setSearch] = useState('');
  const [picked, setPicked] = useState<readonly Option[]>([]);
  const input = { size: 50, ...(search ? { search } : {}) };
  const query = useQuery(queries.assessments.list.queryOptions({ input, staleTime: 60_000 }));
  const found = (query.data?.items ?? []).map(
    ({ id, name, subdistrictName }): Option => ({ value: id, label: `${name}（${subdistrictName}）` }),
  );
  return (
    <div className="hj-toolbar">
      <Select<Option[]>
        mode="multiple"
        labelInValue
        className="hj-plan-pick"
        aria-label="小区"
        placeholder="输入小区名称的一部分"
        value={[...picked]}
        loading={query.isFetching}
        notFoundContent={query.isFetching ? '正在查找…' : '没有这样的小区；先在“资格与评分”中评估'}
        showSearch={{ filterOption: false, onSearch: setSearch }}
        options={found}
        onChange={(next) => setPicked(next)}
      />
      <SetLimit estateIds={picked.map((one) => one.value)} done={() => setPicked([])} />
    </div>
  );
}
