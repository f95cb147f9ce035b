import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Personal data at rest: each field sealed by itself (AES-256-GCM, bound to the field's name, so that a value moved
 * to another column does not open), and keyed marks by which equal values find each other without being opened.
 */
export type Vault = {
  /** @param field `table.column`, the same when opening */
  readonly seal: (field: string, text: string) => Buffer;
  /** @throws Error when the value was sealed under another key or field, or was changed */
  readonly open: (field: string, sealed: Uint8Array) => string;
  /** HMAC-SHA256 of the text, normalised by the caller; 32 bytes. Equal texts of one `kind` have equal marks. */
  readonly mark: (kind: string, text: string) => Buffer;
};

const version = 1;
const ivBytes = 12;
const tagBytes = 16;

/** @param key 32 random bytes, from HUANJU_DATA, never from the tree */
export function createVault(key: Uint8Array): Vault {
  if (key.length !== 32) throw new RangeError('a vault key has 32 bytes');
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', key, '', `huanju ${use}`, 32));
  const sealing = derive('seal 1');
  const marking = derive('mark 1');
  return {
    seal: (field, text) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(field));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), body]);
    },
    open: (field, sealed) => {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== version) throw new Error(`sealed under unknown version ${bytes[0]}`);
      const start = 1 + ivBytes + tagBytes;
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(1, 1 + ivBytes))
        .setAAD(Buffer.from(field))
        .setAuthTag(bytes.subarray(1 + ivBytes, start));
      return Buffer.concat([decipher.update(bytes.subarray(start)), decipher.final()]).toString('utf8');
    },
    mark: (kind, text) => createHmac('sha256', marking).update(`${kind}\0${text}`).digest(),
  };
}
