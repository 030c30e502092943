/**
 * Symptoms that belong to a definite diagnosis as a rule (ICD-10-CM Official Guidelines I.B.5), as prefixes without dots: from
 * experience, not from a published list.
 */
export const integralSymptoms: readonly { symptom: string; of: readonly string[] }[] = [
  { symptom: 'R05', of: ['J06', 'J18', 'J20', 'J44', 'J45'] },
  { symptom: 'R0602', of: ['I50', 'J18', 'J44', 'J45'] },
  { symptom: 'R062', of: ['J44', 'J45'] },
  { symptom: 'R079', of: ['I20', 'I21'] },
  { symptom: 'R10', of: ['K35', 'K57', 'K80', 'N20'] },
  { symptom: 'R11', of: ['A08', 'A09', 'K52'] },
  { symptom: 'R197', of: ['A08', 'A09', 'K52'] },
  { symptom: 'R31', of: ['N20', 'N30'] },
  { symptom: 'R300', of: ['N30'] },
  { symptom: 'R509', of: ['A41', 'J10', 'J11', 'J18'] },
  { symptom: 'R519', of: ['G43', 'G44'] },
  { symptom: 'R60', of: ['I50'] },
  { symptom: 'R739', of: ['E10', 'E11', 'E13'] },
];
