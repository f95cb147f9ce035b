import type { Log } from '#platform/log.ts';

/** What is said to a telephone. Gateways in China send approved templates only: an id and the values that go into it. */
export type SmsTemplate = 'verified';

export type SmsGateway = {
  /** @param phone digits, as on the ledger; rejects when the gateway did not take it */
  readonly send: (
    phone: string,
    template: SmsTemplate,
    values: Readonly<Record<string, string>>,
  ) => Promise<void>;
};

/** For development: writes that something would have been sent, to a masked number. NOTHING IS SENT. */
export const logSmsGateway = (log: Log): SmsGateway => ({
  send: async (phone, template) => {
    log.info({ template, phone: `*${phone.slice(-4)}` }, '短信未发送：当前为开发用的日志网关');
  },
});

const patienceMs = 10_000;

/**
 * A gateway behind HTTP: `POST url` with `Authorization: Bearer token` and
 * `{"phone","template","values"}`; any 2xx is taken. An operator's own gateway is put behind such an address.
 */
export const httpSmsGateway = (options: {
  readonly url: string;
  readonly token: string;
  /** Our template → the id the gateway approved. */
  readonly templates: Readonly<Record<SmsTemplate, string>>;
}): SmsGateway => ({
  send: async (phone, template, values) => {
    const answer = await fetch(options.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${options.token}` },
      body: JSON.stringify({ phone, template: options.templates[template], values }),
      signal: AbortSignal.timeout(patienceMs),
    });
    if (!answer.ok) throw new Error(`the SMS gateway answered ${answer.status}`);
  },
});
