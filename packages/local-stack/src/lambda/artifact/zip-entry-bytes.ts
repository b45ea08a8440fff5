import { crc32, inflateRawSync } from 'node:zlib';
import { ArtifactError } from './artifact-error.ts';
import type { ZipEntry } from './zip-directory.ts';

const damaged = (name: string, what: string, cause?: unknown): ArtifactError =>
  new ArtifactError(
    'ARTIFACT_CORRUPT',
    `The zip archive is damaged: ${what} of ${JSON.stringify(name)}.`,
    { cause },
  );

const inflate = (packed: Buffer, { name, bytes }: ZipEntry): Buffer => {
  try {
    // The limit must be positive, and one byte more shows that the real size is larger.
    return inflateRawSync(packed, { maxOutputLength: bytes + 1 });
  } catch (cause) {
    throw damaged(name, 'the compressed data', cause);
  }
};

/** Unpacks one entry. Throws `ArtifactError` unless its size and its checksum are those of the central directory. */
export const zipEntryBytes = (zip: Buffer, entry: ZipEntry): Buffer => {
  const packed = zip.subarray(entry.dataOffset, entry.dataOffset + entry.compressedBytes);
  const bytes = entry.isDeflated ? inflate(packed, entry) : packed;
  if (bytes.length !== entry.bytes) throw damaged(entry.name, 'the size');
  if (crc32(bytes) !== entry.crc) throw damaged(entry.name, 'the checksum');
  return bytes;
};
