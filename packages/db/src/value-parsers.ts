import pg from 'pg';

// How values arrive, on every connection of the process: imported by whatever opens one.
// Dates are calendar dates and stay text; bigint columns hold cents and counts well inside the safe integers.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString());
