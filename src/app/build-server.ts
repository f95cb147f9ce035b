import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { authenticate } from '#modules/identity/index.ts';
import type { Services } from '#platform/http/context.ts';
import { createServer } from '#platform/http/server.ts';
import { platformProblems } from '#platform/problems.ts';
import { problem } from '#shared/problem.ts';
import { openApi, openApiPage } from './open-api.ts';
import { constraints, pageRoutes, rawRoutes, router } from './router.ts';

export const webFolder = path.join(import.meta.dirname, '../../dist/web');

/** The whole HTTP application; `web` null leaves out the built pages (tests of the API). */
export async function buildServer(
  services: Services,
  options: { secureCookie: boolean; web: string | null },
): Promise<FastifyInstance> {
  const app = await createServer({
    services,
    router,
    rawRoutes,
    pageRoutes,
    constraints,
    authenticate: (token, now) => authenticate(services.db, token, now),
    ready: async () => {
      try {
        await sql`select 1`.execute(services.db);
        return true;
      } catch {
        return false;
      }
    },
    secureCookie: options.secureCookie,
  });
  app.get('/api/openapi.json', async () => openApi());
  app.get('/api/docs', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(openApiPage(await openApi())),
  );
  if (options.web) await serveWeb(app, options.web);
  else app.setNotFoundHandler(() => Promise.reject(problem(platformProblems, 'route.absent')));
  return app;
}

/** Files with a hash in their name never change; every other path is the single page, which asks anew each time. */
async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: false,
    setHeaders: (reply, file) => {
      if (file.includes(`${path.sep}assets${path.sep}`))
        reply.header('cache-control', 'public, max-age=31536000, immutable');
    },
  });
  app.setNotFoundHandler((request, reply) => {
    // A missing asset is a page of an older build: a page in its place would be read as a script.
    if (request.method !== 'GET' || /^\/(api|assets)\//.test(request.url))
      throw problem(platformProblems, 'route.absent');
    return reply.type('text/html; charset=utf-8').sendFile('index.html');
  });
}
