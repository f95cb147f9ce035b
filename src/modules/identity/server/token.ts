import { createHash } from 'node:crypto';

/** A session token is stored only as its hash: whoever reads the table cannot sign in with it. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
