import type { Queryable } from '@claimwright/db/database';

/**
 * Writes the schema of a database as text, in a fixed order: tables with columns, constraints, indexes, triggers, policies,
 * rights and functions, as PostgreSQL itself spells them. Two databases with the same text behave the same.
 */
export async function dumpSchema(database: Queryable): Promise<string> {
  const sections: string[] = [
    '-- The schema that migrations/*.sql give. Generated; UPDATE_SCHEMA=1 with the tests writes it anew.',
  ];
  for (const [title, sql] of queries) {
    const { rows } = await database.query<{ line: string }>(sql);
    sections.push(`\n-- ${title}\n`, ...rows.map((row) => row.line));
  }
  return `${sections.join('\n')}\n`;
}

const ownTables = `c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;

const queries: readonly (readonly [string, string])[] = [
  [
    'tables',
    `select format(E'create table %I (\\n%s\\n);', c.relname, string_agg(format('  %I %s%s%s', a.attname,
        format_type(a.atttypid, a.atttypmod),
        case when a.attidentity = 'a' then ' generated always as identity'
             when a.attgenerated = 's' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
             when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end,
        case when a.attnotnull then ' not null' else '' end), E',\\n' order by a.attnum)) as line
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where ${ownTables} group by c.relname order by c.relname`,
  ],
  [
    'constraints',
    `select format('alter table %I add constraint %I %s;', c.relname, k.conname, pg_get_constraintdef(k.oid)) as line
     from pg_constraint k join pg_class c on c.oid = k.conrelid where ${ownTables} and k.contype <> 'n' order by c.relname, k.conname`,
  ],
  [
    'indexes',
    `select pg_get_indexdef(i.indexrelid) || ';' as line from pg_index i join pg_class c on c.oid = i.indrelid
       join pg_class x on x.oid = i.indexrelid where ${ownTables} and not i.indisprimary order by c.relname, x.relname`,
  ],
  [
    'triggers',
    `select pg_get_triggerdef(t.oid) || ';' as line from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where ${ownTables} and not t.tgisinternal order by c.relname, t.tgname`,
  ],
  [
    'row-level security',
    `select format('%s security: %s, forced: %s', c.relname, c.relrowsecurity, c.relforcerowsecurity)
        || coalesce(E'\\n' || string_agg(format('  policy %s for %s to %s using (%s) with check (%s)', p.policyname, p.cmd,
          case when p.roles = '{public}' then 'public' else 'owner' end, p.qual, p.with_check), E'\\n' order by p.policyname), '') as line
     from pg_class c left join pg_policies p on p.schemaname = 'public' and p.tablename = c.relname
     where ${ownTables} group by c.relname, c.relrowsecurity, c.relforcerowsecurity order by c.relname`,
  ],
  [
    'rights',
    `select format('grant %s on %I to %I;', string_agg(lower(g.privilege_type), ', ' order by g.privilege_type), g.table_name, g.grantee) as line
     from information_schema.role_table_grants g where g.table_schema = 'public' and g.grantee in ('claimwright_app', 'claimwright_report')
     group by g.table_name, g.grantee order by g.table_name, g.grantee`,
  ],
  [
    'functions',
    `select pg_get_functiondef(p.oid) || ';' as line from pg_proc p
     where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' order by p.proname, p.oid::regprocedure::text`,
  ],
];
