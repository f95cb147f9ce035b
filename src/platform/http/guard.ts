import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '#shared/problem.ts';
import { platformProblems } from '../problems.ts';

export const sessionCookie = 'huanju_session';
export const visitorCookie = 'huanju_visitor';

export const sessionCookieOptions = (secure: boolean) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure }) as const;

/** Everything comes from this server: no CDN, no frames. Inline styles are Ant Design's; workers are the map's. */
const contentPolicy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'self'",
].join('; ');

export function guardHeaders(reply: FastifyReply): void {
  void reply.headers({
    'content-security-policy': contentPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(self)',
    'cache-control': 'no-store',
  });
}

/**
 * A page of another site can make a browser send our cookie with a plain form or image, but cannot add a header of
 * its own without our leave: each write must carry `x-huanju`, and an Origin, if there is one, must be ours.
 */
export function refuseCrossSite(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
  const origin = request.headers.origin;
  const sameOrigin = !origin || hostOf(origin) === request.headers.host;
  if (!request.headers['x-huanju'] || !sameOrigin) throw problem(platformProblems, 'session.cross-site');
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
