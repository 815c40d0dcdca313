import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { TZDate } from "@date-fns/tz";
import { startOfDay } from "date-fns";
import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import type { City } from "~/modules/places/domain/city";
import type { FileState } from "~/platform/open-answer.server";
import { csvPieces, type ExportColumn } from "~/platform/spreadsheet-writer.server";
import { streamedText } from "~/platform/streamed-text.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { facilitiesAfter, openRecordsState, type OpenFilter } from "../data/open-data-list.server";
import type { Offering, OfferingClass } from "../domain/facility";
import { hsdsLocationListed, hsdsServiceListed, monthOf, type HsdsContext } from "../domain/hsds-record";
import type { OpenQuestion } from "../domain/open-data-question";
import { statusOf, type OpenFacility } from "../domain/open-facility";
import { rowOn } from "../domain/dated-record";
import { stateOn } from "../domain/life-cycle";
import { basisOf, hsdsContext, withVacancies, type OpenReader } from "./open-data-context.server";

/** Facilities read at once: few enough that other requests get their turn in between, and the memory of a file is that of a piece. */
const PIECE = 50;

interface BulkLine {
  readonly facility: OpenFacility;
  readonly offering: Offering | null;
  readonly ofClass: OfferingClass | null;
  /** what may be said of the class's first month */
  readonly said: ReturnType<typeof monthOf> | null;
  readonly context: HsdsContext;
}

/** All facilities of a question, piece by piece, each piece of a moment of its own. */
async function* facilitiesOf(
  city: City,
  { area, serviceType, status, startMonth }: OpenQuestion,
  context: HsdsContext,
  now: Date,
) {
  const filter: OpenFilter = {
    ...{ cityCode: city.code, day: context.day, now, found: null, organization: null, modifiedAfter: null, among: null },
    ...{ area, serviceType, status },
  };
  const pieceAfter = (after: string | null): Promise<OpenFacility[]> =>
    inUnitOfWork(NOBODY, async (uow) => {
      const ids = (await facilitiesAfter(uow, filter, after, PIECE)).map(({ id }) => id);
      const facilities = await withVacancies(uow, city.code, ids, { startMonth, months: 1, offerings: "all" }, now);
      return ids.flatMap((id) => facilities.get(id) ?? []);
    });
  for (let piece = await pieceAfter(null); piece.length > 0; piece = await pieceAfter(piece.at(-1)!.record.id)) {
    yield* piece;
    await nextTurn();
  }
}

const isAsked = (
  { serviceType, status }: OpenQuestion,
  { record }: OpenFacility,
  offering: Offering,
  { day }: HsdsContext,
): boolean =>
  (serviceType === null || offering.serviceType === serviceType) &&
  (status === null || statusOf(record, offering, day) === status);

async function* linesOf(city: City, question: OpenQuestion, context: HsdsContext, now: Date): AsyncGenerator<BulkLine> {
  for await (const facility of facilitiesOf(city, question, context, now)) {
    const offerings = facility.record.offerings.filter((offering) => isAsked(question, facility, offering, context));
    const line = { facility, offering: null, ofClass: null, said: null, context };
    if (offerings.length === 0) yield line;
    for (const offering of offerings) {
      if (offering.classes.length === 0) yield { ...line, offering };
      for (const ofClass of offering.classes) yield { ...line, offering, ofClass, said: saidOf(facility, ofClass) };
    }
  }
}

function saidOf({ vacancies }: OpenFacility, { id }: OfferingClass): BulkLine["said"] {
  const first = vacancies.get(id ?? "")?.[0];
  return first ? monthOf(first) : null;
}

const column = (heading: string, value: ExportColumn<BulkLine>["value"]): ExportColumn<BulkLine> => ({ heading, value });
const capacity = ({ ofClass, context }: BulkLine) => (ofClass ? rowOn(ofClass.capacities, context.day)?.value : undefined);

