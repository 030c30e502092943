import { ClaimBalance } from './claim-balance.ts';
import type { ElementCuts } from './grammar/element-cuts.ts';
import type { SegmentRule } from './grammar/grammar.ts';
import { InstitutionalSituations } from './institutional-check.ts';
import type { SegmentLocation, SetContext } from './report.ts';

/** Qualifiers (C022-1) of diagnoses and procedures by ICD-10, and by ICD-9. */
const icd10 = new Set(['ABK', 'ABF', 'ABJ', 'APR', 'ABN', 'BBR', 'BBQ']);
const icd9 = new Set(['BK', 'BF', 'BJ', 'PR', 'BN', 'BR', 'BQ']);

interface OpenClaim {
  location: SegmentLocation;
  frequency: string;
  isAutoAccident: boolean;
  hasAccidentDate: boolean;
  hasOriginalNumber: boolean;
  diagnoses: number;
  /** Whether its HI name codes of ICD-10 and of ICD-9. */
  hasIcd10: boolean;
  hasIcd9: boolean;
  lines: number;
  balance: ClaimBalance;
  institutional: InstitutionalSituations | undefined;
}

/** What segments of an 837 ask of each other (SNIP 4) and whether its money adds up (SNIP 3). Holds one claim at a time. */
export class ClaimCheck {
  private readonly context: SetContext;
  private readonly isInstitutional: boolean;
  private subscriber: { isPatient: boolean; has: Set<string>; judged: boolean; location: SegmentLocation } | undefined;
  private level = '';
  private claim: OpenClaim | undefined;
  private destination = '';
  /** The loop of an N3 that has just passed. */
  private street = '';

  constructor(context: SetContext, isInstitutional: boolean) {
    this.context = context;
    this.isInstitutional = isInstitutional;
  }

  segment(rule: SegmentRule, cuts: ElementCuts): void {
    const { id } = rule;
    this.judgeAddress(rule);
    if (id === 'HL') this.enterLevel(cuts);
    else if (id === 'CLM') this.enterClaim(cuts);
    else if (this.claim) this.inClaim(this.claim, rule, cuts);
    else if (id === 'SBR') {
      this.destination = cuts.value(1);
      const isPatient = cuts.value(2) === '18';
      this.subscriber = { isPatient, has: new Set(), judged: false, location: this.context.location() };
    } else if (rule.loop.name === '2010BA') {
      this.subscriber?.has.add(id);
      if (id === 'NM1' && cuts.value(2) === '1' && cuts.isEmpty(9)) {
        this.situation('NM109 of 2010BA is empty: a person has a member id', 9);
      }
    }
  }

  end(): void {
    this.finishClaim();
  }

  /** Where an address may be left out, N3 and N4 still come together. */
  private judgeAddress(rule: SegmentRule): void {
    const isCity = rule.id === 'N4' && !rule.required;
    if (this.street !== '' && rule.id !== 'N4') this.situation(`N3 of ${this.street} stands without N4`, 0);
    else if (isCity && this.street !== rule.loop.name) this.situation(`N4 of ${rule.loop.name} stands without N3`, 0);
    this.street = rule.id === 'N3' && !rule.required ? rule.loop.name : '';
  }

  private enterLevel(cuts: ElementCuts): void {
    this.finishClaim();
    this.level = cuts.value(3);
    if (this.level === '20' || this.level === '22') this.subscriber = undefined;
    if (this.level === '23' && this.subscriber?.isPatient) {
      this.situation('A patient level (2000C) stands under a subscriber whom SBR02 calls the patient', 3);
    }
  }

  private enterClaim(cuts: ElementCuts): void {
    this.finishClaim();
    this.judgeSubscriber();
    const frequency = cuts.component(5, 3);
    this.claim = {
      location: this.context.location(),
      frequency,
      isAutoAccident: ['1', '2'].some((component) => cuts.component(11, Number(component)) === 'AA'),
      hasAccidentDate: false,
      hasOriginalNumber: false,
      diagnoses: 0,
      hasIcd10: false,
      hasIcd9: false,
      lines: 0,
      balance: new ClaimBalance(this.context, cuts),
      institutional: this.isInstitutional ? new InstitutionalSituations(this.context, cuts) : undefined,
    };
    if (this.claim.isAutoAccident && cuts.component(11, 4) === '' && cuts.component(11, 5) === '') {
      this.situation('CLM11-4 is empty: an auto accident names its state', 11, 4);
    }
  }

  /** Once a subscriber, at the first claim: who is the patient has an address and a birth date. */
  private judgeSubscriber(): void {
    const { subscriber } = this;
    if (!subscriber || subscriber.judged) return;
    subscriber.judged = true;
    if (this.level === '22' && !subscriber.isPatient) {
      this.situation('The claim stands under a subscriber whom SBR02 does not call the patient: 2000C is missing', 0);
    }
    if (this.level !== '22' || !subscriber.isPatient) return;
    for (const id of ['N3', 'N4', 'DMG']) {
      if (subscriber.has.has(id)) continue;
      const message = `${id} of 2010BA is missing: the subscriber is the patient`;
      this.context.report({ rule: 'situation', snipType: 4, message, at: subscriber.location });
    }
  }

