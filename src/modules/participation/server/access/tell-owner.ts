import { revealOwners } from '#modules/survey/index.ts';
import { inScope } from '#platform/database/scope.ts';
import type { Services } from '#platform/http/context.ts';
import { accessAdapters } from './adapters.ts';
import type { SmsTemplate } from './sms.ts';

/**
 * Tells an owner by SMS, if a gateway is connected and the ledger has their telephone. After the commit and without
 * waiting: a slow gateway holds nobody up, a broken one is logged.
 */
export function tellOwner(
  services: Services,
  ownerId: string,
  regionCode: string,
  template: SmsTemplate,
  values: Readonly<Record<string, string>> = {},
): void {
  const { sms } = accessAdapters();
  if (!sms) return;
  const send = async () => {
    const [owner] = await inScope(services.db, regionCode, (tx) =>
      revealOwners({ tx, vault: services.vault }, [ownerId]),
    );
    if (owner?.phone) await sms.send(owner.phone, template, values);
  };
  send().catch((fault: unknown) => services.log.error({ err: fault, ownerId }, 'sms'));
}