const COLUMNS: readonly ExportColumn<BulkLine>[] = [
  column("location_id", ({ facility }) => facility.record.id),
  column("name", ({ facility }) => facility.record.name),
  column("kind", ({ facility }) => facility.record.kindKey),
  column("state", ({ facility, context }) => stateOn(facility.record.life, context.day)),
  column("organization", ({ facility }) => facility.record.operator?.name),
  column("organization_id", ({ facility }) => facility.operatorId),
  column("address", ({ facility }) => facility.record.address),
  column("area_code", ({ facility }) => facility.area?.code),
  column("area", ({ facility }) => [facility.area?.within, facility.area?.name].filter(Boolean).join(" ")),
  column("longitude", ({ facility }) => facility.record.position?.lon),
  column("latitude", ({ facility }) => facility.record.position?.lat),
  column("position_quality", ({ facility }) => facility.record.position?.quality ?? "unplaced"),
  column("phone", ({ facility }) => facility.record.contacts.map(({ phone }) => phone).join(" / ")),
  column("service_id", ({ offering }) => offering?.id),
  column("service_type", ({ offering }) => offering?.serviceType),
  column("status", ({ facility, offering, context }) => offering && statusOf(facility.record, offering, context.day)),
  column("class_id", ({ ofClass }) => ofClass?.id),
  column("class", ({ ofClass, context }) => ofClass && context.words.className(ofClass)),
  column("inclusive", ({ ofClass }) => ofClass?.isInclusive),
  column("licensed", (line) => capacity(line)?.licensed),
  column("staffed", (line) => capacity(line)?.staffed),
  column("start_month", ({ said }) => said?.start_month),
  column("vacancy", ({ said }) => said?.kind),
  column("places", ({ said }) => (said?.kind === "free" ? said.places : said?.kind === "full" ? 0 : null)),
  column("confirmed_at", ({ said }) => (said?.kind === "unknown" ? said.last_confirmed_at : said?.confirmed_at)),
  column("expires_at", ({ said }) => (said && said.kind !== "unknown" ? said.expires_at : null)),
  column("last_modified", ({ facility }) => facility.modifiedAt.toISOString()),
  column("date", ({ context }) => context.day),
  column("demo", ({ context }) => context.city.demo && `${context.city.demo.zh} / ${context.city.demo.en}`),
];

export const BULK_COLUMNS: readonly string[] = COLUMNS.map(({ heading }) => heading);

/** Of when, whose, how and by which terms: beside the files. */
export const bulkBasis = (city: City, { origin, now }: OpenReader) => ({
  ...basisOf(city, now),
  files: ["csv", "geojson"].map((ending) => `${origin}/api/v1/facilities.${ending}?city=${city.code}`),
  columns: BULK_COLUMNS,
});

/**
 * The state of everything a file says: the city's records and names, the day it bears, the question and the terms. A day begins at
 * midnight in the city, and a file of a new day is another file.
 */
export async function bulkState(city: City, question: OpenQuestion, { origin, now }: OpenReader): Promise<FileState> {
  const { tag, modifiedAt } = await inUnitOfWork(NOBODY, (uow) => openRecordsState(uow, city.code, now));
  const begun = startOfDay(new TZDate(now.getTime(), city.timeZone)).getTime();
  const words = JSON.stringify([city.stamp, tag, begun, question, origin, basisOf(city, now)]);
  return {
    tag: createHash("sha256").update(words).digest("base64url").slice(0, 27),
    modifiedAt: new Date(Math.max(begun, modifiedAt?.getTime() ?? 0)),
  };
}

/** Every class of every service as one line; a place that offers nothing is a line too. */
export async function openCsv(city: City, question: OpenQuestion, reader: OpenReader): Promise<ReadableStream<Uint8Array>> {
  const context = await inUnitOfWork(NOBODY, (uow) => hsdsContext(uow, city, reader));
  return streamedText(csvPieces(linesOf(city, question, context, reader.now), COLUMNS));
}

/** Every facility as one feature, with its services and their vacancies; one without a position has no geometry and is kept. */
export async function openGeoJson(city: City, question: OpenQuestion, reader: OpenReader): Promise<ReadableStream<Uint8Array>> {
  const context = await inUnitOfWork(NOBODY, (uow) => hsdsContext(uow, city, reader));
  return streamedText(featurePieces(city, question, context, reader));
}

async function* featurePieces(
  city: City,
  question: OpenQuestion,
  context: HsdsContext,
  reader: OpenReader,
): AsyncGenerator<string> {
  let piece = `${JSON.stringify({ type: "FeatureCollection", quarterhour: basisOf(city, reader.now) }).slice(0, -1)},"features":[`;
  let count = 0;
  for await (const facility of facilitiesOf(city, question, context, reader.now)) {
    piece += `${count > 0 ? "," : ""}${JSON.stringify(featureOf(facility, question, context))}`;
    if (++count % PIECE === 0) {
      yield piece;
      piece = "";
    }
  }
  yield `${piece}]}`;
}

function featureOf(facility: OpenFacility, question: OpenQuestion, context: HsdsContext) {
  const { record, modifiedAt } = facility;
  const { quarterhour, ...place } = hsdsLocationListed(facility, context);
  return {
    type: "Feature",
    geometry: record.position && { type: "Point", coordinates: [record.position.lon, record.position.lat] },
    properties: {
      ...{ id: place.id, name: place.name, address: record.address, organization: record.operator?.name ?? null },
      ...{
        kind: record.kindKey,
        state: quarterhour.state,
        area_code: record.areaCode,
        position_quality: quarterhour.position_quality,
      },
      ...{ last_modified: modifiedAt.toISOString(), date: context.day, demo: context.city.demo },
      services: record.offerings
        .filter((offering) => isAsked(question, facility, offering, context))
        .map((offering) => {
          const { id, status, quarterhour: profile } = hsdsServiceListed(facility, offering, context);
          return { id, status, service_type: profile.service_type.key, vacancies: profile.vacancies };
        }),
    },
  };
}
