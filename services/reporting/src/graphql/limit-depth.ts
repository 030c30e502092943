import {
  type ASTVisitor,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** What clients read to know the schema: as deep as types are wrapped, and bounded by a rule of GraphQL's own. */
const introspection: ReadonlySet<string> = new Set(['__schema', '__type']);

/** A rule that refuses a query whose fields stand more than `most` levels deep, through fragments too. Reading the schema is left out. */
export function limitDepth(most: number): ValidationRule {
  return (context: ValidationContext): ASTVisitor => ({
    OperationDefinition: (operation) => {
      const depth = new Depth(context).of(operation.selectionSet);
      if (depth <= most) return;
      context.reportError(
        new GraphQLError(`The query depth of ${depth} is more than ${most}, the most there may be.`, {
          nodes: operation,
          extensions: { code: 'QUERY_TOO_DEEP' },
        }),
      );
    },
  });
}

class Depth {
  readonly #context: ValidationContext;
  // Fragments are measured once each, so that fragments of fragments cost no time; a cycle is another rule's to report.
  readonly #fragments = new Map<string, number>();

  constructor(context: ValidationContext) {
    this.#context = context;
  }

  of(selections: SelectionSetNode): number {
    let deepest = 0;
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) deepest = Math.max(deepest, this.#fragment(selection.name.value));
      else if (selection.kind === Kind.INLINE_FRAGMENT) deepest = Math.max(deepest, this.of(selection.selectionSet));
      else if (!introspection.has(selection.name.value)) {
        deepest = Math.max(deepest, 1 + (selection.selectionSet ? this.of(selection.selectionSet) : 0));
      }
    }
    return deepest;
  }

  #fragment(name: string): number {
    const known = this.#fragments.get(name);
    if (known !== undefined) return known;
    this.#fragments.set(name, 0);
    const fragment = this.#context.getFragment(name);
    const depth = fragment ? this.of(fragment.selectionSet) : 0;
    this.#fragments.set(name, depth);
    return depth;
  }
}
