import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { dumpSchema } from '#platform/database/dump-schema.ts';
import { openTestDatabase } from '#test/support/database.ts';

const root = path.join(import.meta.dirname, '../..');

describe('database', () => {
  it('db/schema.sql is what the migrations make', async () => {
    expect(await dumpSchema(inject('ownerUrl'))).toBe(readFileSync(path.join(root, 'db/schema.sql'), 'utf8'));
  });

  it('every table with a region is under row-level security, and the application owns nothing', async () => {
    const database = await openTestDatabase();
    const { sql } = await import('kysely');
    try {
      const open = await sql<{ name: string }>`select c.relname as name from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'region_code'
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not c.relrowsecurity`.execute(
        database.owner,
      );
      expect(open.rows).toEqual([]);
      const owned = await sql`select 1 from pg_class where relowner = 'huanju_app'::regrole`.execute(
        database.owner,
      );
      expect(owned.rows).toEqual([]);
      const rights = await sql<{
        super: boolean;
        bypass: boolean;
      }>`select rolsuper as super, rolbypassrls as bypass
        from pg_roles where rolname = 'huanju_app'`.execute(database.owner);
      expect(rights.rows[0]).toEqual({ super: false, bypass: false });
    } finally {
      await database.drop();
    }
  });
});
