import { institutionalClaimTable } from './institutional-claim-table.ts';
import { professionalClaimTable } from './professional-claim-table.ts';
import type { ElementRule, LoopRule, SegmentRule } from './table-notation.ts';

// A checker of X12 text against tables in the notation of `table-notation.ts`. It shares no code with packages/x12: it splits the text and walks it.

export interface GrammarProblem {
  /**
   * `npi`, `pointer` and `balance` are about what the elements say together; examples in the wild keep the syntax and break
   * these. All others are the guide's syntax.
   */
  rule: 'envelope' | 'structure' | 'element' | 'pair' | 'hierarchy' | 'situation' | 'npi' | 'pointer' | 'balance';
  message: string;
}

interface Segment {
  id: string;
  elements: string[];
  position: number;
}

interface Separators {
  element: string;
  component: string;
  segment: string;
}

const states = new Set(
  (
    'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD ' +
    'TN TX UT VT VA WA WV WI WY AS GU MP PR VI AA AE AP ' +
    // N402 and CLM11-4 name the province of Canada too.
    'AB BC MB NB NL NS NT NU ON PE QC SK YT'
  ).split(' '),
);

/** ISO 3166-1, as the runtime's own tables know it. */
const regionNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const countries = new Set(
  letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => regionNames.of(code) !== undefined),
);

/** A guide as this checker knows it. */
export interface Guide {
  table: LoopRule;
  /** GS01. */
  functionalIdentifier: string;
  /** GS08. */
  versions: readonly string[];
  /** HL03 of a level, and of the level above it. */
  parents: Readonly<Record<string, string>>;
}

const claimParents = { '22': '20', '23': '22' };
const professional: Guide = {
  table: professionalClaimTable,
  functionalIdentifier: 'HC',
  versions: ['005010X222A1', '005010X222'],
  parents: claimParents,
};
const institutional: Guide = {
  table: institutionalClaimTable,
  functionalIdentifier: 'HC',
  versions: ['005010X223A2', '005010X223A1', '005010X223'],
  parents: claimParents,
};

/** 837P: an empty list means that the text keeps every rule of the table. */
export function checkProfessionalClaims(text: string): GrammarProblem[] {
  return checkGuide(text, professional);
}

/** 837I, as above. */
export function checkInstitutionalClaims(text: string): GrammarProblem[] {
  return checkGuide(text, institutional);
}

/** Checks one text with any number of interchanges of one guide. */
export function checkGuide(text: string, guide: Guide): GrammarProblem[] {
  const problems: GrammarProblem[] = [];
  const starts = [...text.matchAll(/ISA[^A-Za-z0-9]/g)].map((match) => match.index);
  if (starts.length === 0 || text.slice(0, starts[0]).trim() !== '') {
    problems.push({ rule: 'envelope', message: 'the text does not begin with ISA' });
  }
  for (const [index, start] of starts.entries()) {
    checkInterchange(text.slice(start, starts[index + 1]), guide, problems);
  }
  return problems;
}

function checkInterchange(text: string, guide: Guide, problems: GrammarProblem[]): void {
  const complain = (message: string) => problems.push({ rule: 'envelope', message });
  const separators = { element: text.charAt(3), component: text.charAt(104), segment: text.charAt(105) };
  const isa = text.slice(0, 105).split(separators.element);
  const widths = [3, 2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1];
  if (isa.length !== 17 || isa.some((element, index) => element.length !== widths[index])) {
    complain('ISA does not have its fixed widths');
    return;
  }
  if (!isDate(`20${isa[9]}`) || !isTime(isa[10] ?? '')) complain('ISA09 or ISA10 is no date and time');
  if (isa[12] !== '00501' || !/^\d{9}$/.test(isa[13] ?? '')) complain('ISA12 or ISA13 is wrong');
  if (!/^[01]$/.test(isa[14] ?? '') || !/^[PT]$/.test(isa[15] ?? '')) complain('ISA14 or ISA15 is wrong');
  const pieces = text.split(separators.segment);
  if ((pieces.pop() ?? '').trim() !== '') complain('text follows the last terminator');
  const segments = pieces.map((piece, index) => toSegment(piece, index + 1, separators));
  const iea = segments.at(-1);
  if (iea?.id !== 'IEA' || iea.elements[2] !== isa[13]) complain('IEA is missing or its number is not ISA13');
  let groups = 0;
  for (let at = 1; at < segments.length - 1; ) {
    groups += 1;
    const end = segments.findIndex((segment, index) => index > at && segment.id === 'GE');
    if (segments[at]?.id !== 'GS' || end < 0) {
      complain(`segment ${at + 1} does not begin a group that ends`);
      return;
    }
    checkGroup(segments.slice(at, end + 1), guide, separators, problems);
    at = end + 1;
  }
  if (iea?.elements[1] !== String(groups)) complain(`IEA01 is not ${groups}`);
}

