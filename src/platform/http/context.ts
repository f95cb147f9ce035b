import type { Actor } from '#shared/actor.ts';
import type { Day } from '#shared/day.ts';
import type { AuditLine } from '../audit/append.ts';
import type { Clock } from '../clock.ts';
import type { Database, Tx } from '../database/connect.ts';
import type { FileStore } from '../files/store.ts';
import type { JobOrder } from '../jobs/enqueue.ts';
import type { Log } from '../log.ts';
import type { Vault } from '../vault.ts';

/** What lives as long as the process. */
export type Services = {
  readonly db: Database;
  readonly clock: Clock;
  readonly files: FileStore;
  readonly log: Log;
  readonly vault: Vault;
};

/** What a request brings along, before anything is decided. */
export type RequestContext = {
  readonly services: Services;
  readonly requestId: string;
  readonly address: string;
  readonly agent: string;
  /** The signed-in person, or null. Found once per request by the authenticator wired in `app`. */
  readonly session: SignedIn | null;
  /** Last day of an account whose time is over; then there is no session. */
  readonly endedOn: Day | null;
  /** The session cookie of a signed-in person. */
  readonly setCookie: (value: string | null) => void;
  /** The cookie of a visitor without an account (resident pages). */
  readonly visitorToken: string | null;
  /** @param seconds how long the visitor's browser keeps it */
  readonly setVisitorToken: (value: string | null, seconds: number) => void;
};

/** Found behind a session's token when the account's time is over. */
export type Ended = { readonly endedOn: Day };

export type SignedIn = {
  readonly sessionId: string;
  readonly actor: Actor;
  readonly mustChangePassword: boolean;
};

/** What any work inside a transaction is handed, whoever it is done for. */
export type WorkCtx = {
  readonly tx: Tx;
  readonly now: Date;
  readonly today: Day;
  readonly requestId: string;
  readonly log: Log;
  readonly files: FileStore;
  /** Seals and opens personal data, field by field. */
  readonly vault: Vault;
  /** Writes the audit line beside the write; a command that writes must call it at least once. */
  readonly audit: (line: AuditLine) => Promise<void>;
};

/** What a command or query is handed inside its transaction. */
export type Ctx = WorkCtx & {
  readonly actor: Actor;
  readonly sessionId: string;
  /** Queues long work in the same transaction; returns the job's id. */
  readonly enqueue: (order: JobOrder) => Promise<string>;
  /**
   * Notes that something was looked at. A `read` may not write: the line is appended after the reading, in a
   * transaction of its own, and before the answer leaves; when it cannot be appended there is no answer.
   */
  readonly noteRead: (line: AuditLine) => void;
};
