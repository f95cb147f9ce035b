import { demoPeople } from '#app/demo/people.ts';
import { ensureAccount } from '#modules/identity/index.ts';
import type { Services } from '#platform/http/context.ts';

/** Makes the demo's people with one password; answers what `loadDemo` wants to be told. */
export async function ensureDemoPeople(
  services: Services,
  password: string,
): Promise<Record<string, string>> {
  for (const person of demoPeople)
    await ensureAccount(
      services.db,
      { ...person, password, mustChangePassword: false },
      services.clock.now(),
    );
  return Object.fromEntries(demoPeople.map(({ login }) => [login, password]));
}