function toSegment(piece: string, position: number, separators: Separators): Segment {
  const elements = piece.replace(/^[\r\n]+/, '').split(separators.element);
  return { id: elements[0] ?? '', elements, position };
}

function checkGroup(segments: Segment[], guide: Guide, separators: Separators, problems: GrammarProblem[]): void {
  const complain = (message: string) => problems.push({ rule: 'envelope', message });
  const gs = segments[0]?.elements ?? [];
  const ge = segments.at(-1)?.elements ?? [];
  if (gs[1] !== guide.functionalIdentifier || gs[7] !== 'X' || !guide.versions.includes(gs[8] ?? ''))
    complain('GS01, GS07 or GS08');
  if (!isDate(gs[4] ?? '') || !isTime(gs[5] ?? '') || !/^[1-9]\d{0,8}$/.test(gs[6] ?? ''))
    complain('GS04, GS05 or GS06');
  for (const code of [gs[2] ?? '', gs[3] ?? '']) if (code.length < 2 || code.length > 15) complain('GS02 or GS03');
  if (ge[2] !== gs[6]) complain('GE02 is not GS06');
  let sets = 0;
  for (let at = 1; at < segments.length - 1; ) {
    sets += 1;
    const end = segments.findIndex((segment, index) => index > at && segment.id === 'SE');
    if (segments[at]?.id !== 'ST' || end < 0) {
      complain(`segment ${segments[at]?.position} does not begin a set that ends`);
      return;
    }
    checkSet(segments.slice(at, end + 1), guide, separators, problems);
    at = end + 1;
  }
  if (ge[1] !== String(sets)) complain(`GE01 is not ${sets}`);
}

function checkSet(segments: Segment[], guide: Guide, separators: Separators, problems: GrammarProblem[]): void {
  const first = segments[0]?.elements ?? [];
  const last = segments.at(-1)?.elements ?? [];
  if (last[1] !== String(segments.length))
    problems.push({ rule: 'envelope', message: `SE01 is not ${segments.length}` });
  if (last[2] !== first[2]) problems.push({ rule: 'envelope', message: 'SE02 is not ST02' });
  new SetWalk(segments, separators, problems).walk(guide.table);
  checkHierarchy(segments, guide, problems);
  checkSituations(segments, separators, problems);
  for (const [index, { id, elements, position }] of segments.entries()) {
    if ((id === 'N4') !== (segments[index - 1]?.id === 'N3')) {
      problems.push({ rule: 'situation', message: `segment ${position} parts an N3 and N4` });
    }
    if (id === 'NM1' && elements[8] === 'XX' && !isNpi(elements[9] ?? '')) {
      problems.push({ rule: 'npi', message: `segment ${position} has no NPI in NM109` });
    }
  }
}

