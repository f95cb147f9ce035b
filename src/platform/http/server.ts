import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import type { AnyContractRouter } from '@orpc/contract';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import { ORPCError, type Router } from '@orpc/server';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { config, locales } from 'zod';
import { problem } from '#shared/problem.ts';
import { platformProblems } from '../problems.ts';
import type { Ended, RequestContext, Services, SignedIn } from './context.ts';
import { type ConstraintProblems, type Refusal, refusalBody, refusalOf, systemFault } from './fault.ts';
import {
  guardHeaders,
  refuseCrossSite,
  sessionCookie,
  sessionCookieOptions,
  visitorCookie,
} from './guard.ts';
import { type PageRoute, registerPageRoutes } from './pages.ts';
import { type RawRoute, registerRawRoutes } from './raw.ts';

export type ServerParts = {
  readonly services: Services;
  readonly router: Router<AnyContractRouter, RequestContext>;
  readonly rawRoutes: readonly RawRoute[];
  readonly pageRoutes: readonly PageRoute[];
  readonly constraints: ConstraintProblems;
  /** Finds who is behind a session token. */
  readonly authenticate: (token: string, now: Date) => Promise<SignedIn | Ended | null>;
  /** Whether all a request needs is up (database reachable, migrations done). */
  readonly ready: () => Promise<boolean>;
  readonly secureCookie: boolean;
};

const jsonBodyLimit = 2 * 1024 * 1024;

/** Builds the HTTP server; listening is the caller's. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { services } = parts;
  // what the contracts find wrong with an input is read by the person who typed it
  config(locales.zhCN());
  const app = fastify({
    loggerInstance: services.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: jsonBodyLimit,
    trustProxy: 'loopback',
    routerOptions: { maxParamLength: 200 },
    // Shutting down: finish what runs, close idle keep-alive connections at once.
    forceCloseConnections: 'idle',
  });
  await app.register(cookie);
  app.addHook('onRequest', async (request, reply) => {
    guardHeaders(reply);
    reply.header('x-request-id', request.id);
    refuseCrossSite(request);
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (reply.statusCode === 503) reply.header('retry-after', '2');
    done(null, payload);
  });
  app.addHook('onResponse', async (request, reply) => {
    services.log.info({
      requestId: request.id,
      method: request.method,
      route: request.url.split('?')[0],
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
  const answerFault = (fault: unknown, request: FastifyRequest): Refusal => {
    const refusal = refusalOf(fault, parts.constraints);
    if (refusal) return refusal;
    services.log.error({ requestId: request.id, err: fault }, 'fault');
    return systemFault(request.id);
  };
  app.setErrorHandler((fault, request, reply) => {
    const refusal = answerFault(fromFastify(fault), request);
    return reply.status(refusal.status).send(refusalBody(refusal, request.id));
  });
  const contextOf = contextMaker(parts);
  registerApi(app, parts, contextOf, answerFault);
  await app.register(async (scope) => registerRawRoutes(scope, parts.rawRoutes, contextOf));
  registerPageRoutes(app, parts.pageRoutes, contextOf, answerFault);
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const up = await parts.ready();
    return reply.status(up ? 200 : 503).send({ status: up ? 'ready' : 'starting' });
  });
  return app;
}

function contextMaker(parts: ServerParts) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> => {
    const token = request.cookies[sessionCookie];
    const found = token ? await parts.authenticate(token, parts.services.clock.now()) : null;
    return {
      services: parts.services,
      requestId: request.id,
      address: request.ip,
      agent: String(request.headers['user-agent'] ?? '').slice(0, 300),
      session: found && 'actor' in found ? found : null,
      endedOn: found && 'endedOn' in found ? found.endedOn : null,
      setCookie: (value) => {
        const options = sessionCookieOptions(parts.secureCookie);
        if (value === null) void reply.clearCookie(sessionCookie, options);
        else void reply.setCookie(sessionCookie, value, options);
      },
      visitorToken: request.cookies[visitorCookie] ?? null,
      setVisitorToken: (value, seconds) => {
        // lax: the link in a letter or a chat is another site's, and must find the visitor's session
        const options = { ...sessionCookieOptions(parts.secureCookie), sameSite: 'lax' as const };
        if (value === null) void reply.clearCookie(visitorCookie, options);
        else void reply.setCookie(visitorCookie, value, { ...options, maxAge: seconds });
      },
    };
  };
}

function registerApi(
  app: FastifyInstance,
  parts: ServerParts,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
  answerFault: (fault: unknown, request: FastifyRequest) => Refusal,
): void {
  const requests = new WeakMap<RequestContext, FastifyRequest>();
  const handler = new OpenAPIHandler<RequestContext>(parts.router, {
    customErrorResponseBodyEncoder: (error) => error.toJSON(),
    clientInterceptors: [
      async (options) => {
        try {
          return await options.next();
        } catch (fault) {
          const context = options.context;
          const request = requests.get(context);
          if (!request) throw fault;
          const refusal = answerFault(fault, request);
          const { data } = refusalBody(refusal, request.id);
          throw new ORPCError(refusal.code, { status: refusal.status, message: refusal.message, data });
        }
      },
    ],
  });
  app.all('/api/*', async (request, reply) => {
    const context = await contextOf(request, reply);
    requests.set(context, request);
    const { matched } = await handler.handle(request, reply, { prefix: '/api', context });
    if (!matched) throw problem(platformProblems, 'route.absent');
    return reply;
  });
}

/** Fastify's own refusals (broken JSON, too large, unknown type) in our words. */
function fromFastify(fault: unknown): unknown {
  const status = (fault as { statusCode?: number }).statusCode;
  const code = (fault as { code?: string }).code;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return problem(platformProblems, 'upload.too-large', { limit: jsonBodyLimit / 1024 / 1024 });
  if (code?.startsWith('FST_') && status && status < 500)
    return problem(platformProblems, 'input.unreadable');
  if (fault instanceof SyntaxError && status === 400) return problem(platformProblems, 'input.unreadable');
  return fault;
}
