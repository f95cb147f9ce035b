import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Section } from '#ui/page.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { Table } from '#ui/table.tsx';
import { participationApi, participationQueries } from './api.ts';

/** The templates of one's own district or subdistrict, which can be taken off the list; nothing where there is none. */
export function OwnTemplates() {
  const ask = useConfirm();
  const queries = useQueryClient();
  const query = useQuery(participationQueries.wishes.templates.list.queryOptions());
  const own = (query.data ?? []).flatMap((one) => (one.id === null ? [] : [{ ...one, id: one.id }]));
  if (own.length === 0) return null;
  type Row = (typeof own)[number];
  const drop = (one: Row) =>
    ask({
      title: `删除模板“${one.name}”？`,
      text: '已用它建立的征询不受影响。删除不能撤回。',
      okText: '删除模板',
      danger: true,
      run: async () => {
        await participationApi.wishes.templates.archive({ id: one.id, version: one.version });
        await queries.invalidateQueries({ queryKey: participationQueries.wishes.templates.key() });
      },
    });
  const columns = [
    { key: 'name', title: '模板', render: (one: Row) => one.name },
    { key: 'count', title: '题数', align: 'end' as const, render: (one: Row) => one.questions.length },
    { key: 'by', title: '最后修改', render: (one: Row) => one.updatedBy },
    {
      key: 'act',
      title: '操作',
      render: (one: Row) => (
        <Button size="small" danger aria-label={`删除模板${one.name}`} onClick={() => drop(one)}>
          删除
        </Button>
      ),
    },
  ];
  return (
    <Section title="本地模板" about="在设计问卷时“存为模板”的问卷，新建征询时可选用。">
      <Table caption="本地模板" columns={columns} rows={own} rowKey={(one) => one.id} />
    </Section>
  );
}
