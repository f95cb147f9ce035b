import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { problem } from '#shared/problem.ts';
import { type Html, html } from '../html.ts';
import { platformProblems } from '../problems.ts';
import type { RequestContext } from './context.ts';
import type { Refusal } from './fault.ts';

/** A page made on the server for people without an account: HTML that can be read without any script. */
export type PageRoute = {
  readonly url: `/r${string}`;
  /** Chinese, for the list of pages. */
  readonly summary: string;
  /** Query and path parameters, parsed; zod. */
  readonly input: z.ZodType;
  readonly run: (context: RequestContext, input: never) => Promise<Html>;
};

/** `GET url`, answered with a page; refused with a page that says why. */
export function pageRoute<I extends z.ZodType>(route: {
  url: `/r${string}`;
  summary: string;
  input: I;
  run: (context: RequestContext, input: z.output<I>) => Promise<Html>;
}): PageRoute {
  return route as PageRoute;
}

export function registerPageRoutes(
  app: FastifyInstance,
  routes: readonly PageRoute[],
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
  answerFault: (fault: unknown, request: FastifyRequest) => Refusal,
): void {
  for (const route of routes)
    app.get(route.url, async (request, reply) => {
      reply.type('text/html; charset=utf-8');
      try {
        const parsed = route.input.safeParse({ ...(request.query as object), ...(request.params as object) });
        if (!parsed.success)
          throw problem(platformProblems, 'input.invalid', { what: z.prettifyError(parsed.error) });
        const page = await route.run(await contextOf(request, reply), parsed.data as never);
        return page.text;
      } catch (fault) {
        const refusal = answerFault(fault, request);
        return reply.status(refusal.status).send(refusedPage(refusal.message).text);
      }
    });
}

const refusedPage = (message: string) => html`<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>不能打开 - 焕居</title>
<style>body{font:20px/1.7 system-ui,sans-serif;max-width:36em;margin:10vh auto;padding:0 1em}</style></head>
<body><main><h1>不能打开这个页面</h1><p>${message}</p></main></body>
</html>
`;
