import pg from 'pg';

type Part = { heading: string; query: string };

/** Catalogue queries that name every object of the public schema in a stable order. */
const parts: readonly Part[] = [
  {
    heading: 'tables',
    query: `select format('%s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attnotnull then ' not null' else '' end,
        coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) as line
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and c.relname <> 'migration'
      order by c.relname, a.attnum`,
  },
  {
    heading: 'constraints',
    query: `select format('%s %s %s', c.relname, o.conname, pg_get_constraintdef(o.oid)) as line
      from pg_constraint o join pg_class c on c.oid = o.conrelid
      where o.connamespace = 'public'::regnamespace and o.contype <> 'n' and c.relname <> 'migration'
      order by c.relname, o.conname`,
  },
  {
    heading: 'indexes',
    query: `select indexdef as line from pg_indexes where schemaname = 'public' and tablename <> 'migration' order by indexname`,
  },
  {
    heading: 'row-level security',
    query: `select format('%s %s for %s to %s using (%s) with check (%s)', tablename, policyname, cmd,
        array_to_string(roles, ','), coalesce(qual, ''), coalesce(with_check, '')) as line
      from pg_policies where schemaname = 'public' order by tablename, policyname`,
  },
  {
    heading: 'grants to huanju_app',
    query: `select format('%s: %s', table_name, string_agg(privilege_type, ', ' order by privilege_type)) as line
      from information_schema.role_table_grants where grantee = 'huanju_app' and table_schema = 'public'
      group by table_name order by table_name`,
  },
  {
    heading: 'triggers',
    query: `select pg_get_triggerdef(t.oid) as line from pg_trigger t where not t.tgisinternal order by t.tgname`,
  },
  {
    heading: 'functions',
    query: `select pg_get_functiondef(p.oid) as line from pg_proc p
      where p.pronamespace = 'public'::regnamespace and not exists
        (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by p.proname`,
  },
];

/** The schema as text, for review in the diff. @param url address of the owner */
export async function dumpSchema(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let text = '-- Made by `npm run db:types` from db/migrations; do not edit.\n';
    for (const part of parts) {
      const rows = (await client.query<{ line: string }>(part.query)).rows;
      text += `\n-- ${part.heading}\n${rows.map((row) => `${row.line}\n`).join('')}`;
    }
    return text;
  } finally {
    await client.end();
  }
}
