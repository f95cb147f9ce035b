import { Button } from 'antd';
import { download } from '#ui/download.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { schemesActions } from '../contract-schemes.ts';
import { schemeApi, schemeQueries } from './api.ts';
import type { Scheme } from './schemes-words.tsx';

/** Handing in, giving up, taking the bill of quantities away. */
export function SchemeActions({ scheme }: { readonly scheme: Scheme }) {
  const confirm = useConfirm();
  const edits = useMay(schemesActions['scheme.schemes.edit']) && scheme.writable && scheme.state === 'draft';
  const change = { id: scheme.id, version: scheme.version };
  const stale = [schemeQueries.key()];
  const submit = useAct({
    run: () => schemeApi.schemes.submit(change),
    done: '已提交，内容已锁定',
    stale,
    quiet: true,
  });
  const cancel = useAct({
    run: (reason: string) => schemeApi.schemes.cancel({ ...change, reason }),
    done: '已取消',
    stale,
    quiet: true,
  });
  return (
    <>
      <Button onClick={() => void download(`/api/scheme/schemes/${scheme.id}/lines.xlsx`, '工程量清单.xlsx')}>
        导出清单
      </Button>
      {edits && (
        <Button
          danger
          onClick={() =>
            confirm({
              title: '取消这份方案',
              text: '取消后不能恢复，小区可以另编方案；已有的版本和文件仍可查看。',
              okText: '取消方案',
              reasonLabel: '取消的理由',
              danger: true,
              run: (reason) => cancel.mutateAsync(reason),
            })
          }
        >
          取消方案
        </Button>
      )}
      {edits && (
        <Button
          type="primary"
          onClick={() =>
            confirm({
              title: '提交方案',
              text: '提交的是最近一次保存的内容。提交后内容锁定，由各单位联合审查；要修改须先退回。',
              okText: '提交',
              run: () => submit.mutateAsync(),
            })
          }
        >
          提交审查
        </Button>
      )}
    </>
  );
}
