import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateX12 } from '@claimwright/x12/validate';
import { describe, expect, test } from 'vitest';
import { checkInstitutionalClaims } from './grammar.ts';

// The 837I (005010X223A2), a change at a time: the code segments (HI), who was there (2310, 2330, 2420), what another payer decided
// (2320, 2430) and the rest of the claim; what the guide has and what it has not, by both grammars.

const folder = join(import.meta.dirname, '../fixtures/837i');
const texts = new Map<string, string>();
function fixture(name: string): string {
  const kept = texts.get(name) ?? readFileSync(join(folder, `${name}.x12`), 'latin1').replaceAll('~\n', '~');
  texts.set(name, kept);
  return kept;
}

const [surgery, others, next, visit, drug] = [
  '03-surgery',
  '26-other-providers',
  '17-next-payer-stay',
  '01-outpatient-visit',
  '25-drug-and-non-covered',
];

/** SE01 put right. */
function recounted(text: string): string {
  return text.replace(/SE\*\d+/, `SE*${text.split('~').length - 5}`);
}

function judged(name: string, sound: string, put: string) {
  const text = fixture(name);
  expect(text).toContain(sound);
  const changed = recounted(text.replace(sound, put));
  expect(changed).not.toBe(text);
  return { ours: validateX12(changed).defects, other: checkInstitutionalClaims(changed) };
}

const many = (count: number, composite: string) => Array.from({ length: count }, () => composite).join('*');
const principal = 'HI*ABK:I2109:::::::Y~';
const other = 'HI*ABF:E119:::::::Y*ABF:N179:::::::N~';
const value = 'HI*BE:80:::4~';
const visited = 'HI*ABK:E119~';
const told = 'REF*F8*ICN7001~';
const decided = 'SVD*99999*3000**0120*4~';
const administered = 'CTP****1.5*ML~';

