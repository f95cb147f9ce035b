import { useQueryClient } from '@tanstack/react-query';
import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  type RouterHistory,
} from '@tanstack/react-router';
import { type ReactNode, Suspense, useEffect } from 'react';
import { safeReturn } from '#ui/client.ts';
import { Forbidden, NotFound, PageFault } from '#ui/fault-pages.tsx';
import { Layout } from '#ui/layout.tsx';
import { useGo } from '#ui/navigation.tsx';
import { PageContext } from '#ui/page.tsx';
import type { BarePage, PageEntry } from '#ui/page-entry.ts';
import { type Session, sessionKey, useMay, useSession } from '#ui/session.tsx';
import { Waiting } from '#ui/states.tsx';

export type Site = {
  readonly pages: readonly PageEntry[];
  readonly barePages: readonly BarePage[];
  readonly signOut: () => Promise<void>;
};

const firstStop = ({ user }: Session) =>
  !user ? '/login' : user.mustChangePassword ? '/password' : undefined;

/** Sends a visitor where they must go first: to the login, or to changing a first password. */
function Gate({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const queries = useQueryClient();
  const go = useGo();
  const target = firstStop(session);
  useEffect(() => {
    // Just after signing in the answer is there before the context has drawn it: that is no reason to turn back.
    if (!target || firstStop(queries.getQueryData<Session>(sessionKey) ?? session) !== target) return;
    const back = safeReturn(window.location.pathname + window.location.search);
    go(`${target}?return=${encodeURIComponent(back)}`, { replace: true });
  }, [target, session, queries, go]);
  return target ? <Waiting /> : children;
}

function PageHost({ entry }: { readonly entry: PageEntry }) {
  const allowed = useMay(entry.allowed);
  const Body = entry.component;
  return (
    <PageContext value={entry}>
      {allowed ? (
        <Suspense fallback={<Waiting text="正在打开页面…" />}>
          <Body />
        </Suspense>
      ) : (
        <Forbidden />
      )}
    </PageContext>
  );
}

/** Builds the router from what the modules list; paths must not repeat. */
export function makeRouter(site: Site, history?: RouterHistory) {
  const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: PageFault });
  const frame = createRoute({
    getParentRoute: () => root,
    id: 'console',
    component: () => (
      <Gate>
        <Layout pages={site.pages} signOut={site.signOut}>
          <Outlet />
        </Layout>
      </Gate>
    ),
  });
  const pageRoutes: AnyRoute[] = site.pages.map((entry) =>
    createRoute({
      getParentRoute: () => frame,
      path: entry.path,
      component: () => <PageHost entry={entry} />,
      errorComponent: PageFault,
    }),
  );
  const missing = createRoute({ getParentRoute: () => frame, path: '$', component: NotFound });
  const bareRoutes: AnyRoute[] = site.barePages.map((entry) =>
    createRoute({
      getParentRoute: () => root,
      path: entry.path,
      component: () => <BareHost entry={entry} />,
      errorComponent: PageFault,
    }),
  );
  return createRouter({
    routeTree: root.addChildren([...bareRoutes, frame.addChildren([...pageRoutes, missing])]),
    // search parameters stay plain text: a typed or shared address reads as it is written
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(search as Record<string, string>).toString();
      return text ? `?${text}` : '';
    },
    ...(history ? { history } : {}),
  });
}

function BareHost({ entry }: { readonly entry: BarePage }) {
  const Body = entry.component;
  useEffect(() => {
    document.title = `${entry.title} · 焕居`;
  }, [entry.title]);
  return (
    <main className="hj-bare">
      <Suspense fallback={<Waiting text="正在打开页面…" />}>
        <Body />
      </Suspense>
    </main>
  );
}
