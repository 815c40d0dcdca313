import type { GeoPoint } from "~/shared/geo-point";
import type { Box } from "../domain/walk-window";
import type { WhatIfFile } from "../domain/what-if-file";
import type { FromWhatIf, ToWhatIf } from "../domain/what-if-talk";

/** A web worker that holds one ground and answers for it until another has its own ready. */
export class WhatIfWorker {
  /** resolves to the junctions it holds; rejects where the streets are not whole or the worker does not run */
  readonly ready: Promise<number>;
  private readonly worker: Worker;

  constructor(
    file: WhatIfFile,
    streets: Uint8Array | null,
    /** the ground a candidate may roam; null = all of it */
    readonly box: Box | null,
    near: GeoPoint | null,
    onAnswer: (answer: Extract<FromWhatIf, { kind: "answer" }>, from: WhatIfWorker) => void,
    onFailure: () => void,
  ) {
    this.worker = new Worker(new URL("../../../threads/web/what-if.ts", import.meta.url), { type: "module" });
    this.ready = new Promise((made, failed) => {
      this.worker.addEventListener("message", ({ data }: MessageEvent<FromWhatIf>) => {
        if (data.kind === "ready") made(data.junctions);
        else if (data.kind === "unreadable") failed(new Error("the streets that arrived are not whole"));
        else onAnswer(data, this);
      });
      this.worker.addEventListener("error", () => {
        failed(new Error("the worker of the what-if does not run"));
        onFailure();
      });
    });
    this.tell({ kind: "ground", file, streets, near }, streets ? [streets.buffer] : []);
  }

  move({ lon, lat }: GeoPoint): void {
    this.tell({ kind: "move", lon, lat });
  }

  end(): void {
    this.worker.terminate();
  }

  private tell(message: ToWhatIf, given: Transferable[] = []): void {
    this.worker.postMessage(message, given);
  }
}
