import type { IngestProgress } from '../../trail/ingest/ingest.ts';

const SAY_EVERY_MS = 10_000;

/** How far the files are: drawn over itself on a terminal, now and then a line elsewhere. */
export class IngestProgressLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #quiet: boolean;
  readonly #startedAt = Date.now();
  #saidAt = Date.now();

  constructor(stream: NodeJS.WriteStream, quiet: boolean) {
    this.#stream = stream;
    this.#quiet = quiet;
  }

  readonly update = (progress: IngestProgress): void => {
    if (this.#quiet) return;
    const now = Date.now();
    const text = ingestProgressText(progress, (now - this.#startedAt) / 1000);
    if (this.#stream.isTTY)
      this.#stream.write(`\r\u001b[2K${text.slice(0, (this.#stream.columns || 80) - 1)}`);
    else if (now - this.#saidAt >= SAY_EVERY_MS) {
      this.#saidAt = now;
      this.#stream.write(`${text}\n`);
    }
  };

  end(): void {
    if (!this.#quiet && this.#stream.isTTY) this.#stream.write('\r\u001b[2K');
  }
}

/** Time is left as bytes are: they are what takes it. */
export function ingestProgressText(progress: IngestProgress, seconds: number): string {
  const { files, filesDone, bytes, bytesDone, events } = progress;
  const rate = bytesDone / Math.max(seconds, 0.001);
  const left = Math.ceil((bytes - bytesDone) / Math.max(rate, 1));
  const many = (value: number): string => Math.round(value).toLocaleString('en-US');
  const share = bytes === 0 ? 100 : Math.floor((100 * bytesDone) / bytes);
  return `Taking in: ${share} %, ${many(filesDone)} of ${many(files)} files, ${many(events)} events, ${many(events / Math.max(seconds, 0.001))} a second, about ${many(left)} s left`;
}
