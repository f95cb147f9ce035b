import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { roles } from '#shared/actor.ts';
import { callRaw } from '#ui/client.ts';
import type { PageEntry } from '#ui/page-entry.ts';
import { problemOf } from '#ui/problem-error.ts';
import { Queries } from '#ui/queries.tsx';
import { ReasonDialogs } from '#ui/reason-dialog.tsx';
import { type Session, SessionGate } from '#ui/session.tsx';
import { Failure, Waiting } from '#ui/states.tsx';
import { Theme } from '#ui/theme.tsx';
import { barePages, pages } from './modules.ts';
import { makeRouter } from './routes.tsx';

async function loadSession(): Promise<Session> {
  try {
    return (await (await callRaw('/api/identity/session')).json()) as Session;
  } catch (error) {
    if (problemOf(error).status === 401) return { user: null, demo: false, districtName: '' };
    throw error;
  }
}

const home: PageEntry = {
  path: '/',
  title: '总览',
  group: '总览',
  order: 0,
  allowed: roles,
  component: lazy(() => import('./home.page.tsx')),
};

const router = makeRouter({
  pages: [home, ...pages],
  barePages,
  signOut: async () => {
    await callRaw('/api/identity/logout', { method: 'POST' });
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
            load={loadSession}
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
