import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createVault } from './vault.ts';

describe('vault', () => {
  const vault = createVault(randomBytes(32));

  it('opens what it sealed, never twice the same bytes', () => {
    const one = vault.seal('a.name', '王小明');
    expect(vault.open('a.name', one)).toBe('王小明');
    expect(vault.seal('a.name', '王小明').equals(one)).toBe(false);
    expect(one.includes(Buffer.from('王小明'))).toBe(false);
    expect(vault.open('a.name', vault.seal('a.name', ''))).toBe('');
  });

  it('refuses another field, another key, a changed byte', () => {
    const sealed = vault.seal('a.name', '王小明');
    expect(() => vault.open('b.name', sealed)).toThrow();
    expect(() => createVault(randomBytes(32)).open('a.name', sealed)).toThrow();
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => vault.open('a.name', changed)).toThrow();
    }
  });

  it('marks equal texts equally, by kind and key', () => {
    expect(vault.mark('number', '1').equals(vault.mark('number', '1'))).toBe(true);
    expect(vault.mark('number', '1').equals(vault.mark('phone', '1'))).toBe(false);
    expect(vault.mark('number', '1').equals(createVault(randomBytes(32)).mark('number', '1'))).toBe(false);
  });

  it('takes a key of 32 bytes only', () => {
    expect(() => createVault(randomBytes(16))).toThrow(RangeError);
  });
});