const allowed: [words: string, file: string, sound: string, put: string][] = [
  ['twelve further diagnoses twice', surgery, other, `HI*${many(12, 'ABF:E119')}~HI*${many(12, 'ABF:N179:::::::U')}~`],
  ['a principal diagnosis without presence on admission', surgery, principal, 'HI*ABK:I2109~'],
  ['twelve external causes', surgery, other, `${other}HI*${many(12, 'ABN:W109XXA:::::::N')}~`],
  ['three reasons of a visit', visit, visited, `${visited}HI*${many(3, 'APR:R52')}~`],
  ['twelve procedures twice', surgery, 'HI*BBR:', `HI*${many(12, 'BBQ:4A023N7:D8:20261103')}~HI*BBR:`],
  ['twelve spans twice', surgery, value, `${`HI*${many(12, 'BI:70:RD8:20261001-20261002')}~`.repeat(2)}${value}`],
  ['twelve occurrences twice', surgery, value, `${`HI*${many(12, 'BH:11:D8:20261001')}~`.repeat(2)}${value}`],
  ['twelve values twice', surgery, value, `HI*${many(12, 'BE:80:::4')}~HI*${many(12, 'BE:D5:::1.4')}~`],
  ['twelve conditions twice', surgery, value, `${value}${`HI*${many(12, 'BG:09')}~`.repeat(2)}`],
  ['twelve treatments twice', surgery, value, `${value}${`HI*${many(12, 'TC:A01')}~`.repeat(2)}`],
  ['the code segments in another order', surgery, `${principal}HI*ABJ:R079~`, `HI*ABJ:R079~${principal}`],
  ['an admission told without hour', surgery, 'DTP*435*DT*202611020830', 'DTP*435*D8*20261102'],
  ['the day a repricer received it', surgery, 'CL1*', 'DTP*050*D8*20261110~CL1*'],
  ['ten attachments', surgery, 'REF*EA*', `${'PWK*OB*EL***AC*A1~'.repeat(10)}REF*EA*`],
  ['a contract', surgery, 'REF*EA*', 'CN1*09*100*10*X*5*V1~REF*EA*'],
  ['five investigational devices', surgery, 'REF*EA*', `${'REF*LX*G050001~'.repeat(5)}REF*EA*`],
  ['ten fixed formats', surgery, principal, `${'K3*STATE DATA~'.repeat(10)}${principal}`],
  ['ten notes and a billing note', others, 'NTE*ADD*', `${'NTE*RHB*WHEELCHAIR~'.repeat(10)}NTE*ADD*`],
  ['a screening', surgery, principal, `CRC*ZZ*Y*AV*NU*ST~${principal}`],
  ['a bill repriced by the day', others, 'NM1*71*', 'HCP*06*100*10*TPO1*50*282*90*0120***DA*4*T1*1*2~NM1*71*'],
  ['four numbers of who attended', surgery, 'NM1*72*', 'REF*0B*A~REF*1G*B~REF*G2*C~REF*LU*D~NM1*72*'],
  ['four numbers of another operating physician', surgery, 'LX*1~', 'REF*0B*A~REF*1G*B~REF*G2*C~REF*LU*D~LX*1~'],
  ['three numbers of the facility', others, 'NM1*DN*', 'REF*0B*A~REF*G2*C~REF*LU*D~NM1*DN*'],
  ['three numbers of who referred', others, 'LX*1~', 'REF*0B*A~REF*1G*B~REF*G2*C~LX*1~'],
  ['all amounts of another payer', next, 'AMT*D*3000~', 'AMT*A8*1~AMT*D*3000~AMT*EAF*1~'],
  ['every number at another payer', next, told, `REF*2U*A~REF*EI*B~REF*G1*C~REF*9F*D~REF*T4*Y~${told}`],
  ['who attended, at another payer', next, told, `${told}NM1*71*1~REF*0B*A~REF*1G*B~REF*G2*C~REF*LU*D~`],
  ['who operated, at another payer', next, told, `${told}NM1*72*1~REF*0B*A~REF*1G*B~REF*G2*C~REF*LU*D~`],
  ['who else operated, at another payer', next, told, `${told}NM1*ZZ*1~REF*0B*A~REF*1G*B~REF*G2*C~REF*LU*D~`],
  ['the facility, at another payer', next, told, `${told}NM1*77*2~REF*0B*A~REF*G2*B~REF*LU*C~`],
  ['who rendered, at another payer', next, told, `${told}NM1*82*1~REF*0B*A~REF*1G*B~REF*G2*C~REF*LU*D~`],
  ['who referred, at another payer', next, told, `${told}NM1*DN*1~REF*0B*A~REF*1G*B~REF*G2*C~`],
  ['who bills, at another payer', next, told, `${told}NM1*85*2~REF*G2*A~REF*LU*B~`],
  ['a line of a stay with a procedure decided', next, decided, 'SVD*99999*3000*HC:G0463*0120*4*2~'],
  ['a line that no code names', visit, 'SV2*0510*HC:G0463*', 'SV2*0510**'],
  ['a line of a period', visit, 'DTP*472*D8*20261110', 'DTP*472*RD8*20261110-20261111'],
  ['ten attachments of a line', visit, 'DTP*472*', `${'PWK*OB*EL***AC*A1~'.repeat(10)}DTP*472*`],
  ['taxes of a line', surgery, 'LX*2~', 'AMT*GT*1~AMT*N8*2~NTE*TPO*REPRICED~LX*2~'],
  ['a prescription', drug, administered, `${administered}REF*XZ*RX1~`],
  ['a compound', drug, administered, `${administered}REF*VY*RX1~`],
  ['who operated on a line', surgery, 'LX*2~', 'NM1*72*1*POE*ANN****XX*1111111112~REF*G2*A**2U:88001~LX*2~'],
  ['who else operated on a line', surgery, 'LX*2~', 'NM1*ZZ*1*POE*ANN~REF*0B*A~LX*2~'],
  ['who rendered and referred a line', surgery, 'LX*2~', 'NM1*82*1*POE~REF*LU*A~NM1*DN*1*MOE~REF*G2*B~LX*2~'],
];

