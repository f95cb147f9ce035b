import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createLog } from '#platform/log.ts';
import { StartFault } from '#platform/start-fault.ts';
import { accessAdapters, connectAccess } from './adapters.ts';
import { connectAccessFrom } from './connect.ts';

const log = createLog('silent');
afterEach(() => connectAccess({}));

it('没有设置时什么都不接', () => {
  connectAccessFrom({}, log);
  expect(accessAdapters()).toEqual({ identity: null, sms: null });
});

it('设置不全时在启动时说明白', () => {
  expect(() => connectAccessFrom({ HUANJU_SMS_URL: 'http://127.0.0.1/' }, log)).toThrow(StartFault);
  const oidc = {
    HUANJU_OIDC_ISSUER: 'https://id.example',
    HUANJU_OIDC_CLIENT_ID: 'huanju',
    HUANJU_OIDC_CLIENT_SECRET: 's',
  };
  expect(() => connectAccessFrom(oidc, log)).toThrow('HUANJU_OIDC_REDIRECT');
  expect(() =>
    connectAccessFrom({ ...oidc, HUANJU_OIDC_REDIRECT: 'https://huanju.example/wrong' }, log),
  ).toThrow('/r/signin');
  connectAccessFrom({ ...oidc, HUANJU_OIDC_REDIRECT: 'https://huanju.example/r/signin' }, log);
  expect(accessAdapters().identity?.title).toBe('统一身份认证');
});

it('短信网关：模板编号与号码送到；不收时报错；日志网关什么都不送', async () => {
  const taken: string[] = [];
  let status = 200;
  const gateway = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      taken.push(`${request.headers.authorization} ${body}`);
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/`;
  connectAccessFrom(
    { HUANJU_SMS_URL: url, HUANJU_SMS_TOKEN: 't', HUANJU_SMS_TEMPLATE_VERIFIED: 'SMS_1' },
    log,
  );
  await accessAdapters().sms?.send('13800000000', 'verified', {});
  expect(taken).toEqual(['Bearer t {"phone":"13800000000","template":"SMS_1","values":{}}']);
  status = 500;
  await expect(accessAdapters().sms?.send('13800000000', 'verified', {})).rejects.toThrow('500');
  connectAccessFrom({ HUANJU_SMS: 'log' }, log);
  await accessAdapters().sms?.send('13800000000', 'verified', {});
  expect(taken).toHaveLength(2);
  await new Promise((resolve) => gateway.close(resolve));
});
