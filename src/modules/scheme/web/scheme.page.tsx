import './schemes.css';
import { useQuery } from '@tanstack/react-query';
import { Tabs } from 'antd';
import { AppLink, usePathParams, useSearchText } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { schemesActions } from '../contract-schemes.ts';
import { schemeQueries } from './api.ts';
import { ChangesTab } from './changes-tab.tsx';
import { SchemeActions } from './scheme-actions.tsx';
import { SchemeEditor } from './scheme-editor.tsx';
import { SchemeFiles } from './scheme-files.tsx';
import { SchemeHead } from './scheme-head.tsx';
import { SchemeVersions } from './scheme-versions.tsx';
import type { Scheme } from './schemes-words.tsx';

/** One scheme: what it contains, its versions, its drawings, and how it is changed once approved. */
export default function SchemePage() {
  const { id = '' } = usePathParams();
  const query = useQuery(schemeQueries.schemes.show.queryOptions({ input: { id } }));
  return (
    <Page
      title={query.data?.current.title ?? '改造方案'}
      trail={[{ title: '改造方案', path: '/scheme/schemes' }]}
      actions={query.data && <SchemeActions scheme={query.data} />}
    >
      <Answer of={query}>{(scheme) => <Body scheme={scheme} />}</Answer>
    </Page>
  );
}

function Body({ scheme }: { readonly scheme: Scheme }) {
  const [params, change] = useSearchText();
  const edits = useMay(schemesActions['scheme.schemes.edit']) && scheme.writable;
  return (
    <>
      <SchemeHead scheme={scheme} />
      <p>
        <AppLink to={`/scheme/schemes/${scheme.id}/review`}>审查、公示与批准</AppLink>
        {' · '}
        <AppLink to={`/scheme/schemes/${scheme.id}/booklet`}>方案文本</AppLink>
      </p>
      <Tabs
        activeKey={params.get('tab') ?? 'content'}
        onChange={(tab) => change({ tab: tab === 'content' ? undefined : tab })}
        items={[
          {
            key: 'content',
            label: '内容与投资',
            children: <SchemeEditor key={scheme.version} scheme={scheme} edits={edits} />,
          },
          { key: 'versions', label: '版本与差异', children: <SchemeVersions scheme={scheme} /> },
          {
            key: 'files',
            label: `图纸与文件（${scheme.files.length}）`,
            children: <SchemeFiles scheme={scheme} edits={edits} />,
          },
          { key: 'changes', label: '放宽、变更与投资控制', children: <ChangesTab scheme={scheme} /> },
        ]}
      />
    </>
  );
}
