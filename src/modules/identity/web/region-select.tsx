import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { isWithin } from '#shared/region.ts';
import { useUser } from '#ui/session.tsx';
import { identityQueries } from './api.ts';
import { type RegionNode, treeOf } from './region-tree.ts';

type RegionSelectProps = {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (code: string) => void;
};

type Option = { readonly value: string; readonly label: string };

/** The tree in reading order, depth shown by full-width blanks; a list reads better than a tree to the ear. */
const optionsOf = (nodes: readonly RegionNode[], depth: number): Option[] =>
  nodes.flatMap(({ region, children }) => [
    { value: region.code, label: `${'　'.repeat(depth)}${region.name}（${region.code}）` },
    ...optionsOf(children, depth + 1),
  ]);

/** Picks one region inside the user's own; a form field. */
export function RegionSelect({ id, value, onChange }: RegionSelectProps) {
  const { scope } = useUser();
  const query = useQuery(identityQueries.regions.list.queryOptions({ staleTime: 300_000 }));
  return (
    <Select
      {...(id ? { id } : {})}
      value={value ?? null}
      options={optionsOf(treeOf((query.data ?? []).filter(({ code }) => isWithin(code, scope))), 0)}
      loading={query.isPending}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder="选择区划"
      labelRender={({ label }) => String(label ?? '').trim()}
      onChange={(next: string | null) => onChange?.(next ?? '')}
    />
  );
}
