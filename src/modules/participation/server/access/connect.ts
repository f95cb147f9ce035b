import { z } from 'zod';
import type { Log } from '#platform/log.ts';
import { StartFault } from '#platform/start-fault.ts';
import { connectAccess } from './adapters.ts';
import { oidcProvider } from './oidc.ts';
import { httpSmsGateway, logSmsGateway } from './sms.ts';

const web = z.url({ protocol: /^https?$/ });
const oidc = z.object({
  HUANJU_OIDC_ISSUER: web,
  HUANJU_OIDC_CLIENT_ID: z.string().min(1),
  HUANJU_OIDC_CLIENT_SECRET: z.string().min(1),
  HUANJU_OIDC_REDIRECT: web.refine((text) => new URL(text).pathname === '/r/signin', '应以 /r/signin 结尾'),
  HUANJU_OIDC_TITLE: z.string().min(1).default('统一身份认证'),
  HUANJU_OIDC_SCOPE: z.string().min(1).default('openid profile'),
  HUANJU_OIDC_NAME_CLAIM: z.string().min(1).default('name'),
  HUANJU_OIDC_NUMBER_CLAIM: z.string().min(1).default('id_number'),
});
const sms = z.object({
  HUANJU_SMS_URL: web,
  HUANJU_SMS_TOKEN: z.string().min(1),
  HUANJU_SMS_TEMPLATE_VERIFIED: z.string().min(1),
});

type Env = Readonly<Record<string, string | undefined>>;

function read<T extends z.ZodType>(shape: T, env: Env, what: string): z.output<T> {
  const parsed = shape.safeParse(env);
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  throw new StartFault(`${what}的设置有误：${first?.path.join('.') ?? ''} ${first?.message ?? ''}`);
}

/**
 * Connects what the environment names, nothing by default: `HUANJU_OIDC_ISSUER` and its like an identity provider,
 * `HUANJU_SMS_URL` an SMS gateway, `HUANJU_SMS=log` the development one that sends nothing.
 * @throws StartFault for settings that are half there
 */
export function connectAccessFrom(env: Env, log: Log): void {
  const id = env.HUANJU_OIDC_ISSUER ? read(oidc, env, '统一身份登录') : null;
  const gateway = env.HUANJU_SMS_URL ? read(sms, env, '短信网关') : null;
  connectAccess({
    identity: id
      ? oidcProvider({
          title: id.HUANJU_OIDC_TITLE,
          issuer: id.HUANJU_OIDC_ISSUER,
          clientId: id.HUANJU_OIDC_CLIENT_ID,
          clientSecret: id.HUANJU_OIDC_CLIENT_SECRET,
          redirectUri: id.HUANJU_OIDC_REDIRECT,
          scope: id.HUANJU_OIDC_SCOPE,
          nameClaim: id.HUANJU_OIDC_NAME_CLAIM,
          numberClaim: id.HUANJU_OIDC_NUMBER_CLAIM,
        })
      : null,
    sms: gateway
      ? httpSmsGateway({
          url: gateway.HUANJU_SMS_URL,
          token: gateway.HUANJU_SMS_TOKEN,
          templates: { verified: gateway.HUANJU_SMS_TEMPLATE_VERIFIED },
        })
      : env.HUANJU_SMS === 'log'
        ? logSmsGateway(log)
        : null,
  });
}
