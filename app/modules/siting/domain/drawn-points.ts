import { granted, refused, type Verdict } from "~/shared/verdict";
import type { DrawnPoint } from "./siting-question";

/** A line of the list, and what is wrong with it. */
export interface WrongLine {
  readonly line: number;
  readonly given: string;
}

const fen = (text: string | undefined): number | null | undefined => {
  if (!text) return null;
  const yuan = Number(text);
  return Number.isFinite(yuan) && yuan >= 0 && yuan <= 1e11 ? Math.round(yuan * 100) : undefined;
};

const people = (text: string | undefined): number | null | undefined => {
  if (!text) return null;
  const count = Number(text);
  return Number.isInteger(count) && count >= 1 && count <= 1e6 ? count : undefined;
};

/** `name, lon, lat[, cost of building in yuan[, yearly cost[, people it may serve]]]`, in degrees of WGS-84. */
function pointFrom(line: string): DrawnPoint | null {
  const [name = "", east = "", north = "", ...rest] = line.split(/[,，;\t]/).map((part) => part.trim().replace(/^"(.*)"$/, "$1"));
  const [lon, lat] = [Number(east), Number(north)];
  const [build, yearly, capacity] = [fen(rest[0]), fen(rest[1]), people(rest[2])];
  const isPlace = east !== "" && north !== "" && Math.abs(lon) <= 180 && Math.abs(lat) <= 85;
  if (!isPlace || build === undefined || yearly === undefined || capacity === undefined || rest.length > 3) return null;
  return { name: name.slice(0, 80), lon: metre(lon), lat: metre(lat), build, yearly, capacity };
}

/** Five decimals are a metre. */
const metre = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

/** Places as somebody pasted them, a line each; a first line without numbers is their heading. */
export function drawnPoints(text: string): Verdict<readonly DrawnPoint[], readonly WrongLine[]> {
  const lines = text.split(/\r\n|\r|\n/).map((line, at) => ({ line: at + 1, given: line.trim() }));
  const said = lines.filter(({ given }) => given !== "");
  const isHeading = said.length > 0 && !/\d/.test(said[0]!.given);
  const read = said.slice(isHeading ? 1 : 0).map((each) => ({ ...each, point: pointFrom(each.given) }));
  const wrong = read.filter(({ point }) => point === null).map(({ line, given }) => ({ line, given }));
  return wrong.length > 0 ? refused(wrong) : granted(read.flatMap(({ point }) => point ?? []));
}

/** The same list as text again. */
export const pointsText = (points: readonly DrawnPoint[]): string =>
  points
    .map(({ name, lon, lat, build, yearly, capacity }) => {
      const parts = [name.replace(/[,，;\t"\r\n]/g, " "), lon, lat, yuan(build), yuan(yearly), capacity ?? ""].map(String);
      while (parts.at(-1) === "") parts.pop();
      return parts.join(",");
    })
    .join("\n");

const yuan = (amount: number | null): string => (amount === null ? "" : String(amount / 100));