/** Ten digits, the last of them the Luhn digit over 80840 and the first nine (45 CFR 162.406). */
function isNpi(value: string): boolean {
  if (!/^[12]\d{9}$/.test(value)) return false;
  const digits = [...`80840${value}`].reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** Walks a set along the table; stops at the first segment that has no place. */
class SetWalk {
  private at = 0;
  private readonly segments: Segment[];
  private readonly separators: Separators;
  private readonly problems: GrammarProblem[];

  constructor(segments: Segment[], separators: Separators, problems: GrammarProblem[]) {
    this.segments = segments;
    this.separators = separators;
    this.problems = problems;
  }

  walk(table: LoopRule): void {
    this.walkLoop(table);
    const left = this.segments[this.at];
    if (left) {
      const shown = left.elements.slice(0, 2).join('*');
      this.complain('structure', `segment ${left.position} (${shown}) has no place where it stands`);
    }
  }

  private walkLoop(loop: LoopRule): void {
    let index = 0;
    while (index < loop.parts.length) {
      let end = index + 1;
      while (end < loop.parts.length && sameSegment(loop.parts[index], loop.parts[end])) end += 1;
      this.walkGroup(loop, loop.parts.slice(index, end));
      index = end;
    }
  }

  /** Parts that may stand in any order among themselves. */
  private walkGroup(loop: LoopRule, parts: readonly (SegmentRule | LoopRule)[]): void {
    const used = new Map<SegmentRule | LoopRule, number>();
    for (;;) {
      const segment = this.segments[this.at];
      const part =
        segment &&
        parts.find((candidate) => this.begins(candidate, segment) && (used.get(candidate) ?? 0) < candidate.max);
      if (!segment || !part) break;
      used.set(part, (used.get(part) ?? 0) + 1);
      if (part.kind === 'loop') this.walkLoop(part);
      else {
        this.checkSegment(loop.name, segment, part);
        this.at += 1;
      }
    }
    for (const part of parts) {
      if (!part.required || used.has(part)) continue;
      const what = part.kind === 'loop' ? part.name : `${part.id} ${String(part.elements[0])}`;
      this.complain(
        'structure',
        `${loop.name} lacks ${what} before segment ${this.segments[this.at]?.position ?? 'end'}`,
      );
    }
  }

  private begins(part: SegmentRule | LoopRule, segment: Segment): boolean {
    if (part.kind === 'loop') {
      const [first] = part.parts;
      return first !== undefined && this.begins(first, segment);
    }
    return (
      part.id === segment.id &&
      part.elements.every((rule, index) => this.keyFits(rule, segment.elements[index + 1] ?? ''))
    );
  }

  private keyFits(rule: ElementRule, value: string): boolean {
    if (typeof rule !== 'string')
      return rule[0] === 'S' || this.keyFits(rule[1] ?? '', value.split(this.separators.component)[0] ?? '');
    if (!rule.startsWith('K')) return true;
    return (rule.split(' ')[3] ?? '').replaceAll('_', ' ').split('|').includes(value);
  }

  private checkSegment(loop: string, segment: Segment, rule: SegmentRule): void {
    const place = `${loop} segment ${segment.position} ${segment.id}`;
    if (segment.elements.length - 1 > rule.elements.length) this.complain('element', `${place} has too many elements`);
    if (segment.elements.length > 1 && segment.elements.at(-1) === '')
      this.complain('element', `${place} ends with a separator`);
    for (const [index, element] of rule.elements.entries()) {
      const before = segment.elements[index] ?? '';
      this.checkElement(
        `${place}${String(index + 1).padStart(2, '0')}`,
        element,
        segment.elements[index + 1] ?? '',
        before,
      );
    }
    for (const condition of rule.conditions) {
      if (!keeps(condition, segment.elements)) this.complain('pair', `${place} breaks ${condition}`);
    }
  }

  private checkElement(place: string, rule: ElementRule, value: string, before: string): void {
    if (typeof rule === 'string') {
      this.checkValue(place, rule, value, before);
      return;
    }
    const [usage, ...parts] = rule;
    if (value === '') {
      if (usage === 'R') this.complain('element', `${place} is missing`);
      return;
    }
    const components = value.split(this.separators.component);
    if (components.length > parts.length) this.complain('element', `${place} has too many components`);
    if (components.at(-1) === '') this.complain('element', `${place} ends with a component separator`);
    for (const [index, part] of parts.entries()) {
      this.checkValue(`${place}-${index + 1}`, part, components[index] ?? '', components[index - 1] ?? '');
    }
  }

  private checkValue(place: string, rule: string, value: string, before: string): void {
    const [usage, type = '', length = '', codes] = rule.split(' ');
    if (value === '') {
      if (usage === 'R' || usage === 'K') this.complain('element', `${place} is missing`);
      return;
    }
    if (usage === 'N') {
      this.complain('element', `${place} is not used`);
      return;
    }
    const [least = '0', most = least] = length.split('-');
    const counted = ['R', '$', 'UNITS'].includes(type) ? value.replace(/[-.]/g, '') : value;
    if (counted.length < Number(least) || counted.length > Number(most))
      this.complain('element', `${place} has a wrong length`);
    if (!/^[\x20-\x7e]+$/.test(value) || value !== value.trim())
      this.complain('element', `${place} has characters that may not stand there`);
    if (!hasType(type, value, before)) this.complain('element', `${place} is no ${type}`);
    if (codes && !codes.split('|').includes(value)) this.complain('element', `${place} is none of ${codes}`);
  }

  private complain(rule: GrammarProblem['rule'], message: string): void {
    this.problems.push({ rule, message });
  }
}

/** X12.6 3.8, the five kinds of condition between elements. */
function keeps(condition: string, elements: readonly string[]): boolean {
  const stand = (condition.slice(1).match(/../g) ?? []).map((at) => (elements[Number(at)] ?? '') !== '');
  const [first = false, ...others] = stand;
  switch (condition.charAt(0)) {
    case 'P':
      return stand.every((each) => each === first);
    case 'R':
      return stand.some(Boolean);
    case 'E':
      return stand.filter(Boolean).length < 2;
    case 'C':
      return !first || others.every(Boolean);
    case 'L':
      return !first || others.some(Boolean);
    default:
      throw new Error(`${condition} is no condition`);
  }
}

function sameSegment(left: SegmentRule | LoopRule | undefined, right: SegmentRule | LoopRule | undefined): boolean {
  return left?.kind === 'segment' && right?.kind === 'segment' && left.id === right.id;
}

function hasType(type: string, value: string, before: string): boolean {
  switch (type) {
    case 'N0':
      return /^(0|[1-9]\d*)$/.test(value);
    case 'R':
      return /^-?(0|[1-9]\d*)?(\.\d+)?$/.test(value) && /\d/.test(value);
    case 'UNITS':
      return /^(0|[1-9]\d*)?(\.\d{1,3})?$/.test(value) && /\d/.test(value);
    case '$':
      return /^-?(0|[1-9]\d*)?(\.\d{1,2})?$/.test(value) && /\d/.test(value);
    case 'D8':
      return isDate(value);
    case 'TM':
      return isTime(value);
    case 'DATES': {
      if (before === 'TM') return /^\d{4}$/.test(value) && isTime(value);
      if (before === 'DT') return value.length === 12 && isDate(value.slice(0, 8)) && isTime(value.slice(8));
      const [from = '', to = from] = value.split('-');
      return isDate(from) && isDate(to) && from <= to && (before === 'RD8') === value.includes('-');
    }
    case 'TAXONOMY':
      return /^\d{3}[0-9A-Z]{6}[XY]$/.test(value);
    case 'STATE':
      return states.has(value);
    case 'PLACE':
      return /^(0[1-9]|1\d|2[0-7]|3[1-4]|4[129]|5[0-8]|6[01256]|7[12]|81|99)$/.test(value);
    case 'COUNTRY':
      return countries.has(value);
    case 'SSN':
      return /^\d{9}$/.test(value);
    default:
      return true;
  }
}

function isDate(value: string): boolean {
  const match = /^(\d{4})(\d\d)(\d\d)$/.exec(value);
  if (!match) return false;
  const date = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
  return date.getUTCMonth() === Number(match[2]) - 1 && date.getUTCDate() === Number(match[3]);
}

function isTime(value: string): boolean {
  return /^([01]\d|2[0-3])[0-5]\d([0-5]\d(\d\d)?)?$/.test(value);
}

/** HL01 counts on by one, HL02 names a parent of the right kind, HL04 says truly whether children follow. */
function checkHierarchy(segments: Segment[], guide: Guide, problems: GrammarProblem[]): void {
  const complain = (message: string) => problems.push({ rule: 'hierarchy', message });
  const levels = segments.filter((segment) => segment.id === 'HL').map((segment) => segment.elements);
  const codes = new Map<string, string>();
  for (const [index, [, number = '', parent = '', code = '', hasChildren = '']] of levels.entries()) {
    if (number !== String(index + 1)) complain(`HL01 ${number} is not ${index + 1}`);
    if (codes.get(parent) !== guide.parents[code]) complain(`HL ${number} names ${parent} as its parent`);
    codes.set(number, code);
    const children = levels.some((other) => other[2] === number);
    if (children !== (hasChildren === '1')) complain(`HL04 of ${number} is ${hasChildren}`);
  }
}

/** Rules between segments: who is the patient, pointers, line numbers, replacement references, balance of charges. */
function checkSituations(segments: Segment[], separators: Separators, problems: GrammarProblem[]): void {
  let selfLevel: Segment[] | undefined;
  let claim: Segment[] | undefined;
  const finishSelf = () => {
    for (const id of selfLevel ? ['N3', 'N4', 'DMG'] : []) {
      // 2010BB may have an N3 and N4 of its own: those of 2010BA stand before NM1*PR.
      const end = selfLevel?.findIndex((segment) => segment.id === 'NM1' && segment.elements[1] === 'PR') ?? 0;
      if (!selfLevel?.slice(0, end).some((segment) => segment.id === id)) {
        problems.push({ rule: 'situation', message: `a subscriber who is the patient has no ${id}` });
      }
    }
    selfLevel = undefined;
  };
  const finishClaim = () => {
    if (claim) checkClaim(claim, separators, problems);
    claim = undefined;
  };
  for (const segment of segments) {
    if (segment.id === 'HL' || segment.id === 'SE') {
      finishSelf();
      finishClaim();
    } else if (segment.id === 'CLM') {
      finishSelf();
      finishClaim();
      claim = [];
    } else if (segment.id === 'SBR' && !claim && segment.elements[2] === '18') selfLevel = [];
    (claim ?? selfLevel)?.push(segment);
  }
}

/** DTP02 of a disability: both ends together, or one of them. */
const disabilityFormats: Readonly<Record<string, string>> = { '314': 'RD8', '360': 'D8', '361': 'D8' };

function checkClaim(claim: Segment[], separators: Separators, problems: GrammarProblem[]): void {
  const clm = claim[0]?.elements ?? [];
  const frequency = (clm[5] ?? '').split(separators.component)[2];
  const hasOriginal = claim.some((segment) => segment.id === 'REF' && segment.elements[1] === 'F8');
  if ((frequency === '7' || frequency === '8') && !hasOriginal) {
    problems.push({ rule: 'situation', message: 'frequency 7 or 8 stands without REF*F8' });
  }
  for (const { id, elements } of claim) {
    const told = id === 'DTP' ? disabilityFormats[elements[1] ?? ''] : undefined;
    if (told && elements[2] !== told)
      problems.push({ rule: 'situation', message: `DTP*${elements[1]} is not ${told}` });
  }
  const diagnoses = claim.find((segment) => segment.id === 'HI');
  const count = (diagnoses?.elements.length ?? 1) - 1;
  let cents = 0;
  for (const [index, line] of claim.filter((segment) => segment.id === 'LX').entries()) {
    if (line.elements[1] !== String(index + 1))
      problems.push({ rule: 'situation', message: `LX01 is not ${index + 1}` });
  }
  for (const { elements } of claim.filter((segment) => segment.id === 'SV2')) {
    cents += Math.round(Number(elements[3]) * 100);
  }
  for (const { elements } of claim.filter((segment) => segment.id === 'SV1')) {
    const pointers = (elements[7] ?? '').split(separators.component).map(Number);
    if (pointers.some((pointer) => pointer > count))
      problems.push({ rule: 'pointer', message: `${elements[7]} points past ${count}` });
    cents += Math.round(Number(elements[2]) * 100);
  }
  if (cents !== Math.round(Number(clm[2]) * 100))
    problems.push({ rule: 'balance', message: 'CLM02 is not the sum of SV102' });
}
