import type { IdentityProvider } from './oidc.ts';
import type { SmsGateway } from './sms.ts';

/** What this installation is connected to; nothing by default. */
export type AccessAdapters = {
  readonly identity: IdentityProvider | null;
  readonly sms: SmsGateway | null;
};

const connected: { current: AccessAdapters } = { current: { identity: null, sms: null } };

export const accessAdapters = (): AccessAdapters => connected.current;

/** Called once at start, by the application (or a test). */
export function connectAccess(adapters: Partial<AccessAdapters>): void {
  connected.current = { identity: null, sms: null, ...adapters };
}
