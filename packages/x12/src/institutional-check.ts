import type { ElementCuts } from './grammar/element-cuts.ts';
import type { SegmentRule } from './grammar/grammar.ts';
import type { SegmentLocation, SetContext } from './report.ts';

/** Facility and classification (CLM05-1) of stays: these have an admission. */
const inpatientBills = new Set(['11', '12', '18', '21', '22', '28', '41', '65', '66', '86']);
const stillPatient = '30';

/** What an institutional claim asks of its own segments: who attended, and for a stay when and how it began and ended. */
export class InstitutionalSituations {
  private readonly context: SetContext;
  private readonly location: SegmentLocation;
  private readonly isInpatient: boolean;
  private readonly frequency: string;
  private hasAttending = false;
  private hasAdmission = false;
  private cl1: { hasType: boolean; hasSource: boolean; status: string; location: SegmentLocation } | undefined;

  /** Begins at CLM. */
  constructor(context: SetContext, cuts: ElementCuts) {
    this.context = context;
    this.location = context.location();
    this.isInpatient = inpatientBills.has(cuts.component(5, 1));
    this.frequency = cuts.component(5, 3);
  }

  segment(rule: SegmentRule, cuts: ElementCuts): void {
    if (rule.id === 'NM1') this.hasAttending ||= rule.loop.name === '2310A';
    else if (rule.id === 'DTP') this.hasAdmission ||= rule.loop.name === '2300' && cuts.key(1) === '435';
    else if (rule.id === 'CL1') {
      this.cl1 = {
        hasType: !cuts.isEmpty(1),
        hasSource: !cuts.isEmpty(2),
        status: cuts.value(3),
        location: this.context.location(),
      };
    }
  }

  end(): void {
    if (!this.hasAttending) {
      this.complain(
        'NM1*71 (2310A) is missing: only a claim for unscheduled transport goes without attending provider',
      );
    }
    if (!this.isInpatient) return;
    if (!this.hasAdmission) this.complain('DTP*435 is missing: a stay has its date and hour of admission');
    const { cl1 } = this;
    if (!cl1) return;
    if (!cl1.hasType) this.complain('CL101 is empty: a stay has its type of admission', cl1.location, 1);
    if (!cl1.hasSource) this.complain('CL102 is empty: a stay has its point of origin', cl1.location, 2);
    const isInterim = this.frequency === '2' || this.frequency === '3';
    const isOver = this.frequency === '1' || this.frequency === '4';
    if (isInterim && cl1.status !== stillPatient) {
      this.complain('CL103 is not 30: an interim bill is for somebody who is still a patient', cl1.location, 3);
    } else if (isOver && cl1.status === stillPatient) {
      this.complain(
        'CL103 is 30: the bill of a whole stay, or its last, is for somebody who has left',
        cl1.location,
        3,
      );
    }
  }

  private complain(message: string, at = this.location, element?: number): void {
    this.context.report({ rule: 'situation', snipType: 4, message, at, ...(element ? { element } : {}) });
  }
}
