import { Button } from 'antd';
import { useEffect } from 'react';
import { AppLink } from './navigation.tsx';
import { Page } from './page.tsx';
import { problemOf } from './problem-error.ts';

/** No right to this page. */
export function Forbidden() {
  return (
    <Page title="没有权限">
      <p>您的角色不能打开这个页面。需要办理时，请联系系统管理员调整角色。</p>
      <AppLink to="/">回到总览</AppLink>
    </Page>
  );
}

/** No such page. */
export function NotFound() {
  return (
    <Page title="没有这个页面">
      <p>地址有误，或页面已经移走。</p>
      <AppLink to="/">回到总览</AppLink>
    </Page>
  );
}

/** A page that failed while drawing; after an upgrade its code may have new names, so reloading helps. */
export function PageFault({ error }: { readonly error: unknown }) {
  const stale =
    error instanceof Error && /dynamically imported module|Importing a module/.test(error.message);
  useEffect(() => {
    document.title = '页面出了差错 · 焕居';
  }, []);
  return (
    <Page title={stale ? '系统已更新' : '页面出了差错'}>
      <p>{stale ? '页面已有新版本，请重新载入。' : problemOf(error).message}</p>
      <Button type="primary" onClick={() => window.location.reload()}>
        重新载入
      </Button>
    </Page>
  );
}
