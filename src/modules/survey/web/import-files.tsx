import { Button } from 'antd';
import { download } from '#ui/download.ts';
import { useAct } from '#ui/queries.tsx';
import type { Import } from './api.ts';

type FileButtonProps = { readonly path: string; readonly name: string; readonly label: string };

function FileButton({ path, name, label }: FileButtonProps) {
  const act = useAct({ run: () => download(path, name) });
  return (
    <Button loading={act.isPending} onClick={() => act.mutate()}>
      {label}
    </Button>
  );
}

/** The file as handed in, the marked copy, the rows that were not registered. */
export function ImportFiles({ one }: { readonly one: Import }) {
  const base = `/api/survey/imports/${one.id}`;
  return (
    <>
      <FileButton path={`${base}/file`} name={one.fileName} label="原文件" />
      {one.report && <FileButton path={`${base}/annotated`} name="批注副本.xlsx" label="批注副本" />}
      {one.report && one.report.counts.refused > 0 && (
        <FileButton path={`${base}/rejected`} name="不予登记.xlsx" label="不予登记的行" />
      )}
    </>
  );
}
