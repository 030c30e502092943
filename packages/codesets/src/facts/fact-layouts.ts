import { factKey, memberKey, patientFactKey } from '@claimwright/domain/fact-keys';
import { npiHasValidCheckDigit } from '@claimwright/domain/ids';
import type {
  DateSpan,
  EligibilityAnswer,
  FactRow,
  FactSet,
  PriorAuthorization,
} from '@claimwright/domain/tenant-facts';
import type { FactCells } from './fact-cells.ts';

/** A row says something, or says nothing that can be used (then why), or is wrong (then the cells hold the errors). */
export type FactReading = { rows: FactRow[] } | { skipped: string };

/** One way a table may be written: by the names of its columns, in any order, others beside them. */
export interface FactLayout {
  /** What a person calls it. */
  name: string;
  /** All of these make it this layout. */
  columns: readonly string[];
  read(cells: FactCells): FactReading;
}

const withoutNpi = 'has no NPI: a provider is found by NPI alone';

/** A published list has typing errors of its own; it is not refused for one that can be no provider. */
const impossibleNpi = 'has an NPI with a wrong check digit: no provider has it';

/** A row of a published exclusion list, `content` read already: most name a provider without NPI, left blank or all zeros. */
function exclusion(set: 'leie' | 'sam', cells: FactCells, content: DateSpan): FactReading {
  const npi = cells.text('NPI');
  if (/^0*$/.test(npi)) return { skipped: withoutNpi };
  if (!/^\d{10}$/.test(npi))
    cells.refuse('NPI', 'npi', `${npi} is no NPI: ten digits; empty or zeros where there is none`);
  else if (!npiHasValidCheckDigit(npi)) return { skipped: impossibleNpi };
  return { rows: [{ set, key: npi, content }] };
}

const exclusionSpan = (set: 'leie' | 'sam'): FactLayout => ({
  name: 'npi, from, to',
  columns: ['npi', 'from', 'to'],
  read: (cells) => ({ rows: [{ set, key: cells.npi('npi'), content: cells.span('from', 'to') }] }),
});

/** The HHS OIG's file UPDATED.csv: dates YYYYMMDD, 00000000 for none; reinstated on REINDATE. */
const leie: FactLayout = {
  name: 'the LEIE of the HHS Office of Inspector General',
  columns: ['npi', 'excltype', 'excldate', 'reindate'],
  read: (cells) => exclusion('leie', cells, cells.span('EXCLDATE', 'REINDATE', true)),
};

/** SAM.gov's public extract of exclusions: dates M/D/YYYY, "Indefinite" for no end. */
const sam: FactLayout = {
  name: 'the public extract of exclusions of SAM.gov',
  columns: ['npi', 'active date', 'termination date', 'exclusion type'],
  read(cells) {
    const endless = /^indefinite$/i.test(cells.text('Termination Date'));
    const content = endless
      ? { from: cells.requiredDate('Active Date') }
      : cells.span('Active Date', 'Termination Date');
    return exclusion('sam', cells, content);
  },
};

const enrolments: FactLayout = {
  name: 'npi, payerId, from, to',
  columns: ['npi', 'payerid', 'from', 'to'],
  read(cells) {
    const content = { payerId: cells.required('payerId'), ...cells.span('from', 'to') };
    return { rows: [{ set: 'enrolments', key: cells.npi('npi'), content }] };
  },
};

/** CMS's Order and Referring: Y where the individual may order Part B services or durable equipment. */
const orderAndReferring: FactLayout = {
  name: 'the CMS list of those who may order and refer',
  columns: ['npi', 'partb', 'dme'],
  read(cells) {
    const key = cells.npi('NPI');
    const marks = [cells.oneOf('PARTB', ['Y', 'N']), cells.oneOf('DME', ['Y', 'N'])];
    if (!marks.includes('Y')) return { skipped: 'may order neither Part B services nor equipment' };
    return { rows: [{ set: 'ordering-providers', key, content: {} }] };
  },
};

