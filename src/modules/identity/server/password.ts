import { argon2, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** OWASP's argon2id floor: 19 MiB, two passes, one lane. Kept in each hash, so it can be raised later. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

/** Hash text `argon2id$memory$passes$parallelism$salt$tag`, salt and tag in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive('argon2id', { message: password, nonce: salt, ...cost });
  return [
    'argon2id',
    cost.memory,
    cost.passes,
    cost.parallelism,
    salt.toString('base64url'),
    tag.toString('base64url'),
  ].join('$');
}

export async function passwordMatches(password: string, hash: string): Promise<boolean> {
  const [kind, memory, passes, parallelism, salt = '', tag = ''] = hash.split('$');
  if (kind !== 'argon2id') return false;
  const expected = Buffer.from(tag, 'base64url');
  const actual = await derive('argon2id', {
    message: password,
    nonce: Buffer.from(salt, 'base64url'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(actual, expected);
}

/** No look-alikes (0 O 1 l I), so that it survives being read out over the telephone. */
const readable = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A random password of 16 readable characters with the kinds the rules ask for (about 90 bits). */
export function randomPassword(): string {
  const draw = () => Array.from({ length: 16 }, () => readable.charAt(randomInt(readable.length))).join('');
  for (;;) {
    const password = draw();
    if (/[a-z]/.test(password) && /[A-Z]/.test(password) && /\d/.test(password) && !/(.)\1{3}/.test(password))
      return password;
  }
}
