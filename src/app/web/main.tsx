import './no-eval.ts';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { identityApi } from '#modules/identity/web/api.ts';
import { allRoles } from '#shared/actor.ts';
import type { PageEntry } from '#ui/page-entry.ts';
import { Queries } from '#ui/queries.tsx';
import { ReasonDialogs } from '#ui/reason-dialog.tsx';
import { SessionGate } from '#ui/session.tsx';
import { Failure, Waiting } from '#ui/states.tsx';
import { Theme } from '#ui/theme.tsx';
import { barePages, pages } from './modules.ts';
import { makeRouter } from './routes.tsx';

// Our content policy forbids code made from text, which zod would otherwise try for speed; sentences in Chinese.
z.config({ ...z.locales.zhCN(), jitless: true });

const home: PageEntry = {
  path: '/',
  title: '总览',
  group: '总览',
  order: 0,
  allowed: allRoles,
  component: lazy(() => import('./home.page.tsx')),
};

const router = makeRouter({
  pages: [home, ...pages],
  barePages,
  signOut: async () => {
    await identityApi.session.logout();
    window.location.assign('/login');
  },
});

const host = document.getElementById('root');
if (host) {
  createRoot(host).render(
    <StrictMode>
      <Theme>
        <Queries>
          <SessionGate
            load={() => identityApi.session.show()}
            waiting={<Waiting text="正在打开…" />}
            failed={(error, again) => <Failure error={error} again={again} />}
          >
            <ReasonDialogs>
              <RouterProvider router={router} />
            </ReasonDialogs>
          </SessionGate>
        </Queries>
      </Theme>
    </StrictMode>,
  );
}
