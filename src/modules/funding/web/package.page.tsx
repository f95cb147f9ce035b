import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Unverified } from '#ui/basis.tsx';
import { download } from '#ui/download.ts';
import { FormDialog } from '#ui/form.tsx';
import { usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { instantText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { packagesActions } from '../contract-packages.ts';
import { packageStateNames } from '../domain/package/words.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { PackageEditor } from './package-editor.tsx';
import { PackageResults } from './package-results.tsx';
import { PackageVersions } from './package-versions.tsx';
import { StartForm } from './packages.page.tsx';

export type PackageView = Awaited<ReturnType<typeof fundingApi.packages.show>>;

/** One package: facilities in, verdict and what would balance it out, live while it is written. */
export default function PackagePage() {
  const { id = '' } = usePathParams();
  const query = useQuery(fundingQueries.packages.show.queryOptions({ input: { id } }));
  return (
    <Page
      title={query.data?.title ?? '项目包'}
      trail={[{ title: '社会资本项目包', path: '/funding/packages' }]}
      actions={query.data && <Actions view={query.data} />}
    >
      <Answer of={query}>{(view) => <Body key={view.version} view={view} />}</Answer>
    </Page>
  );
}

function Body({ view }: { readonly view: PackageView }) {
  const [content, setContent] = useState(view.content);
  const edits = useMay(packagesActions['funding.packages.edit']) && view.state !== 'archived';
  return (
    <>
      {view.limitsUnverified && (
        <Alert
          type="info"
          showIcon
          title={
            <>
              折现率、偿债覆盖和年限上限是暂定值 <Unverified />
              ，可在“政策参数”中核定。
            </>
          }
        />
      )}
      <Section
        title="设施与参数"
        about={`${packageStateNames[view.state]}，${view.editedBy} ${instantText(view.editedAt)} 保存${view.adoptedBy ? `，${view.adoptedBy}采用` : ''}。`}
      >
        <PackageEditor view={view} content={content} change={setContent} edits={edits} />
      </Section>
      <PackageResults pack={content} limits={view.limits} moves={view.moves} />
      <PackageVersions id={view.id} restore={edits ? setContent : undefined} />
    </>
  );
}

function Actions({ view }: { readonly view: PackageView }) {
  const [copying, setCopying] = useState(false);
  const confirm = useConfirm();
  const edits = useMay(packagesActions['funding.packages.edit']);
  const adopts = useMay(packagesActions['funding.packages.adopt']) && view.mayAdopt;
  const stale = [fundingQueries.packages.key()];
  const change = { id: view.id, version: view.version };
  const adopt = useAct({ run: () => fundingApi.packages.adopt(change), done: '已采用', stale });
  const archive = useAct({
    run: (input: { archived: boolean; reason: string }) =>
      fundingApi.packages.archive({ ...change, ...input }),
    done: (done) => (done.state === 'archived' ? '已作废' : '已恢复为编制中'),
    stale,
    quiet: true,
  });
  const archived = view.state !== 'archived';
  const ask = () =>
    confirm({
      title: archived ? '作废这个项目包' : '恢复这个项目包',
      text: archived ? '作废后不在列表中，仍可恢复。' : '恢复后为编制中，须重新采用。',
      okText: archived ? '作废' : '恢复',
      reasonLabel: '理由',
      danger: archived,
      run: (reason) => archive.mutateAsync({ archived, reason }),
    });
  return (
    <>
      {adopts && (
        <Button type="primary" loading={adopt.isPending} onClick={() => adopt.mutate()}>
          采用
        </Button>
      )}
      <Button onClick={() => void download(`/api/funding/packages/${view.id}/export`, `${view.title}.xlsx`)}>
        导出测算表
      </Button>
      <Button onClick={() => window.print()}>打印</Button>
      {edits && <Button onClick={() => setCopying(true)}>复制</Button>}
      {edits && (
        <Button danger={archived} onClick={ask}>
          {archived ? '作废' : '恢复'}
        </Button>
      )}
      <FormDialog title="复制项目包" open={copying} onClose={() => setCopying(false)}>
        <StartForm copyOf={view.id} submitText="复制" close={() => setCopying(false)} />
      </FormDialog>
    </>
  );
}
