import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { problem } from '#shared/problem.ts';
import { platformProblems } from '../problems.ts';
import type { Ctx, RequestContext } from './context.ts';
import { authorise, type DoorSpec, enter } from './door.ts';

/** A file taken in as the request's body, already on disk under its hash. */
export type Upload = { name: string; sha256: string; sizeBytes: number; path: string };
export type Download = { name: string; mediaType: string; body: Buffer | Readable };

/** What is not JSON both ways: a file up or a file down. Same door, other wrapping. */
export type RawRoute =
  | {
      readonly up: true;
      readonly url: `/api/${string}`;
      /** Chinese, for the API's documentation. */
      readonly summary: string;
      readonly spec: DoorSpec;
      readonly limitBytes: number;
      /** Query and path parameters, parsed; zod. */
      readonly input: z.ZodType;
      readonly run: (ctx: Ctx, upload: Upload, input: never) => Promise<unknown>;
    }
  | {
      readonly up: false;
      readonly url: `/api/${string}`;
      /** Chinese, for the API's documentation. */
      readonly summary: string;
      readonly spec: DoorSpec;
      readonly input: z.ZodType;
      readonly run: (ctx: Ctx, input: never) => Promise<Download>;
    };

/**
 * `POST url` with the file as the body and its name, URI-encoded, in the header `x-file-name`.
 * Who may is asked before the first byte is taken.
 */
export function uploadRoute<I extends z.ZodType>(route: {
  url: `/api/${string}`;
  summary: string;
  spec: DoorSpec;
  limitBytes: number;
  input: I;
  run: (ctx: Ctx, upload: Upload, input: z.output<I>) => Promise<unknown>;
}): RawRoute {
  return { up: true, ...route };
}

/** `GET url`, answered with a file. */
export function downloadRoute<I extends z.ZodType>(route: {
  url: `/api/${string}`;
  summary: string;
  spec: DoorSpec;
  input: I;
  run: (ctx: Ctx, input: z.output<I>) => Promise<Download>;
}): RawRoute {
  return { up: false, ...route };
}

type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;

export function registerRawRoutes(
  app: FastifyInstance,
  routes: readonly RawRoute[],
  contextOf: ContextOf,
): void {
  // The body is a stream for us alone: no parser may read it first.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  for (const route of routes) {
    if (route.up)
      app.post(route.url, { bodyLimit: route.limitBytes + 1 }, async (request, reply) =>
        takeUp(route, request, await contextOf(request, reply)),
      );
    else
      app.get(route.url, async (request, reply) => {
        const context = await contextOf(request, reply);
        const input = parse(route.input, request);
        return sendDown(reply, await enter(route.spec, context, (ctx) => route.run(ctx, input)));
      });
  }
}

async function takeUp(route: RawRoute & { up: true }, request: FastifyRequest, context: RequestContext) {
  authorise(route.spec, context);
  const name = fileName(request);
  const input = parse(route.input, request);
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > route.limitBytes)
    throw problem(platformProblems, 'upload.too-large', {
      limit: Math.floor(route.limitBytes / 1024 / 1024),
    });
  const { files } = context.services;
  const bytes = await files.receive(request.raw, route.limitBytes);
  return enter(route.spec, context, (ctx) =>
    route.run(ctx, { name, ...bytes, path: files.pathOf(bytes.sha256) }, input),
  );
}

function fileName(request: FastifyRequest): string {
  const header = request.headers['x-file-name'];
  if (typeof header !== 'string' || header === '') throw problem(platformProblems, 'upload.name-missing');
  try {
    // Only the last part: a name is shown and stored, never a path.
    return decodeURIComponent(header).split(/[\\/]/).pop()?.slice(0, 200) || 'file';
  } catch {
    throw problem(platformProblems, 'upload.name-missing');
  }
}

function parse(schema: z.ZodType, request: FastifyRequest): never {
  const parsed = schema.safeParse({ ...(request.query as object), ...(request.params as object) });
  if (parsed.success) return parsed.data as never;
  const first = parsed.error.issues[0];
  const what = first ? `${first.path.join('.')}：${first.message}` : '';
  throw problem(platformProblems, 'input.invalid', { what }, { details: parsed.error.issues });
}

function sendDown(reply: FastifyReply, file: Download) {
  const ascii = file.name.replace(/[^\w.-]+/g, '_');
  return reply
    .header('content-type', file.mediaType)
    .header(
      'content-disposition',
      `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    )
    .send(file.body);
}
