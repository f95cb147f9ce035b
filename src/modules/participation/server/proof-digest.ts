import { hash } from 'node:crypto';
import type { Digest } from '../domain/proof/digest.ts';

/** Node's SHA-256 for receipts, trees and bundles. */
export const digest: Digest = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  utf8: (text) => Buffer.from(text, 'utf8'),
};
