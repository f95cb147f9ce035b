import { useQuery } from '@tanstack/react-query';
import { TreeSelect } from 'antd';
import { identityQueries } from './api.ts';
import { type RegionNode, treeOf } from './region-tree.ts';

type Option = { readonly value: string; readonly title: string; readonly children: Option[] };

const optionOf = ({ region, children }: RegionNode): Option => ({
  value: region.code,
  title: `${region.name}（${region.code}）`,
  children: children.map(optionOf),
});

type RegionSelectProps = {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (code: string) => void;
};

/** Picks one region of the tree; a form field. */
export function RegionSelect({ id, value, onChange }: RegionSelectProps) {
  const query = useQuery(identityQueries.regions.list.queryOptions({ staleTime: 300_000 }));
  const tree = treeOf(query.data ?? []).map(optionOf);
  return (
    <TreeSelect
      {...(id ? { id } : {})}
      value={value ?? null}
      treeData={tree}
      loading={query.isPending}
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeDefaultExpandedKeys={tree.map((option) => option.value)}
      placeholder="选择区划"
      onChange={(next: string | null) => onChange?.(next ?? '')}
    />
  );
}