  private inClaim(claim: OpenClaim, rule: SegmentRule, cuts: ElementCuts): void {
    const { id } = rule;
    const loop = rule.loop.name;
    claim.institutional?.segment(rule, cuts);
    if (id === 'LX') this.enterLine(claim, cuts);
    else if (id === 'HI') this.takeCodes(claim, cuts);
    else if (id === 'SV1') this.judgePointers(claim, cuts);
    else if (id === 'REF' && loop === '2300' && cuts.key(1) === 'F8') claim.hasOriginalNumber = true;
    else if (id === 'DTP' && loop === '2300') this.takeDate(claim, cuts);
    else if (id === 'SBR' && loop === '2320' && cuts.value(1) === this.destination) {
      this.warn('SBR01 names the responsibility that the destination payer has already', 1);
    }
    claim.balance.segment(rule, cuts);
  }

  private enterLine(claim: OpenClaim, cuts: ElementCuts): void {
    claim.lines += 1;
    if (cuts.value(1) !== String(claim.lines)) {
      this.situation(`LX01 is not ${claim.lines}: lines are numbered from 1, one by one`, 1);
    }
  }

  private takeDate(claim: OpenClaim, cuts: ElementCuts): void {
    const qualifier = cuts.key(1);
    if (qualifier === '439') claim.hasAccidentDate = true;
    else if (qualifier === '314' && cuts.value(2) !== 'RD8') {
      this.situation('DTP02 is not RD8: a disability of which both ends are told (314) is a period', 2);
    } else if ((qualifier === '360' || qualifier === '361') && cuts.value(2) !== 'D8') {
      this.situation('DTP02 is not D8: of this disability only one end is told (360, 361)', 2);
    }
  }

  /**
   * Counts the diagnoses. A claim names its codes by one revision of the ICD (45 CFR 162.1002); sample files that are called valid do
   * not, so that is a warning.
   */
  private takeCodes(claim: OpenClaim, cuts: ElementCuts): void {
    const first = cuts.key(1);
    if (first === 'ABK' || first === 'BK') claim.diagnoses = cuts.count;
    const wereMixed = claim.hasIcd10 && claim.hasIcd9;
    for (let element = 1; element <= cuts.count; element += 1) {
      const qualifier = cuts.component(element, 1);
      claim.hasIcd10 ||= icd10.has(qualifier);
      claim.hasIcd9 ||= icd9.has(qualifier);
      if (!wereMixed && claim.hasIcd10 && claim.hasIcd9) {
        this.warn('HI names codes of ICD-9 and of ICD-10 in one claim', element, 1);
        return;
      }
    }
  }

  /**
   * The first pointer must meet a diagnosis: it says why the line was done. Payers let a further one pass that points at none, so
   * that is a warning.
   */
  private judgePointers(claim: OpenClaim, cuts: ElementCuts): void {
    if (claim.diagnoses === 0) return;
    for (let component = 1; component <= 4; component += 1) {
      const pointer = cuts.component(7, component);
      if (!/^\d{1,2}$/.test(pointer) || Number(pointer) <= claim.diagnoses) continue;
      const message = `SV107-${component} points at a diagnosis that the claim has not`;
      if (component === 1) this.situation(message, 7, component);
      else this.warn(message, 7, component);
    }
  }

  private finishClaim(): void {
    const { claim } = this;
    this.claim = undefined;
    if (!claim) return;
    const at = claim.location;
    if ((claim.frequency === '7' || claim.frequency === '8') && !claim.hasOriginalNumber) {
      const message = 'REF*F8 is missing: a replacement or void names the control number the payer gave';
      this.context.report({ rule: 'situation', snipType: 4, message, element: 5, component: 3, at });
    }
    if (claim.isAutoAccident && !claim.hasAccidentDate) {
      const message = 'DTP*439 is missing: an auto accident has its date';
      this.context.report({ rule: 'situation', snipType: 4, message, element: 11, at });
    }
    claim.institutional?.end();
    claim.balance.end();
  }

  private situation(message: string, element: number, component = 0): void {
    this.context.report({ rule: 'situation', snipType: 4, message, ...numbered(element, component) });
  }

  private warn(message: string, element: number, component = 0): void {
    this.context.report({
      rule: 'situation',
      snipType: 4,
      severity: 'warning',
      message,
      ...numbered(element, component),
    });
  }
}

function numbered(element: number, component: number): { element?: number; component?: number } {
  return { ...(element > 0 ? { element } : {}), ...(component > 0 ? { component } : {}) };
}
