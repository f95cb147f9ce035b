import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { z } from 'zod';
import type { Person } from './verify.ts';

/** Where people prove who they are elsewhere, by the authorization-code flow with PKCE. */
export type IdentityProvider = {
  /** How the button calls it, e.g. 爱山东. */
  readonly title: string;
  /** The address the browser is sent to. */
  readonly start: (asked: Asked) => Promise<string>;
  /** Changes the code that came back for a name and number; rejects when anything about it is not right. */
  readonly finish: (code: string, asked: Asked, now: Date) => Promise<Person>;
};

/** What one sign-in is tied to; `verifier` is never shown to the browser. */
export type Asked = { readonly state: string; readonly nonce: string; readonly verifier: string };

export type OidcOptions = {
  readonly title: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The address of our page `/r/signin`, as the issuer knows it. */
  readonly redirectUri: string;
  readonly scope: string;
  /** Claims that hold the full name and the number of the document. */
  readonly nameClaim: string;
  readonly numberClaim: string;
};

const patienceMs = 10_000;
const discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
});
const tokens = z.object({ id_token: z.string() });
const keySet = z.object({ keys: z.array(z.looseObject({ kid: z.string().optional(), kty: z.string() })) });
const head = z.object({ alg: z.enum(['RS256', 'ES256']), kid: z.string().optional() });
const claims = z.looseObject({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  nonce: z.string(),
});

async function ask<T extends z.ZodType>(shape: T, url: string, init: RequestInit = {}): Promise<z.output<T>> {
  const answer = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(patienceMs) });
  if (!answer.ok) throw new Error(`the identity provider answered ${answer.status}`);
  return shape.parse(await answer.json());
}

export function oidcProvider(options: OidcOptions): IdentityProvider {
  const discover = async () => {
    const found = await ask(
      discovery,
      `${options.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    );
    if (found.issuer !== options.issuer) throw new Error('the identity provider names another issuer');
    return found;
  };
  return {
    title: options.title,
    start: async ({ state, nonce, verifier }) => {
      const url = new URL((await discover()).authorization_endpoint);
      const query = {
        response_type: 'code',
        client_id: options.clientId,
        redirect_uri: options.redirectUri,
        scope: options.scope,
        state,
        nonce,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      };
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      return url.href;
    },
    finish: async (code, asked, now) => {
      const found = await discover();
      const { id_token } = await ask(tokens, found.token_endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code,
          redirect_uri: options.redirectUri,
          client_id: options.clientId,
          client_secret: options.clientSecret,
          code_verifier: asked.verifier,
        }).toString(),
      });
      const { keys } = await ask(keySet, found.jwks_uri);
      const told = readToken(id_token, keys, options, asked.nonce, now);
      return personOf(told, options);
    },
  };
}

type Key = z.output<typeof keySet>['keys'][number];

/** The claims of an ID token whose signature, issuer, audience, nonce and time are right (OpenID Connect Core 3.1.3.7). */
function readToken(token: string, keys: readonly Key[], options: OidcOptions, nonce: string, now: Date) {
  const [first = '', second = '', third = ''] = token.split('.');
  const { alg, kid } = head.parse(JSON.parse(Buffer.from(first, 'base64url').toString('utf8')));
  const key = keys.find((one) => one.kty === (alg === 'RS256' ? 'RSA' : 'EC') && (!kid || one.kid === kid));
  if (!key) throw new Error('the ID token is signed with an unknown key');
  const publicKey = createPublicKey({ key: key as Record<string, string>, format: 'jwk' });
  const signed = verifySignature(
    'sha256',
    Buffer.from(`${first}.${second}`),
    alg === 'ES256' ? { key: publicKey, dsaEncoding: 'ieee-p1363' } : publicKey,
    Buffer.from(third, 'base64url'),
  );
  if (!signed) throw new Error('the ID token’s signature is wrong');
  const told = claims.parse(JSON.parse(Buffer.from(second, 'base64url').toString('utf8')));
  if (told.iss !== options.issuer) throw new Error('the ID token is another issuer’s');
  if (![told.aud].flat().includes(options.clientId)) throw new Error('the ID token is for somebody else');
  if (told.nonce !== nonce) throw new Error('the ID token answers another request');
  if (told.exp * 1000 <= now.getTime()) throw new Error('the ID token has expired');
  return told;
}

function personOf(told: Readonly<Record<string, unknown>>, options: OidcOptions): Person {
  const name = told[options.nameClaim];
  const number = told[options.numberClaim];
  if (typeof name !== 'string' || typeof number !== 'string')
    throw new Error('the identity provider gave no name or number');
  return { name, number };
}
