import { WhatIf } from "~/modules/coverage/domain/what-if";
import { demandOf } from "~/modules/coverage/domain/what-if-file";
import type { FromWhatIf, ToWhatIf } from "~/modules/coverage/domain/what-if-talk";
import { decodeStreetGraph } from "~/modules/places/domain/streets/street-graph-file";

/** Web worker: one ground, then one candidate after another, each answered with the milliseconds it took. */
let whatIf: WhatIf | null = null;

/** A fresh worker's first frames take many times as long: its code is compiled while it runs. They are nobody's frames. */
const TRIED_OUT = 6;

const tell = (message: FromWhatIf): void => self.postMessage(message);

self.addEventListener("message", ({ data }: MessageEvent<ToWhatIf>) => {
  if (data.kind === "ground") {
    const { file, streets, near } = data;
    const graph = streets && decodeStreetGraph(streets)?.graph;
    if (file.streets && !graph) return tell({ kind: "unreadable" });
    whatIf = new WhatIf({ ...file, streets: file.streets && graph ? { graph, ...file.streets } : null, demand: demandOf(file) });
    if (near) for (let frame = 0; frame < TRIED_OUT; frame++) whatIf.at(near.lon, near.lat);
    return tell({ kind: "ready", junctions: graph?.x.length ?? 0 });
  }
  if (!whatIf) throw new Error("a candidate was moved before there was any ground");
  const start = performance.now();
  const answer = whatIf.at(data.lon, data.lat);
  tell({ kind: "answer", lon: data.lon, lat: data.lat, answer, ms: performance.now() - start });
});
