import { Alert, Button } from 'antd';
import { useState } from 'react';
import { FileDrop } from '#ui/file-drop.tsx';
import { useAct } from '#ui/queries.tsx';
import { Nothing } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import type { ImportView } from '../contract-shapes.ts';
import { planApi, planQueries } from './api.ts';

type Read = { readonly name: string; readonly view: ImportView };

/** Drop a budget file, read every fault or every change, then save. */
export function BudgetImport() {
  const [read, setRead] = useState<Read>();
  return (
    <>
      <FileDrop<ImportView>
        label="资金盘子文件（.yaml 或 .xlsx）"
        accept={['.yaml', '.yml', '.json', '.xlsx', '.csv']}
        maxBytes={5 * 1024 * 1024}
        path="/api/plan/budget/read"
        onUploaded={(view, file) => setRead({ name: file.name, view })}
      />
      {read && <Preview read={read} close={() => setRead(undefined)} />}
    </>
  );
}

function Preview({ read, close }: { readonly read: Read; readonly close: () => void }) {
  const { faults, changes, channels, capacity } = read.view;
  const save = useAct({
    run: () =>
      planApi.budget.save({ channels: [...channels], capacity: [...capacity], note: `导入 ${read.name}` }),
    done: `已保存 ${changes.length} 处改动`,
    stale: [planQueries.budget.key()],
    after: close,
  });
  if (faults.length > 0)
    return (
      <>
        <Alert
          type="error"
          showIcon
          title={`${read.name} 有 ${faults.length} 处问题，没有保存。请改好后重新上传。`}
        />
        <Table
          dense
          caption="文件中的问题"
          rows={faults.map((fault, place) => ({ ...fault, place }))}
          rowKey={(row) => String(row.place)}
          columns={[
            { key: 'at', title: '位置', render: (row) => row.at },
            { key: 'message', title: '问题', render: (row) => row.message },
          ]}
        />
      </>
    );
  if (changes.length === 0) return <Nothing text={`${read.name} 与现有资金盘子一致，没有改动。`} />;
  return (
    <>
      <p role="status">
        {read.name} 将改动 {changes.length} 处：
      </p>
      <Table
        dense
        caption="将要改动"
        rows={changes}
        rowKey={(row) => row.label}
        columns={[
          { key: 'label', title: '项目', render: (row) => row.label },
          { key: 'from', title: '现在', align: 'end', render: (row) => row.from },
          { key: 'to', title: '改为', align: 'end', render: (row) => row.to },
        ]}
      />
      <div className="hj-form-buttons">
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
          保存这些改动
        </Button>
        <Button onClick={close}>放弃</Button>
      </div>
    </>
  );
}
