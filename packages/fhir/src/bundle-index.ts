import { Element, isJsonObject, type JsonObject } from './element.ts';
import type { Issues } from './operation-outcome.ts';

/** One resource of a Bundle, or one contained in another. Its `path` is its identity. */
export class Resource {
  readonly type: string;
  readonly id: string | undefined;
  readonly fullUrl: string | undefined;
  readonly entryIndex: number;
  readonly path: string;
  readonly content: JsonObject;
  /** The resource whose `contained` list "#id" references look into: itself, or the one that contains it. */
  readonly root: Resource;

  constructor(content: JsonObject, place: { path: string; entryIndex: number; fullUrl?: string; root?: Resource }) {
    this.type = typeof content.resourceType === 'string' ? content.resourceType : '';
    this.id = typeof content.id === 'string' && content.id.trim() ? content.id.trim() : undefined;
    this.fullUrl = place.fullUrl;
    this.entryIndex = place.entryIndex;
    this.path = place.path;
    this.content = content;
    this.root = place.root ?? this;
  }

  /** The resource as an element whose faults are reported to `issues`. */
  read(issues: Issues): Element {
    return new Element(this.content, this.path, issues);
  }
}

/** What a reference leads to. `ambiguous`: several entries answer to it, and picking one would be a guess. */
export type Resolution = { found: Resource } | { missing: 'absent' | 'ambiguous' };

const historySuffix = /\/_history\/[^/]+$/;
const restfulTail = /(?:^|\/)([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})$/;

/** Finds resources by what references call them (R4, Bundle, "Resolving references in Bundles"). */
export class BundleIndex {
  readonly resources: readonly Resource[];
  readonly #byUrl = new Map<string, Resource[]>();
  readonly #byTypeAndId = new Map<string, Resource[]>();
  readonly #byIdentifier = new Map<string, Resource[]>();

  constructor(resources: readonly Resource[]) {
    this.resources = resources;
    for (const resource of resources) {
      const names = new Set<string>();
      if (resource.fullUrl !== undefined) {
        add(this.#byUrl, resource.fullUrl, resource);
        const tail = restfulTail.exec(resource.fullUrl)?.[1];
        if (tail) names.add(tail);
      }
      if (resource.id !== undefined) names.add(`${resource.type}/${resource.id}`);
      for (const name of names) add(this.#byTypeAndId, name, resource);
      for (const name of identifierNames(resource)) add(this.#byIdentifier, name, resource);
    }
  }

  /** All resources of one type, in Bundle order. */
  ofType(type: string): Resource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** Whether another entry has the same fullUrl. */
  isAmbiguous(resource: Resource): boolean {
    return resource.fullUrl !== undefined && (this.#byUrl.get(resource.fullUrl)?.length ?? 0) > 1;
  }

  /**
   * Follows a literal reference: "#id", a fullUrl, "Type/id", either of the latter with "/_history/…", or a conditional
   * "Type?identifier=system|value". An absolute URL no fullUrl repeats is matched by its "Type/id" among the entries that
   * have no fullUrl of their own, since nothing there contradicts it.
   */
  resolve(reference: string, holder: Resource): Resolution {
    if (reference.startsWith('#')) return containedIn(holder.root, reference.slice(1));
    const plain = reference.replace(historySuffix, '');
    const byUrl = this.#byUrl.get(plain);
    if (byUrl) return one(byUrl);
    if (plain.includes('?')) return one(this.#byIdentifier.get(decode(plain)) ?? []);
    const named = this.#byTypeAndId.get(restfulTail.exec(plain)?.[1] ?? '') ?? [];
    const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test(plain);
    return one(isAbsolute ? named.filter((resource) => resource.fullUrl === undefined) : named);
  }
}

function add(map: Map<string, Resource[]>, key: string, resource: Resource): void {
  const list = map.get(key);
  if (list) list.push(resource);
  else map.set(key, [resource]);
}

function one(candidates: readonly Resource[]): Resolution {
  const first = candidates[0];
  if (!first) return { missing: 'absent' };
  return candidates.length === 1 ? { found: first } : { missing: 'ambiguous' };
}

function containedIn(root: Resource, id: string): Resolution {
  // "#" alone is the containing resource itself (R4, references, "Contained Resources").
  if (id === '') return { found: root };
  const list = root.content.contained;
  if (!Array.isArray(list)) return { missing: 'absent' };
  const matches: Resource[] = [];
  list.forEach((content: unknown, index) => {
    if (!isJsonObject(content) || content.id !== id) return;
    matches.push(
      new Resource(content, { path: `${root.path}.contained[${index}]`, entryIndex: root.entryIndex, root }),
    );
  });
  return one(matches);
}

/** The conditional references that could mean a resource: one per identifier. */
function identifierNames(resource: Resource): string[] {
  const list = resource.content.identifier;
  if (!Array.isArray(list)) return [];
  const names = new Set<string>();
  for (const item of list as unknown[]) {
    if (isJsonObject(item) && typeof item.system === 'string' && typeof item.value === 'string') {
      names.add(`${resource.type}?identifier=${item.system}|${item.value}`);
    }
  }
  return [...names];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign is no escape: the text stands for itself.
    return text;
  }
}
