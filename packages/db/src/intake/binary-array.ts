const headerBytes = 20;
const elementTypes = { text: 25, bytea: 17 } as const;

/**
 * Encodes a one-dimensional PostgreSQL array in the binary format (array_recv). The text format would escape every quotation
 * mark of every document twice, once here and once in the server. Null elements are SQL null.
 */
export function binaryArray(
  type: keyof typeof elementTypes,
  elements: readonly (string | Uint8Array | null | undefined)[],
): Buffer {
  const lengths = elements.map((element) => {
    if (element === null || element === undefined) return -1;
    return typeof element === 'string' ? Buffer.byteLength(element) : element.byteLength;
  });
  const size = lengths.reduce((sum, length) => sum + 4 + Math.max(length, 0), headerBytes);
  const buffer = Buffer.allocUnsafe(size);
  buffer.writeInt32BE(elements.length === 0 ? 0 : 1, 0);
  buffer.writeInt32BE(lengths.includes(-1) ? 1 : 0, 4);
  buffer.writeInt32BE(elementTypes[type], 8);
  buffer.writeInt32BE(elements.length, 12);
  buffer.writeInt32BE(1, 16);
  let offset = headerBytes;
  for (let index = 0; index < elements.length; index += 1) {
    const element = elements[index];
    const length = lengths[index] ?? -1;
    buffer.writeInt32BE(length, offset);
    offset += 4;
    if (typeof element === 'string') buffer.write(element, offset);
    else if (element) buffer.set(element, offset);
    if (length > 0) offset += length;
  }
  return elements.length === 0 ? buffer.subarray(0, 12) : buffer;
}
