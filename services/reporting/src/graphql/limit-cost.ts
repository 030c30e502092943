import {
  type ASTVisitor,
  type FieldNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { defaultPage, largestPage } from './page.ts';

/** Root fields that sum over everything the tenant has; each counts like a page of rows. */
const sumFields: ReadonlySet<string> = new Set([
  'claimsByStatus',
  'encountersByStatus',
  'findingsByRule',
  'paymentTimeliness',
  'paymentTimelinessByPayer',
  'receivablesAgeing',
  'payers',
  'ruleEffectiveness',
  'codeSetDiff',
]);
const sumCost = 500;
/** Counts over everything a filter leaves, wherever it stands. */
const groupField = 'groups';

/**
 * A rule that refuses a query whose fields, counted once a row of every page they stand under, are more than `most`. It is judged
 * from the text alone, before anything is read; a page size that comes as a variable counts as the largest.
 */
export function limitCost(most: number): ValidationRule {
  return (context: ValidationContext): ASTVisitor => ({
    OperationDefinition: (operation) => {
      const cost = new CostCount(context).of(operation.selectionSet, true);
      if (cost <= most) return;
      context.reportError(
        new GraphQLError(
          `This query may answer ${cost} fields; ${most} is the most. Ask for smaller pages or fewer fields.`,
          { nodes: operation, extensions: { code: 'QUERY_TOO_COSTLY' } },
        ),
      );
    },
  });
}

class CostCount {
  readonly #context: ValidationContext;
  // Fragments are counted once each, so that fragments of fragments cost no time; a cycle is another rule's to report.
  readonly #fragments = new Map<string, number>();

  constructor(context: ValidationContext) {
    this.#context = context;
  }

  of(selections: SelectionSetNode, isRoot: boolean): number {
    let cost = 0;
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FIELD) cost += this.#field(selection, isRoot);
      else if (selection.kind === Kind.INLINE_FRAGMENT) cost += this.of(selection.selectionSet, isRoot);
      else cost += this.#fragment(selection.name.value);
    }
    return cost;
  }

  #field(field: FieldNode, isRoot: boolean): number {
    const name = field.name.value;
    const own = (isRoot && sumFields.has(name)) || name === groupField ? sumCost : 1;
    if (!field.selectionSet) return own;
    return own + this.of(field.selectionSet, false) * rowsOf(field, isRoot);
  }

  #fragment(name: string): number {
    const known = this.#fragments.get(name);
    if (known !== undefined) return known;
    this.#fragments.set(name, 0);
    const fragment = this.#context.getFragment(name);
    const cost = fragment ? this.of(fragment.selectionSet, rootTypes.has(fragment.typeCondition.name.value)) : 0;
    this.#fragments.set(name, cost);
    return cost;
  }
}

const rootTypes: ReadonlySet<string> = new Set(['Query', 'Mutation']);

/** Root fields that answer rows, and how many to expect where no page size is given. */
const usualRows: Readonly<Record<string, number>> = {
  claims: defaultPage,
  encounters: defaultPage,
  tasks: defaultPage,
  whatIfs: defaultPage,
  whatIfEncounters: defaultPage,
  batches: defaultPage,
  inboundFiles: defaultPage,
  rules: 150,
  ruleSettings: 100,
  codeSetEditions: 100,
  changeTasks: largestPage,
};

function rowsOf(field: FieldNode, isRoot: boolean): number {
  const first = field.arguments?.find((argument) => argument.name.value === 'first')?.value;
  if (first?.kind === Kind.INT) return Number(first.value);
  if (first?.kind === Kind.VARIABLE) return largestPage;
  return isRoot ? (usualRows[field.name.value] ?? 1) : 1;
}
