import { crossedLines, type DegreeLine } from "~/modules/places/domain/crossings-on-lines";
import { barrierKey, crossingKey, type SaidBarrier, type SaidCrossing } from "~/modules/places/domain/known-barriers";
import type { FileRefusal } from "~/platform/file-kind.server";
import { openTabularFile } from "~/platform/tabular-file.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { type BarrierContext, barrierImportSchema, barrierSaid } from "../domain/barrier-import";
import { isKnownTitle, suggestedMapping } from "../domain/column-mapping";
import { systemOfCrs } from "../domain/coordinate-system";
import { headingOf } from "../domain/heading";
import type { Issue } from "../domain/issue";
import { readRows, rowReader } from "../domain/row-reading";

export interface BarriersRead {
  readonly barriers: readonly SaidBarrier[];
  readonly crossings: readonly SaidCrossing[];
  /** features that are none, counted from 1 */
  readonly problems: readonly { readonly feature: number; readonly issue: Issue }[];
}

/** A file of shapes read at once, without a preview: every sound feature, and the first error of each of the others. */
export function readBarriers(
  bytes: Uint8Array,
  context: BarrierContext,
  known: readonly DegreeLine[],
): Verdict<
  BarriersRead,
  FileRefusal | { readonly code: "no-heading" } | { readonly code: "unknown-crs"; readonly name: string }
> {
  const opened = openTabularFile(bytes);
  if (!opened.ok) return refused(opened.refusal);
  const { sheets, crs } = opened.value;
  const system = crs === null ? context.system : systemOfCrs(crs);
  if (system === null) return refused({ code: "unknown-crs", name: crs ?? "" });
  const sheet = sheets[0]!;
  const heading = headingOf(sheet, isKnownTitle(barrierImportSchema));
  if (!heading) return refused({ code: "no-heading" });
  const reader = rowReader(barrierImportSchema, suggestedMapping(heading.titles, barrierImportSchema));
  const problems: { feature: number; issue: Issue }[] = [];
  const barriers: SaidBarrier[] = [];
  const crossings: { feature: number; said: SaidCrossing }[] = [];
  const seen = new Map<string, number>();
  for (const row of readRows(sheet, heading, reader).rows) {
    const read = barrierSaid(row, sheet.geometries?.[row.geometryAt] ?? null, { ...context, system });
    const feature = row.rowNumber - heading.bodyTop;
    const key = read.what === null ? "" : read.what === "barrier" ? barrierKey(read.said) : crossingKey(read.said);
    const earlier = seen.get(key);
    const twice: Issue[] =
      earlier === undefined || key === ""
        ? []
        : [{ severity: "error", code: "same-key-in-file", column: null, field: null, value: null, facts: { row: earlier } }];
    seen.set(key, earlier ?? feature);
    const issue = [...row.issues, ...read.issues, ...twice].find(({ severity }) => severity === "error");
    if (issue) problems.push({ feature, issue });
    else if (read.what === "barrier") barriers.push(read.said);
    else if (read.what === "crossing") crossings.push({ feature, said: read.said });
  }
  const places = crossings.map(({ said }) => [said.lon, said.lat] as const);
  const strays = new Set(crossedLines([...barriers.flatMap(({ parts }) => parts), ...known], places).strays);
  for (const at of strays)
    problems.push({
      feature: crossings[at]!.feature,
      issue: { severity: "error", code: "stray-crossing", column: "lon", field: "lon", value: null },
    });
  return granted({
    barriers,
    crossings: crossings.flatMap(({ said }, at) => (strays.has(at) ? [] : [said])),
    problems: problems.sort((a, b) => a.feature - b.feature),
  });
}
