import {
  districtCode,
  ensureAccount,
  hasNoUsers,
  randomPassword,
  seedRegions,
} from '#modules/identity/index.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { Services } from '#platform/http/context.ts';
import type { Config } from './config.ts';
import { type DemoInstallation, loadDemo } from './demo/load-demo.ts';
import { demoPeople } from './demo/people.ts';
import { readSecrets, writeSecrets } from './secrets.ts';

/** What the terminal shows at the end of a start. */
export type Greeting = {
  readonly demo: boolean;
  /** Account and password lines to print; empty when there is nothing to tell. */
  readonly accounts: readonly { login: string; name: string; password: string }[];
};

const demoFile = 'demo-accounts.json';

/**
 * Regions, the first administrator, and on request the fictional demo district. The administrator's password is
 * random and printed once; demo accounts exist only in demo mode, their passwords lie in a mode-600 file.
 */
export async function prepareInstallation(
  services: Services,
  config: Config,
  appUrl: string,
  say: (sentence: string) => void,
): Promise<Greeting> {
  await seedRegions(services.db);
  const now = services.clock.now();
  const first = await hasNoUsers(services.db);
  const shown: { login: string; name: string; password: string }[] = [];
  if (first) {
    const password = randomPassword();
    await ensureAccount(
      services.db,
      {
        login: 'admin',
        name: '系统管理员',
        roles: ['administrator'],
        scope: districtCode,
        password,
        mustChangePassword: true,
      },
      now,
    );
    await setFact(services, 'district', districtCode);
    await setFact(services, 'demo', config.demo);
    shown.push({ login: 'admin', name: '系统管理员（首次登录须改密码，此密码只显示这一次）', password });
  }
  const demo = (await fact(services, 'demo')) === true;
  if (demo) {
    const accounts = await demoAccounts(services, config, first);
    shown.push(...accounts);
    if ((await fact(services, 'demoLoaded')) !== true) {
      say('正在载入虚构的演示数据…');
      const passwords = Object.fromEntries(accounts.map(({ login, password }) => [login, password]));
      await fillDemo({ services, appUrl, passwords }, say);
    }
  }
  return { demo, accounts: shown };
}

/** The console is worth having without the demo: a failure is told and logged, and the next start tries again. */
async function fillDemo(installation: DemoInstallation, say: (sentence: string) => void): Promise<void> {
  try {
    await loadDemo(installation);
    await setFact(installation.services, 'demoLoaded', true);
  } catch (fault) {
    installation.services.log.error({ err: fault }, 'demo');
    say('演示数据没有全部载入，下次启动时再试；原因已记入日志。');
  }
}

async function demoAccounts(services: Services, config: Config, first: boolean) {
  const known = first ? null : await readSecrets(config.dataDir, demoFile);
  const passwords = known ?? Object.fromEntries(demoPeople.map((person) => [person.login, randomPassword()]));
  if (!known) {
    await writeSecrets(config.dataDir, demoFile, passwords);
    for (const person of demoPeople)
      await ensureAccount(
        services.db,
        { ...person, password: passwords[person.login] ?? randomPassword(), mustChangePassword: false },
        services.clock.now(),
      );
  }
  return demoPeople.map((person) => ({
    login: person.login,
    name: person.name,
    password: passwords[person.login] ?? '',
  }));
}

async function fact(services: Services, key: string): Promise<unknown> {
  const row = await inScope(services.db, everyRegion, (tx) =>
    tx.selectFrom('installation').select('value').where('key', '=', key).executeTakeFirst(),
  );
  return row?.value;
}

async function setFact(services: Services, key: string, value: string | boolean): Promise<void> {
  const json = JSON.stringify(value);
  await inScope(services.db, everyRegion, (tx) =>
    tx
      .insertInto('installation')
      .values({ key, value: json })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: json }))
      .execute(),
  );
}
