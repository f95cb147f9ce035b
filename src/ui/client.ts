import { createORPCClient, ORPCError } from '@orpc/client';
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract';
import type { JsonifiedClient } from '@orpc/openapi-client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { type ProblemError, problemFromBody, problemOf } from './problem-error.ts';

/** Sent with every call; the server demands it on writes, which a form on another site cannot forge. */
export const ownHeaders: Readonly<Record<string, string>> = { 'x-huanju': 'web' };

/** The page to come back to after signing in; only a path of our own, never another site, nor the login itself. */
export function safeReturn(path: string | null | undefined): string {
  if (!path?.startsWith('/') || path.startsWith('//') || path.startsWith('/\\')) return '/';
  return /^\/(login|password)(\?|$)/.test(path) ? '/' : path;
}

/** Leaves for the login page when the session has ended; a full load also drops every cached answer. */
export function leaveWhenSignedOut(problem: ProblemError): void {
  if (problem.status !== 401 || window.location.pathname === '/login') return;
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/login?return=${encodeURIComponent(here)}`);
}

/** Our refusals carry no `defined` mark, which the link's own decoder would insist on. */
function decodeRefusal(body: unknown, response: { readonly status: number }): ORPCError<string, unknown> {
  const read = typeof body === 'object' && body !== null ? body : {};
  const code: unknown = Reflect.get(read, 'code');
  const message: unknown = Reflect.get(read, 'message');
  return new ORPCError(typeof code === 'string' ? code : 'unknown', {
    status: response.status,
    message: typeof message === 'string' ? message : '',
    data: Reflect.get(read, 'data') as unknown,
  });
}

type Api<T extends AnyContractRouter> = JsonifiedClient<ContractRouterClient<T>>;

/**
 * The typed client of one module's contract, on our own origin under `/api`.
 * Every failure is thrown as a ProblemError.
 * @example export const surveyApi = makeClient(surveyContract);
 */
export function makeClient<T extends AnyContractRouter>(contract: T): Api<T> {
  const link = new OpenAPILink(contract, {
    url: `${window.location.origin}/api`,
    headers: () => ({ ...ownHeaders }),
    fetch: (request, init) => fetch(request, { ...init, credentials: 'same-origin' }),
    customErrorResponseBodyDecoder: decodeRefusal,
    interceptors: [
      async (options) => {
        try {
          return await options.next();
        } catch (error) {
          if (error instanceof DOMException && error.name === 'AbortError') throw error;
          const problem = problemOf(error);
          leaveWhenSignedOut(problem);
          throw problem;
        }
      },
    ],
  });
  return createORPCClient<Api<T>>(link);
}

/**
 * Query keys and options for a client: `makeQueries(api).estates.list.queryOptions({ input })` goes straight
 * into useQuery, `.key()` into invalidateQueries.
 */
export const makeQueries = createTanstackQueryUtils;

/** A plain call beside the contracts (downloads, probes); throws ProblemError. Path starts with `/api/`. */
export async function callRaw(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      ...init,
      credentials: 'same-origin',
      headers: { ...ownHeaders, ...(init.headers as Record<string, string> | undefined) },
    });
  } catch (error) {
    throw problemOf(error);
  }
  if (response.ok) return response;
  const problem = problemFromBody(response.status, await response.text());
  leaveWhenSignedOut(problem);
  throw problem;
}