const orderingNpis: FactLayout = {
  name: 'npi',
  columns: ['npi'],
  read: (cells) => ({ rows: [{ set: 'ordering-providers', key: cells.npi('npi'), content: {} }] }),
};

const authorizations: FactLayout = {
  name: 'number, payerId, from, to, procedureCodes, unitsLeft, npis',
  columns: ['number', 'payerid', 'from', 'to', 'procedurecodes'],
  read(cells) {
    const number = cells.required('number');
    const payerId = cells.text('payerId');
    const procedureCodes = cells.words('procedureCodes').map((code) => code.toUpperCase());
    const content: PriorAuthorization & { payerId?: string } = { number, ...cells.span('from', 'to'), procedureCodes };
    if (payerId !== '') content.payerId = payerId;
    const units = cells.text('unitsLeft');
    if (units !== '') {
      if (!/^\d{1,8}(?:\.\d{1,3})?$/.test(units)) cells.refuse('unitsLeft', 'value', `${units} is no number of units`);
      content.unitsLeft = Number(units);
    }
    const npis = cells.words('npis');
    for (const npi of npis) if (!npiHasValidCheckDigit(npi)) cells.refuse('npis', 'npi', `${npi} is no NPI`);
    if (npis.length > 0) content.npis = npis;
    return { rows: [{ set: 'authorizations', key: factKey(number), content }] };
  },
};

const levels = ['waiver', 'provider_performed_microscopy', 'full'] as const;

const cliaCertificates: FactLayout = {
  name: 'number, level, from, to',
  columns: ['number', 'level', 'from', 'to'],
  read(cells) {
    const number = factKey(cells.required('number'));
    if (number !== '' && !/^\d{2}D\d{7}$/.test(number)) {
      cells.refuse('number', 'value', `${number} is no CLIA number: two digits, D, seven digits`);
    }
    const content = { level: cells.oneOf('level', levels), ...cells.span('from', 'to') };
    return { rows: [{ set: 'clia-certificates', key: number, content }] };
  },
};

/** Several rows of one member and day are several spans; a row without `activeFrom` says that there is none. */
const eligibility: FactLayout = {
  name: 'payerId, memberId, checkedOn, activeFrom, activeTo, patientId, lastName, firstName, birthDate, sex',
  columns: ['payerid', 'memberid', 'checkedon', 'activefrom', 'activeto'],
  read(cells) {
    const payerId = cells.required('payerId');
    const memberId = cells.required('memberId');
    const active = cells.text('activeFrom') === '' ? [] : [cells.span('activeFrom', 'activeTo')];
    const content: EligibilityAnswer = { checkedOn: cells.requiredDate('checkedOn'), active, memberId };
    for (const name of ['lastName', 'firstName'] as const) {
      const text = cells.text(name);
      if (text !== '') content[name] = text;
    }
    const birthDate = cells.date('birthDate');
    if (birthDate !== undefined) content.birthDate = birthDate;
    const sex = cells.text('sex');
    if (sex !== '') content.sex = cells.oneOf('sex', ['F', 'M', 'U'] as const, sex);
    const keys = [memberKey(payerId, memberId)];
    const patientId = cells.text('patientId');
    if (patientId !== '') keys.push(patientFactKey(payerId, patientId));
    return { rows: keys.map((key) => ({ set: 'eligibility', key, content })) };
  },
};

/** The layouts each table is taken in; the first whose columns are all there is meant. */
export const factLayouts: Readonly<Record<FactSet, readonly FactLayout[]>> = {
  leie: [leie, exclusionSpan('leie')],
  sam: [sam, exclusionSpan('sam')],
  enrolments: [enrolments],
  'ordering-providers': [orderAndReferring, orderingNpis],
  authorizations: [authorizations],
  'clia-certificates': [cliaCertificates],
  eligibility: [eligibility],
};
