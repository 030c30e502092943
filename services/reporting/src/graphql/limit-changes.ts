import {
  type ASTVisitor,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/**
 * A rule that refuses a document of more than `most` changes, aliases and fragments counted. Each is a request to the gateway, made
 * while the one that asked waits.
 */
export function limitChanges(most: number): ValidationRule {
  return (context: ValidationContext): ASTVisitor => ({
    OperationDefinition: (operation) => {
      if (operation.operation !== OperationTypeNode.MUTATION) return;
      const changes = new ChangeCount(context).of(operation.selectionSet);
      if (changes <= most) return;
      const message = `This document makes ${changes} changes; ${most} is the most. The same for many tasks is one change: changeTasks.`;
      context.reportError(new GraphQLError(message, { nodes: operation, extensions: { code: 'TOO_MANY_CHANGES' } }));
    },
  });
}

class ChangeCount {
  readonly #context: ValidationContext;
  // Fragments are counted once each, so that fragments of fragments cost no time; a cycle is another rule's to report.
  readonly #fragments = new Map<string, number>();

  constructor(context: ValidationContext) {
    this.#context = context;
  }

  of(selections: SelectionSetNode): number {
    let count = 0;
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FIELD) count += 1;
      else if (selection.kind === Kind.INLINE_FRAGMENT) count += this.of(selection.selectionSet);
      else count += this.#fragment(selection.name.value);
    }
    return count;
  }

  #fragment(name: string): number {
    const known = this.#fragments.get(name);
    if (known !== undefined) return known;
    this.#fragments.set(name, 0);
    const fragment = this.#context.getFragment(name);
    const count = fragment ? this.of(fragment.selectionSet) : 0;
    this.#fragments.set(name, count);
    return count;
  }
}
