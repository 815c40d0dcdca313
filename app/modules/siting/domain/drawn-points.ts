import { CsvError, parse } from "csv-parse/browser/esm/sync";
import { granted, refused, type Verdict } from "~/shared/verdict";
import type { DrawnPoint } from "./siting-question";
import { quoted } from "./points-text";
import { yuanTyped } from "./yuan-typed";

/** A line of the list, and what is wrong with it. */
export interface WrongLine {
  readonly line: number;
  readonly given: string;
}

interface Line extends WrongLine {
  /** null = its quotes open or close where none can */
  readonly cells: readonly string[] | null;
}

const fen = (text: string | undefined): number | null | undefined => {
  if (!text) return null;
  const yuan = yuanTyped(text);
  return yuan <= 1e11 ? Math.round(yuan * 100) : undefined;
};

const people = (text: string | undefined): number | null | undefined => {
  if (!text) return null;
  const count = Number(text.replaceAll(/[,，\s]/g, ""));
  return Number.isInteger(count) && count >= 1 && count <= 1e6 ? count : undefined;
};

/** `name, lon, lat[, cost of building in yuan[, yearly cost[, people it may serve]]]`, in degrees of WGS-84. */
function pointFrom(cells: readonly string[]): DrawnPoint | null {
  const [name = "", east = "", north = "", ...rest] = cells;
  const [lon, lat] = [Number(east), Number(north)];
  const [build, yearly, capacity] = [fen(rest[0]), fen(rest[1]), people(rest[2])];
  const isPlace = east !== "" && north !== "" && Math.abs(lon) <= 180 && Math.abs(lat) <= 85;
  const isTooLong = rest.slice(3).some((cell) => cell !== "");
  if (!isPlace || build === undefined || yearly === undefined || capacity === undefined || isTooLong) return null;
  return { name: name.replaceAll(/\s+/g, " ").slice(0, 80), lon: metre(lon), lat: metre(lat), build, yearly, capacity };
}

/** Five decimals are a metre; there is no place at −0. */
const metre = (degrees: number): number => Math.round(degrees * 1e5) / 1e5 + 0;

/** Records of a list with any of the separators people paste, each with the line it begins on. */
function records(text: string): Line[] {
  const found: Line[] = [];
  const said = text.split("\n");
  parse(text, {
    ...{ delimiter: [",", "，", ";", "；", "\t"], record_delimiter: "\n" },
    ...{ relax_column_count: true, relax_quotes: true },
    on_record: (record: string[], { lines }) => {
      const within = record.reduce((count, cell) => count + cell.split("\n").length - 1, 0);
      const given = said
        .slice(lines - within - 1, lines)
        .join("\n")
        .trim();
      if (given !== "") found.push({ line: lines - within, given, cells: record.map((cell) => cell.trim()) });
      return null;
    },
  });
  return found;
}

/** The list as a whole, where a name may even break its line; a list with a broken quote line by line, to say which. */
function linesOf(text: string): Line[] {
  const read = (part: string, otherwise: (error: CsvError) => Line[]): Line[] => {
    try {
      return records(part);
    } catch (error) {
      if (error instanceof CsvError) return otherwise(error);
      throw error;
    }
  };
  const whole = text.replaceAll(/\r\n?/g, "\n");
  return read(whole, () =>
    whole.split("\n").flatMap((given, at): Line[] => {
      const line = at + 1;
      return read(given, () => [{ line, given: given.trim(), cells: null }]).map((each) => ({ ...each, line }));
    }),
  );
}

/** A line of the list as it was read. */
export interface PointLine extends WrongLine {
  /** null = it names no place */
  readonly point: DrawnPoint | null;
  /** the same line with longitude and latitude exchanged; null = it names no place then either */
  readonly turned: { readonly text: string; readonly point: DrawnPoint } | null;
}

/** Lines of places as somebody pasted them; a first line without numbers is their heading. */
export function pointLines(text: string): PointLine[] {
  const said = linesOf(text);
  const isHeading = said.length > 0 && !/\d/.test(said[0]!.given);
  return said.slice(isHeading ? 1 : 0).map(({ cells, ...line }) => ({
    ...line,
    point: cells && pointFrom(cells),
    turned: cells && turnedFrom(cells),
  }));
}

function turnedFrom([name = "", east = "", north = "", ...rest]: readonly string[]): PointLine["turned"] {
  const cells = [name, north, east, ...rest];
  const point = pointFrom(cells);
  return point && { text: cells.map(quoted).join(","), point };
}

/** Places as somebody pasted them, a line each. */
export function drawnPoints(text: string): Verdict<readonly DrawnPoint[], readonly WrongLine[]> {
  const read = pointLines(text);
  const wrong = read.filter(({ point }) => point === null).map(({ line, given }) => ({ line, given }));
  return wrong.length > 0 ? refused(wrong) : granted(read.flatMap(({ point }) => point ?? []));
}
