/** HCPCS Level II codes that count miles. */
export const mileageCodes: ReadonlySet<string> = new Set(
  'A0021 A0080 A0090 A0160 A0380 A0390 A0425 A0435 A0436 A0888 S0209 S0215 T2049'.split(' '),
);

/** Those that Medicare pays by the loaded mile of an ambulance. */
export const ambulanceMileageCodes: ReadonlySet<string> = new Set(['A0425', 'A0435', 'A0436']);
