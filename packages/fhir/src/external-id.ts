import type { Resource } from './bundle-index.ts';

const uuidUrn = /^urn:uuid:(.+)$/i;

/**
 * The sender's own id of a resource: `id`, else the UUID of a `urn:uuid:` fullUrl, else the last part of its URL.
 * Undefined when the resource cannot be named at all.
 */
export function externalIdOf(resource: Resource): string | undefined {
  if (resource.id !== undefined) return resource.id;
  const { fullUrl } = resource;
  if (fullUrl === undefined) return undefined;
  return uuidUrn.exec(fullUrl)?.[1] ?? (fullUrl.split(/[/:]/).at(-1) || undefined);
}
