import { Button } from 'antd';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { FileDrop } from '#ui/file-drop.tsx';
import { pageAnswer, pageInput } from '#ui/list-state.ts';
import { useGo } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { instantText, numberText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import type { Column } from '#ui/table.tsx';
import { type ImportHead, surveyApi, surveyQueries } from './api.ts';
import { StateTag } from './words.tsx';

const columns: readonly Column<ImportHead>[] = [
  { key: 'fileName', title: '文件', width: '16em', render: (one) => one.fileName },
  { key: 'state', title: '状态', render: (one) => <StateTag state={one.state} /> },
  { key: 'new', title: '新登记', align: 'end', render: (one) => numberText(one.counts?.new) },
  { key: 'changed', title: '有变化', align: 'end', render: (one) => numberText(one.counts?.changed) },
  { key: 'unchanged', title: '无变化', align: 'end', render: (one) => numberText(one.counts?.unchanged) },
  { key: 'refused', title: '不予登记', align: 'end', render: (one) => numberText(one.counts?.refused) },
  { key: 'buildings', title: '楼栋', align: 'end', render: (one) => numberText(one.counts?.buildings) },
  { key: 'households', title: '入户', align: 'end', render: (one) => numberText(one.counts?.households) },
  { key: 'createdBy', title: '上传人', render: (one) => one.createdBy },
  { key: 'createdAt', title: '上传时间', width: '11em', render: (one) => instantText(one.createdAt) },
];

const fiftyMegabytes = 50 * 1024 * 1024;

/** 台账导入: hand a ledger in, and what became of those handed in before. */
export default function Imports() {
  const go = useGo();
  const template = useAct({ run: () => download('/api/survey/template', '小区摸底台账模板.xlsx') });
  return (
    <Page
      about="上传摸底台账，系统先逐格核对、列出全部问题和与现有数据的差异，您确认后才写入。"
      actions={
        <Button loading={template.isPending} onClick={() => template.mutate()}>
          下载空白模板
        </Button>
      }
    >
      <Section
        title="上传台账"
        about="列名、列序、单位不必与模板一致；小区、楼栋、入户意愿可在同一个文件的不同工作表。"
      >
        <FileDrop<{ id: string }>
          label="摸底台账"
          accept={['.xlsx', '.csv']}
          maxBytes={fiftyMegabytes}
          path="/api/survey/imports"
          onUploaded={({ id }) => go(`/survey/imports/${id}`)}
        />
      </Section>
      <Section title="导入记录">
        <DataTable<ImportHead>
          name="survey.imports"
          caption="导入记录"
          queryKey={[...surveyQueries.imports.key(), 'page']}
          load={async (query, signal) =>
            pageAnswer(await surveyApi.imports.list(pageInput(query), { signal }))
          }
          rowKey={(one) => one.id}
          rowName={(one) => one.fileName}
          open={(one) => `/survey/imports/${one.id}`}
          columns={columns}
        />
      </Section>
    </Page>
  );
}
