import { keep, kept } from './keep.ts';

/** A version 4 UUID also where `crypto.randomUUID` is missing: old phones, and pages without HTTPS. */
export function freshKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 15) | 64;
  bytes[8] = ((bytes[8] ?? 0) & 63) | 128;
  const hex = Array.from(bytes, (byte) => `0${byte.toString(16)}`.slice(-2)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** FNV-1a, 32 bits: tells contents apart without keeping them. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}

const store = 'huanju-key ';

/** The key of this content for this address: the same until it was answered, another once the content changes. */
export function replayKey(action: string, content: string): string {
  const name = store + action + fingerprint(content);
  const before = kept(sessionStorage, name);
  if (before) return before;
  const key = freshKey();
  keep(sessionStorage, name, key);
  return key;
}

/** It was answered: the same content sent once more is meant as a new request. */
export const forgetKey = (action: string, content: string): void =>
  keep(sessionStorage, store + action + fingerprint(content), null);

const browser = 'huanju-browser';

/** One key for all cards redeemed in this browser: a family with two cards goes to and fro between its flats. */
export function browserKey(): string {
  const before = kept(localStorage, browser);
  if (before) return before;
  const key = freshKey();
  keep(localStorage, browser, key);
  return key;
}
