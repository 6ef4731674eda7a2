import { EVIDENCE_CHUNK, type PackedEvidence, type PackedReport } from '../packed-report.ts';
import type { Row } from './findings.ts';

export async function readFindings(): Promise<PackedReport> {
  return (await unpacked('findings-data')) as PackedReport;
}

/** Evidence is unpacked when it is looked at, and kept then. */
export class EvidenceShelf {
  readonly #chunks = new Map<number, Promise<readonly PackedEvidence[]>>();

  /** 0: left out, as of passes. */
  async at(row: Row): Promise<PackedEvidence> {
    const chunk = Math.floor(row / EVIDENCE_CHUNK);
    const read = this.#chunks.get(chunk) ?? this.#read(chunk);
    this.#chunks.set(chunk, read);
    return (await read)[row % EVIDENCE_CHUNK] ?? 0;
  }

  async #read(chunk: number): Promise<readonly PackedEvidence[]> {
    await wholeDocument;
    return (await unpacked(`evidence-${chunk}`)) as readonly PackedEvidence[];
  }
}

/** The script runs while evidence further down is still being parsed. */
const wholeDocument =
  document.readyState === 'loading'
    ? new Promise((resolve) => {
        document.addEventListener('DOMContentLoaded', resolve, { once: true });
      })
    : Promise.resolve();

async function unpacked(id: string): Promise<unknown> {
  const text = document.getElementById(id)?.textContent;
  if (text == null) throw new Error(`the report is cut off: ${id} is missing`);
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return JSON.parse(await new Response(stream).text());
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}
