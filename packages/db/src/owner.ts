import pg from 'pg';
import './value-parsers.ts';

/** Runs work on one dedicated connection of the owner, outside any transaction. */
export async function asOwner<Result>(
  connectionString: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString, application_name: 'claimwright-owner' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Creates a database unless it is there; `connectionString` is of another database of the server. */
export async function ensureDatabase(connectionString: string, name: string): Promise<void> {
  await asOwner(connectionString, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  });
}
