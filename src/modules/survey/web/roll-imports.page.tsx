import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { FileDrop } from '#ui/file-drop.tsx';
import { pageAnswer, pageInput } from '#ui/list-state.ts';
import { useGo, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { instantText, numberText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import type { Column } from '#ui/table.tsx';
import { surveyApi, surveyQueries } from './api.ts';
import { StateTag } from './words.tsx';

type Head = Awaited<ReturnType<typeof surveyApi.rollImports.list>>['items'][number];

const columns: readonly Column<Head>[] = [
  { key: 'fileName', title: '文件', width: '16em', render: (one) => one.fileName },
  { key: 'state', title: '状态', render: (one) => <StateTag state={one.state} /> },
  { key: 'parts', title: '房屋', align: 'end', render: (one) => numberText(one.counts?.parts) },
  { key: 'new', title: '新登记', align: 'end', render: (one) => numberText(one.counts?.new) },
  { key: 'changed', title: '有变化', align: 'end', render: (one) => numberText(one.counts?.changed) },
  { key: 'refused', title: '不予登记', align: 'end', render: (one) => numberText(one.counts?.refused) },
  { key: 'createdBy', title: '上传人', render: (one) => one.createdBy },
  { key: 'createdAt', title: '上传时间', width: '11em', render: (one) => instantText(one.createdAt) },
];

/** 业主名册导入 of one estate: hand a roll in, and what became of those before. */
export default function RollImports() {
  const { id = '' } = usePathParams();
  const go = useGo();
  const estate = useQuery(surveyQueries.estates.show.queryOptions({ input: { id } })).data;
  const template = useAct({ run: () => download('/api/survey/roll-template', '业主名册模板.xlsx') });
  return (
    <Page
      title={estate ? `${estate.values.name} 业主名册导入` : '业主名册导入'}
      trail={[
        { title: '小区台账', path: '/survey/estates' },
        { title: estate?.values.name ?? '小区', path: `/survey/estates/${id}?tab=roll` },
      ]}
      about="上传业主名册，系统先逐格核对、列出全部问题和与现有名册的差异，您确认后才写入。原文件和姓名、号码一律加密保存。"
      actions={
        <Button loading={template.isPending} onClick={() => template.mutate()}>
          下载空白模板
        </Button>
      }
    >
      <Section
        title="上传名册"
        about="列名、列序不必与模板一致；一栋一张表也可以；共有人可以写在一格，也可以各占一行。"
      >
        <FileDrop<{ id: string }>
          label="业主名册"
          accept={['.xlsx', '.csv']}
          maxBytes={20 * 1024 * 1024}
          path={`/api/survey/estates/${id}/roll-imports`}
          onUploaded={(taken) => go(`/survey/roll-imports/${taken.id}`)}
        />
      </Section>
      <Section title="导入记录">
        <DataTable<Head>
          name="survey.rollImports"
          caption="名册导入记录"
          queryKey={[...surveyQueries.rollImports.key(), 'list', id]}
          load={async (query, signal) =>
            pageAnswer(await surveyApi.rollImports.list({ id, ...pageInput(query) }, { signal }))
          }
          rowKey={(one) => one.id}
          rowName={(one) => one.fileName}
          open={(one) => `/survey/roll-imports/${one.id}`}
          columns={columns}
        />
      </Section>
    </Page>
  );
}
