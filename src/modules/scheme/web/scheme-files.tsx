import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { download } from '#ui/download.ts';
import { FileDrop } from '#ui/file-drop.tsx';
import { Section } from '#ui/page.tsx';
import { bytesText, instantText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { schemeApi, schemeQueries } from './api.ts';
import { optionsOf, type Scheme } from './schemes-words.tsx';

type File = Scheme['files'][number];
const kindNames = {
  drawing: '图纸',
  budget: '概预算',
  photo: '照片',
  approval: '批复',
  other: '其他',
} as const;
const accept = ['.pdf', '.dwg', '.dxf', '.docx', '.xlsx', '.jpg', '.jpeg', '.png', '.webp'];
const maxBytes = 50 * 1024 * 1024;

/** Drawings and papers of a scheme: add, take away again, download. */
export function SchemeFiles({ scheme, edits }: { readonly scheme: Scheme; readonly edits: boolean }) {
  const confirm = useConfirm();
  const stale = [schemeQueries.schemes.key()];
  const remove = useAct({
    run: (input: { id: string; reason: string }) => schemeApi.schemes.removeFile(input),
    done: '已移除',
    stale,
    quiet: true,
  });
  const ask = (file: File) =>
    confirm({
      title: `移除“${file.title}”`,
      text: '移除后不再列出；文件本身留存备查。',
      okText: '移除',
      reasonLabel: '移除的理由',
      danger: true,
      run: (reason) => remove.mutateAsync({ id: file.id, reason }),
    });
  const columns: Column<File>[] = [
    { key: 'title', title: '名称', render: (file) => file.title },
    { key: 'kind', title: '种类', render: (file) => kindNames[file.kind] },
    { key: 'name', title: '文件', render: (file) => `${file.name}（${bytesText(file.sizeBytes)}）` },
    { key: 'version', title: '版次', render: (file) => `第 ${file.versionNumber} 版` },
    { key: 'added', title: '上传', render: (file) => `${file.addedBy} ${instantText(file.addedAt)}` },
    {
      key: 'acts',
      title: '操作',
      render: (file) => (
        <>
          <Button
            type="link"
            size="small"
            aria-label={`下载${file.title}`}
            onClick={() => void download(`/api/scheme/files/${file.id}`, file.name)}
          >
            下载
          </Button>
          {edits && (
            <Button
              type="link"
              size="small"
              danger
              aria-label={`移除${file.title}`}
              onClick={() => ask(file)}
            >
              移除
            </Button>
          )}
        </>
      ),
    },
  ];
  return (
    <Section title="图纸与文件">
      {edits && <AddFile schemeId={scheme.id} />}
      <Table
        caption="图纸与文件"
        columns={columns}
        rows={scheme.files}
        rowKey={(file) => file.id}
        empty="还没有图纸和文件"
      />
    </Section>
  );
}

function AddFile({ schemeId }: { readonly schemeId: string }) {
  const queries = useQueryClient();
  const [kind, setKind] = useState<File['kind']>('drawing');
  const [title, setTitle] = useState('');
  const query = new URLSearchParams({ kind, title: title.trim() || kindNames[kind] });
  return (
    <>
      <div className="hj-toolbar">
        <Select
          aria-label="种类"
          value={kind}
          options={optionsOf(kindNames)}
          onChange={(value: File['kind']) => setKind(value)}
        />
        <Input
          aria-label="名称"
          placeholder="名称，例如：总平面图"
          maxLength={60}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      </div>
      <FileDrop<Scheme>
        label="图纸或文件"
        accept={accept}
        maxBytes={maxBytes}
        path={`/api/scheme/schemes/${schemeId}/files?${query}`}
        onUploaded={() => {
          setTitle('');
          void queries.invalidateQueries({ queryKey: schemeQueries.schemes.key() });
        }}
      />
    </>
  );
}
