import { covered, given, type LineChange, lines, medicare, type VerdictTable } from './verdict-cases.ts';

const address = { line1: '14 Sample Lane', city: 'Exampleton', state: 'MA', postalCode: '02139'.slice(0, 5) };
const whole = { reasonCode: 'A', miles: 7.5, pickUp: address, dropOff: { name: 'Example Hospital', address } } as const;
const trip = (procedureCode: string, more: LineChange = {}): LineChange => ({
  procedureCode,
  modifiers: ['RH'],
  ...more,
});
const one = (words: string, change: LineChange, expects: string[], encounter: object = {}) =>
  given(words, { ...encounter, ...lines(change) }, expects);
const { miles: _miles, ...noMiles } = whole;
const { reasonCode: _reason, ...noReason } = whole;
const saying = (...codes: string[]) => ({ ...whole, conditions: [{ applies: true, codes }] });

const ambulances = [
  ...['A0425', 'A0429', 'A0430', 'A0436'].map((code) => one(`${code} and not a word`, trip(code), ['warn /ambulance'])),
  ...['A0424', 'A0437', 'A0380', 'G0463'].map((code) => one(`${code} and not a word`, { procedureCode: code }, [])),
  one('told on the line', trip('A0427', { ambulance: whole }), []),
  one('told on the claim', trip('A0427'), [], { ambulance: whole }),
  one(
    'nothing but an empty transport',
    trip('A0427'),
    ['reasonCode', 'miles', 'pickUp', 'dropOff'].map((name) => `reject /ambulance/${name}`),
    { ambulance: {} },
  ),
  one(
    'an empty transport of the line',
    trip('A0427', { ambulance: {} }),
    ['reasonCode', 'miles', 'pickUp', 'dropOff'].map((name) => `reject /lines/0/ambulance/${name}`),
  ),
  one('a transport no line is for: reason without miles', {}, ['reject /ambulance/miles'], { ambulance: noMiles }),
  one('a transport no line is for: miles without reason', {}, ['reject /ambulance/reasonCode'], {
    ambulance: noReason,
  }),
  one('a transport no line is for, with neither', {}, [], { ambulance: {} }),
  one('reason without miles on a line that is none', { ambulance: noMiles }, ['reject /lines/0/ambulance/miles']),
  one('conditions of ambulances', trip('A0427'), [], {
    ambulance: {
      ...whole,
      conditions: [
        { applies: true, codes: ['01', '04', '05', '06', '07'] },
        { applies: false, codes: ['08', '09', '12'] },
      ],
    },
  }),
  one('conditions that are none', trip('A0427'), ['reject /ambulance/conditions/0'], {
    ambulance: saying('01', '02', '03'),
  }),
  one('conditions that are none, on the line', trip('A0427', { ambulance: saying('38') }), [
    'reject /lines/0/ambulance/conditions/0',
  ]),
  given('one of two lines is told of', lines(trip('A0427', { ambulance: whole }), trip('A0425')), ['warn /ambulance']),
];

const sent = (controlNumber?: string, transmissionCode = 'FX') => ({
  reportTypeCode: 'OB',
  transmissionCode: transmissionCode as 'FX',
  ...(controlNumber ? { controlNumber } : {}),
});
const attachments = [
  ...['BM', 'EL', 'EM', 'FT', 'FX'].map((code) =>
    given(`sent by ${code}, no number`, { attachments: [sent(undefined, code)] }, [
      'reject /attachments/0/controlNumber',
    ]),
  ),
  given('kept, no number', { attachments: [sent(undefined, 'AA')] }, []),
  given('kept, with a number', { attachments: [sent('ATT-1', 'AA')] }, []),
  given('one number for two', { attachments: [sent('ATT-1'), sent('ATT-2'), sent('ATT-1')] }, [
    'reject /attachments/2/controlNumber',
  ]),
  given('one number for two, one of them kept', { attachments: [sent('ATT-1'), sent('ATT-1', 'AA')] }, [
    'reject /attachments/1/controlNumber',
  ]),
  one(
    'one number for the claim and its line',
    { attachments: [sent('ATT-1')] },
    ['reject /lines/0/attachments/0/controlNumber'],
    { attachments: [sent('ATT-1')] },
  ),
  one('of the line, no number', { attachments: [sent('ATT-1'), sent()] }, [
    'reject /lines/0/attachments/1/controlNumber',
  ]),
];

