import { ArtifactError } from './artifact-error.ts';

/** A file or a folder that the central directory of a zip archive lists. */
export type ZipEntry = {
  readonly name: string;
  readonly isFolder: boolean;
  readonly isDeflated: boolean;
  readonly crc: number;
  readonly compressedBytes: number;
  readonly bytes: number;
  /** Where the compressed bytes begin. */
  readonly dataOffset: number;
};

/** Records of the format, see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
const endSignature = 0x06054b50;
const endBytes = 22;
const maxCommentBytes = 0xffff;
const entrySignature = 0x02014b50;
const entryBytes = 46;
const localSignature = 0x04034b50;
const localBytes = 30;

const isEncrypted = 0x0001;
const stored = 0;
const deflated = 8;
/** A field with this value refers to a Zip64 record. */
const zip64 = 0xffffffff;

/** The host system whose file modes are in the upper half of the external attributes. */
const unix = 3;
const fileTypeMask = 0o170000;
const symbolicLink = 0o120000;

/** More entries than any function has. They are read in less than a second. */
const maxEntries = 50_000;

const corrupt = (what: string): ArtifactError =>
  new ArtifactError('ARTIFACT_CORRUPT', `The zip archive is damaged: ${what}.`);

const unsupported = (what: string): ArtifactError =>
  new ArtifactError('ARTIFACT_UNREADABLE', `The local stack does not read ${what}.`);

const quoted = (name: string): string => JSON.stringify(name);

const findEnd = (zip: Buffer): number => {
  const first = Math.max(0, zip.length - endBytes - maxCommentBytes);
  for (let offset = zip.length - endBytes; offset >= first; offset -= 1) {
    if (zip.readUInt32LE(offset) !== endSignature) continue;
    if (offset + endBytes + zip.readUInt16LE(offset + 20) === zip.length) return offset;
  }
  throw new ArtifactError('ARTIFACT_UNREADABLE', 'The file is not a zip archive.');
};

type Listed = Omit<ZipEntry, 'dataOffset'> & { readonly localOffset: number };

const readListed = (zip: Buffer, offset: number, name: string): Listed => {
  const method = zip.readUInt16LE(offset + 10);
  const flags = zip.readUInt16LE(offset + 8);
  if (flags & isEncrypted) throw unsupported(`the encrypted ${quoted(name)}`);
  if (method !== stored && method !== deflated) {
    throw unsupported(`the compression method ${method} of ${quoted(name)}`);
  }
  const mode = zip.readUInt32LE(offset + 38) >>> 16;
  if (zip[offset + 5] === unix && (mode & fileTypeMask) === symbolicLink) {
    throw unsupported(`the symbolic link ${quoted(name)}. Package the file that it points to`);
  }
  const listed = {
    name,
    isFolder: name.endsWith('/'),
    isDeflated: method === deflated,
    crc: zip.readUInt32LE(offset + 16),
    compressedBytes: zip.readUInt32LE(offset + 20),
    bytes: zip.readUInt32LE(offset + 24),
    localOffset: zip.readUInt32LE(offset + 42),
  };
  if ([listed.compressedBytes, listed.bytes, listed.localOffset].includes(zip64)) {
    throw unsupported('Zip64 archives');
  }
  return listed;
};

/** Finds the data of an entry. Its own header must repeat the name of the central directory. */
const locate = (zip: Buffer, { localOffset, ...listed }: Listed, end: number): ZipEntry => {
  const isInside = localOffset + localBytes <= end;
  if (!isInside || zip.readUInt32LE(localOffset) !== localSignature) {
    throw corrupt(`${quoted(listed.name)} has no header`);
  }
  const nameEnd = localOffset + localBytes + zip.readUInt16LE(localOffset + 26);
  const dataOffset = nameEnd + zip.readUInt16LE(localOffset + 28);
  if (zip.toString('utf8', localOffset + localBytes, nameEnd) !== listed.name) {
    throw corrupt(`the header of ${quoted(listed.name)} has another name`);
  }
  if (dataOffset + listed.compressedBytes > end) {
    throw corrupt(`${quoted(listed.name)} ends outside of the archive's data`);
  }
  return { ...listed, dataOffset };
};

const refuseOverlaps = (entries: readonly ZipEntry[]): void => {
  const inOrder = entries.toSorted((a, b) => a.dataOffset - b.dataOffset);
  for (const [index, entry] of inOrder.entries()) {
    const next = inOrder[index + 1];
    // The header of the next entry is before its data.
    const ends = entry.dataOffset + entry.compressedBytes + localBytes;
    if (next !== undefined && ends > next.dataOffset) {
      throw corrupt(`${quoted(entry.name)} and ${quoted(next.name)} overlap`);
    }
  }
};

/** Reads the central directory of a zip archive. Throws `ArtifactError`. */
export const readZipDirectory = (zip: Buffer): readonly ZipEntry[] => {
  if (zip.length < endBytes) {
    throw new ArtifactError('ARTIFACT_UNREADABLE', 'The file is not a zip archive.');
  }
  const end = findEnd(zip);
  const count = zip.readUInt16LE(end + 10);
  const start = zip.readUInt32LE(end + 16);
  if (count === 0xffff || start === zip64) throw unsupported('Zip64 archives');
  if (count > maxEntries) {
    throw new ArtifactError(
      'ARTIFACT_TOO_LARGE',
      `The archive has more than ${maxEntries} entries.`,
    );
  }
  const listed: Listed[] = [];
  let offset = start;
  for (let index = 0; index < count; index += 1) {
    if (offset + entryBytes > end || zip.readUInt32LE(offset) !== entrySignature) {
      throw corrupt('its central directory is incomplete');
    }
    const nameEnd = offset + entryBytes + zip.readUInt16LE(offset + 28);
    listed.push(readListed(zip, offset, zip.toString('utf8', offset + entryBytes, nameEnd)));
    offset = nameEnd + zip.readUInt16LE(offset + 30) + zip.readUInt16LE(offset + 32);
  }
  if (offset !== end) throw corrupt('its central directory has another length');
  const entries = listed.map((one) => locate(zip, one, start));
  refuseOverlaps(entries);
  return entries;
};