const refused: [words: string, file: string, sound: string, put: string][] = [
  ['a third segment of diagnoses', surgery, other, other.repeat(3)],
  ['a thirteenth diagnosis', surgery, other, `HI*${many(13, 'ABF:E119')}~`],
  ['a diagnosis with a day', surgery, 'ABF:E119:::::::Y', 'ABF:E119:D8:20261103'],
  ['a presence that is no answer', surgery, 'ABK:I2109:::::::Y', 'ABK:I2109:::::::1'],
  ['two principal diagnoses', surgery, principal, principal.repeat(2)],
  ['two codes of the principal diagnosis', surgery, principal, 'HI*ABK:I2109*ABF:E119~'],
  ['two admitting diagnoses', surgery, 'HI*ABJ:R079~', 'HI*ABJ:R079*ABJ:R079~'],
  ['an admitting diagnosis present on admission', surgery, 'HI*ABJ:R079~', 'HI*ABJ:R079:::::::Y~'],
  ['four reasons of a visit', visit, visited, `${visited}HI*${many(4, 'APR:R52')}~`],
  ['external causes twice', surgery, other, `${other}${'HI*ABN:W109XXA~'.repeat(2)}`],
  ['a group that has a day', surgery, 'HI*DR:282~', 'HI*DR:282:D8:20261103~'],
  ['a principal procedure without its day', surgery, 'BBR:02703ZZ:D8:20261103', 'BBR:02703ZZ'],
  ['a procedure over a period', surgery, 'BBR:02703ZZ:D8:20261103', 'BBR:02703ZZ:RD8:20261103-20261104'],
  ['a third segment of procedures', surgery, 'HI*BBR:', `${'HI*BBQ:4A023N7:D8:20261103~'.repeat(2)}HI*BBR:`],
  ['a span that is a day', surgery, value, `HI*BI:70:D8:20261001~${value}`],
  ['a span without days', surgery, value, `HI*BI:70~${value}`],
  ['an occurrence over a period', surgery, value, `HI*BH:11:RD8:20261001-20261002~${value}`],
  ['an occurrence without its day', surgery, value, `HI*BH:11~${value}`],
  ['a value without amount', surgery, value, 'HI*BE:80~'],
  ['a value that is a quantity', surgery, value, 'HI*BE:80::::4~'],
  ['a third segment of values', surgery, value, value.repeat(3)],
  ['a condition with a day', surgery, value, `${value}HI*BG:09:D8:20261103~`],
  ['a third segment of conditions', surgery, value, `${value}${'HI*BG:09~'.repeat(3)}`],
  ['a third segment of treatments', surgery, value, `${value}${'HI*TC:A01~'.repeat(3)}`],
  ['conditions among values', surgery, value, 'HI*BE:80:::4*BG:09~'],
  ['a code of anaesthesia', surgery, value, `HI*BP:G0463~${value}`],
  ['an hour of discharge with its day', surgery, 'DTP*096*TM*1400', 'DTP*096*DT*202611061400'],
  ['statement dates that are one day', surgery, 'DTP*434*RD8*20261102-20261106', 'DTP*434*D8*20261102'],
  ['no statement dates', surgery, 'DTP*434*RD8*20261102-20261106~', ''],
  ['no institutional codes', surgery, 'CL1*1*1*01~', ''],
  ['a nursing home status', surgery, 'CL1*1*1*01~', 'CL1*1*1*01*1~'],
  ['eleven attachments', surgery, 'REF*EA*', `${'PWK*OB*EL~'.repeat(11)}REF*EA*`],
  ['an attachment by number without its kind', surgery, 'REF*EA*', 'PWK*OB*EL****A1~REF*EA*'],
  ['a contract of no kind', surgery, 'REF*EA*', 'CN1*07~REF*EA*'],
  ['what a patient has paid', surgery, 'REF*EA*', 'AMT*F5*1~REF*EA*'],
  ['a reason of no authorization there is none of', surgery, 'REF*EA*', 'REF*4N*8~REF*EA*'],
  ['a sixth device', surgery, 'REF*EA*', `${'REF*LX*G050001~'.repeat(6)}REF*EA*`],
  ['two record numbers', surgery, 'REF*EA*MRN100~', 'REF*EA*MRN100~REF*EA*MRN100~'],
  ['an eleventh fixed format', surgery, principal, `${'K3*STATE DATA~'.repeat(11)}${principal}`],
  ['a fixed format with a record code', surgery, principal, `K3*STATE DATA*XX~${principal}`],
  ['two billing notes', others, 'NTE*ADD*', 'NTE*ADD*ONE~NTE*ADD*'],
  ['a certification note', others, 'NTE*ADD*', 'NTE*CER*ONE~NTE*ADD*'],
  ['four answers of a screening', surgery, principal, `CRC*ZZ*Y*AV*NU*ST*S2~${principal}`],
  ['transports', surgery, principal, `CRC*07*Y*01~${principal}`],
  ['who attended as an organization', surgery, 'NM1*71*1*', 'NM1*71*2*'],
  ['who attended by a tax id', surgery, 'NM1*71*1*ROE*SAM****XX*1000000004', 'NM1*71*1*ROE*SAM****FI*123456789'],
  ['the specialty of who operated', surgery, 'NM1*ZZ*', 'PRV*PE*PXC*207R00000X~NM1*ZZ*'],
  ['a fifth number of who operated', surgery, 'NM1*ZZ*', `${'REF*G2*A~'.repeat(5)}NM1*ZZ*`],
  [
    'a facility without address',
    others,
    /NM1\*77\*.*?(?=NM1\*DN)/.exec(fixture(others))?.[0] ?? '',
    'NM1*77*2*RIVER SURGERY CENTER~',
  ],
  ['whom to call at the facility', others, 'NM1*DN*', 'PER*IC*DESK*TE*5555550100~NM1*DN*'],
  ['a location number of who referred', others, 'LX*1~', 'REF*LU*D~LX*1~'],
  ['a primary care provider', others, 'NM1*DN*', 'NM1*P3*'],
  ['another payer with an insurance type', next, 'SBR*P*18*GRP1******MA', 'SBR*P*18*GRP1**12****MA'],
  ['another payer without relationship', next, 'SBR*P*18*GRP1******MA', 'SBR*P**GRP1******MA'],
  ['a payer paid twice', next, 'AMT*D*3000~', 'AMT*D*3000~AMT*D*3000~'],
  ['a sixth group of adjustments', next, 'AMT*D*3000~', `${'CAS*OA*23*0~'.repeat(6)}AMT*D*3000~`],
  ['a signature on file of another cover', next, 'OI***Y***Y', 'OI***Y*P**Y'],
  ['no release of information', next, 'OI***Y***Y~', ''],
  ['an adjudication of a stay without its days', next, 'MIA*4****MA01', 'MIA*****MA01'],
  ['an adjudication of a stay with an outlier', next, 'MIA*4****MA01', 'MIA*4*1***MA01'],
  ['the insured of another payer without number', next, 'NM1*IL*1*DOE*JANE****MI*W1234', 'NM1*IL*1*DOE*JANE'],
  ['a third number of another payer', next, told, `REF*2U*A~REF*EI*B~REF*FY*C~${told}`],
  ['an adjustment told by no', next, told, `REF*T4*N~${told}`],
  ['a name of who attended, at another payer', next, told, `${told}NM1*71*1*ROE~REF*G2*A~`],
  ['who attended without number, at another payer', next, told, `${told}NM1*71*1~`],
  ['a fifth number of who attended, at another payer', next, told, `${told}NM1*71*1~${'REF*G2*A~'.repeat(5)}`],
  ['a UPIN of the facility, at another payer', next, told, `${told}NM1*77*2~REF*1G*A~`],
  ['a location number of who referred, at another payer', next, told, `${told}NM1*DN*1~REF*LU*A~`],
  ['a person who bills, at another payer', next, told, `${told}NM1*85*1~REF*G2*A~`],
  ['a licence of who bills, at another payer', next, told, `${told}NM1*85*2~REF*0B*A~`],
  ['a supervisor, at another payer', next, told, `${told}NM1*DQ*1~REF*G2*A~`],
  ['a revenue line decided without revenue code', next, decided, 'SVD*99999*3000***4~'],
  ['a revenue line decided without units', next, decided, 'SVD*99999*3000**0120~'],
  [
    'a decision without its day',
    next,
    `${decided}CAS*CO*45*600~CAS*PR*1*400~DTP*573*D8*20261205~`,
    `${decided}CAS*CO*45*600~CAS*PR*1*400~`,
  ],
  ['a unit rate', visit, '*UN*1~', '*UN*1*200~'],
  ['minutes', visit, '*UN*1~', '*MJ*1~'],
  ['units of nine digits', visit, '*UN*1~', '*UN*100000000~'],
  ['a place of service of a line', visit, '*UN*1~', '*UN*1***11~'],
  ['another day of a line', visit, 'DTP*472*D8*20261110~', 'DTP*472*D8*20261110~DTP*471*D8*20261110~'],
  ['a fixed format of a line', visit, 'LX*2~', 'K3*STATE DATA~LX*2~'],
  ['an additional note of a line', visit, 'LX*2~', 'NTE*ADD*MORE~LX*2~'],
  ['a sales tax', visit, 'LX*2~', 'AMT*T*1~LX*2~'],
  ['a supply that is no drug', drug, 'LIN**N4*00002120001', 'LIN**UK*00002120001'],
  ['a drug without quantity', drug, administered, ''],
  ['a drug in a unit there is none of', drug, '1.5*ML', '1.5*EA'],
  ['two prescriptions', drug, administered, `${administered}REF*XZ*RX1~REF*VY*RX2~`],
  ['who attended on a line', surgery, 'LX*2~', 'NM1*71*1*POE*ANN****XX*1111111112~LX*2~'],
  ['a number at a payer that is not named', surgery, 'LX*2~', 'NM1*72*1*POE~REF*G2*A**EI:88001~LX*2~'],
];

describe('what the guide has', () => {
  test.each(allowed)('%s', (_, file, sound, put) => {
    const { ours, other: found } = judged(file, sound, put);
    // Amounts that no longer add up are not what is asked here.
    expect({ ours: ours.filter(({ rule }) => rule !== 'balance'), found }).toEqual({ ours: [], found: [] });
  });
});

describe('what the guide has not', () => {
  test.each(refused)('%s', (_, file, sound, put) => {
    const { ours, other: found } = judged(file, sound, put);
    const errors = ours.filter(({ severity, rule }) => severity === 'error' && rule !== 'balance');
    expect(errors).not.toEqual([]);
    expect(found).not.toEqual([]);
    expect(ours.map(({ rule }) => rule)).not.toContain('set_count_mismatch');
  });
});