const referral = (referred: boolean, ...codes: ('AV' | 'NU' | 'S2' | 'ST')[]) => ({
  epsdtReferral: { referred, codes },
});
const vision = (...codes: string[]) => ({
  visionConditions: [
    { category: 'E1' as const, applies: true, codes: ['L1'] },
    { category: 'E3' as const, applies: true, codes },
  ],
});
const equipped = (...codes: string[]) => ({ medicalEquipment: { conditions: { applies: true, codes } } });
const conditions = [
  given('no referral', referral(false, 'NU'), []),
  given('no referral, and another code besides', referral(false, 'NU', 'AV'), ['reject /epsdtReferral/codes']),
  given('a referral, and NU', referral(true, 'S2', 'NU'), ['reject /epsdtReferral/codes']),
  given('a referral', referral(true, 'AV', 'ST'), []),
  given('lenses for all reasons', vision('L1', 'L2', 'L3', 'L4', 'L5'), []),
  given('lenses for none', vision('L2', 'L6'), ['reject /visionConditions/1/codes']),
  one('equipment', equipped('38', 'ZV'), []),
  one('equipment, another code', equipped('38', '39'), ['reject /lines/0/medicalEquipment/conditions/codes']),
  given('equipment of the second line', lines({}, equipped('01')), [
    'reject /lines/1/medicalEquipment/conditions/codes',
  ]),
];

const form = { kind: 'UT' as const, code: '484.3', answers: [{ question: '1A', text: '56' }] };
const initial = { type: 'initial' as const, months: 12 };
const oxygen = (
  words: string,
  medicalEquipment: LineChange['medicalEquipment'],
  expects: string[],
  more: LineChange = {},
  encounter: object = {},
) => one(words, { procedureCode: 'E1390', modifiers: ['RR'], medicalEquipment, ...more }, expects, encounter);
const at = (member: string) => `reject /lines/0/${member}`;
const begun = { dates: { beginTherapy: '2026-03-01' } };
const certificates = [
  oxygen('no equipment', undefined, []),
  oxygen('no certificate', { forms: [] }, []),
  oxygen(
    'a certificate for Medicare',
    { certificateTransmissionCode: 'AB' },
    [at('medicalEquipment/certificateTransmissionCode')],
    {},
    medicare,
  ),
  oxygen('a certification alone, for Medicare', { certification: initial }, [], begun, medicare),
  oxygen(
    'a form for Medicare, the last day it took one',
    { forms: [form], certification: initial },
    [],
    { ...begun, serviceFrom: '2022-12-31' },
    medicare,
  ),
  oxygen(
    'a form for Medicare, the first day it took none',
    { forms: [form], certification: initial },
    [at('medicalEquipment/forms')],
    { serviceFrom: '2023-01-01' },
    medicare,
  ),
  oxygen(
    'a form for another payer, no certification',
    { forms: [form] },
    [at('medicalEquipment/certification')],
    {},
    covered({}),
  ),
  oxygen('a certification that never began', { certification: initial }, [at('dates/beginTherapy')]),
  oxygen(
    'a renewal without its day',
    { certification: { ...initial, type: 'renewal' } },
    [at('dates/certificationRevision')],
    begun,
  ),
  oxygen('a revision without any day', { certification: { ...initial, type: 'revised' } }, [
    at('dates/beginTherapy'),
    at('dates/certificationRevision'),
  ]),
  oxygen('a renewal with its day', { certification: { ...initial, type: 'renewal' } }, [], {
    dates: { beginTherapy: '2026-03-01', certificationRevision: '2026-03-02' },
  }),
];

const bought = (provider: object) => ({ purchasedService: { provider, chargeCents: 4000 } }) as LineChange;
const amounts = [
  one('tax and postage, the whole charge', { salesTaxCents: 10_000, postageCents: 5000 }, []),
  one('tax and postage, a cent more', { salesTaxCents: 10_000, postageCents: 5001 }, [at('salesTaxCents')]),
  one('postage alone, a cent more', { postageCents: 15_001 }, [at('postageCents')]),
  one('neither', { chargeCents: 0 }, []),
  one('bought from nobody', bought({ lastName: 'Seller' }), [at('purchasedService/provider')]),
  one('bought from a number', bought({ npi: '1234567893' }), []),
  given('of the second line', lines({}, bought({ lastName: 'Seller' })), ['reject /lines/1/purchasedService/provider']),
];

export const supplementCases: VerdictTable = {
  ST016: ambulances,
  ST017: attachments,
  ST018: conditions,
  ST019: certificates,
  ST020: amounts,
};
