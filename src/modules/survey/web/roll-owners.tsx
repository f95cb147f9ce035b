import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { DataTable } from '#ui/data-table.tsx';
import { pageAnswer, pageInput } from '#ui/list-state.ts';
import { unknownText } from '#ui/quantity.ts';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { surveyActions } from '../contract.ts';
import { type EstateDetail, surveyApi, surveyQueries } from './api.ts';
import { Reveal } from './roll-reveal.tsx';

type Owner = Awaited<ReturnType<typeof surveyApi.owners.list>>['items'][number];

const columns: readonly Column<Owner>[] = [
  { key: 'name', title: '姓名或名称', render: (owner) => owner.nameMasked },
  { key: 'kind', title: '类别', render: (owner) => (owner.kind === 'person' ? '个人' : '单位') },
  { key: 'number', title: '证件号', render: (owner) => owner.numberMasked ?? unknownText },
  { key: 'phone', title: '电话', render: (owner) => owner.phoneMasked ?? unknownText },
  { key: 'parts', title: '房屋', align: 'end', render: (owner) => owner.parts },
  { key: 'places', title: '位置', width: '20em', render: (owner) => owner.places || unknownText },
  { key: 'reveal', title: '完整信息', render: (owner) => <Reveal id={owner.id} name={owner.nameMasked} /> },
];

/** The owners of an estate with what each has; two entries of one person are made one here. */
export function RollOwners({ one }: { readonly one: EstateDetail }) {
  const mayEdit = useMay(surveyActions['survey.roll.edit']);
  const ask = useConfirm();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const merge = (keys: readonly string[], clear: () => void) => {
    const [first, second, third] = keys.map((key) => key.split('|'));
    if (!first?.[0] || !second?.[0] || third) {
      void message.info('请选中两位同名业主再合并。');
      return;
    }
    const [id = '', version = '1'] = first;
    const [otherId = ''] = second;
    ask({
      title: '合并为同一业主',
      text: '两条记录的房屋归到一位业主名下，表决时计一人。只有姓名相同、证件号不冲突的才能合并；不能自动拆回。',
      okText: '合并',
      reasonLabel: '依据',
      danger: true,
      run: async (reason) => {
        await surveyApi.owners.merge({ id, version: Number(version), otherId, reason });
        clear();
        await queries.invalidateQueries({ queryKey: surveyQueries.key() });
      },
    });
  };
  return (
    <DataTable<Owner>
      name="survey.owners"
      caption="业主"
      queryKey={[...surveyQueries.owners.key(), 'list', one.id]}
      load={async (query, signal) =>
        pageAnswer(await surveyApi.owners.list({ id: one.id, ...pageInput(query) }, { signal }))
      }
      rowKey={(owner) => `${owner.id}|${owner.version}`}
      rowName={(owner) => owner.nameMasked}
      columns={columns}
      searchHint="姓氏或完整姓名"
      bulk={mayEdit ? [{ key: 'merge', label: '合并为同一业主', run: merge }] : []}
      empty={<Nothing text="还没有业主" />}
    />
  );
}
