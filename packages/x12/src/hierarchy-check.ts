import type { ElementCuts } from './grammar/element-cuts.ts';
import type { SegmentLocation, SetContext } from './report.ts';

interface Level {
  depth: number;
  number: string;
  hasChildren: string;
  children: number;
  location: SegmentLocation;
}

/** HL03 of the level above: 837 has 20 → 22 → 23, 277CA has 20 → 21 → 19 → PT. */
const usualDepths: Readonly<Record<string, number>> = { '20': 0, '22': 1, '23': 2, '21': 1, '19': 2, PT: 3 };
/** 276 and 277 have 20 → 21 → 19 → 22 → 23. */
const statusDepths: Readonly<Record<string, number>> = { '20': 0, '21': 1, '19': 2, '22': 3, '23': 4 };

/** HL01 counts on by one, HL02 names the level above, HL04 says truly whether levels follow below. Holds one level a depth. */
export class HierarchyCheck {
  private readonly context: SetContext;
  private readonly depths: Readonly<Record<string, number>>;
  private readonly open: Level[] = [];
  private count = 0;

  /** `transaction`: the grammar's name. */
  constructor(context: SetContext, transaction: string) {
    this.context = context;
    this.depths = transaction === '276' || transaction === '277' ? statusDepths : usualDepths;
  }

  /** Takes an HL segment. */
  level(cuts: ElementCuts): void {
    this.count += 1;
    const number = cuts.value(1);
    if (number !== String(this.count)) {
      this.complain(`HL01 is not ${this.count}: levels are numbered from 1, one by one`, 1);
    }
    const depth = this.depths[cuts.value(3)];
    if (depth === undefined) return;
    this.close(depth);
    const parent = this.open.at(-1);
    if (parent && parent.depth === depth - 1) {
      parent.children += 1;
      if (cuts.value(2) !== parent.number) this.complain('HL02 does not name the level above', 2);
    } else if (depth > 0) this.complain('HL stands under no level that it can belong to', 3);
    this.open.push({ depth, number, hasChildren: cuts.value(4), children: 0, location: this.context.location() });
  }

  /** Ends the set. */
  end(): void {
    this.close(0);
  }

  private close(depth: number): void {
    for (let level = this.open.at(-1); level && level.depth >= depth; level = this.open.at(-1)) {
      this.open.pop();
      if (level.hasChildren === '1' && level.children === 0) {
        this.complain('HL04 says that levels follow below, and none does', 4, level.location);
      } else if (level.hasChildren === '0' && level.children > 0) {
        this.complain('HL04 says that no level follows below, and one does', 4, level.location);
      }
    }
  }

  private complain(message: string, element: number, at?: SegmentLocation): void {
    this.context.report({ rule: 'hierarchy', snipType: 4, message, element, ...(at ? { at } : {}) });
  }
}
