import { DEMO_MARK } from "~/modules/places/domain/city";
import { sourceWords } from "~/ui/languages/source-words";
import { isExtension } from "../domain/extending";
import type { OnePage, PageReserve, PageSite } from "../domain/one-page";
import { RESERVE_LETTERS } from "../domain/page-figure";
import { alternativeWords } from "./instead-words";
import { levelWords } from "./level-words";
import { gainOf, reasonWords } from "./one-page-words";
import { pageSentence, proofWords } from "./page-sentence";
import type { PageUnits } from "./page-units";

/** A line of a file: one of the new ones, or of the reserve. */
export interface PageLine {
  readonly rank: string;
  readonly chosen: PageSite | null;
  readonly reserve: PageReserve | null;
}

interface PageColumn {
  readonly heading: string;
  readonly value: (line: PageLine) => string | number | null;
  readonly width?: number;
}

export const pageLines = ({ sites, reserve }: OnePage): PageLine[] => [
  ...sites.map((chosen, at) => ({ rank: String(at + 1), chosen, reserve: null })),
  ...reserve.map((each, at) => ({ rank: RESERVE_LETTERS[at] ?? "", chosen: null, reserve: each })),
];

/** People at the lower of two levels, or at the one there is. */
const lowerGained = ({ chosen, reserve }: PageLine): number | null =>
  chosen?.gained ?? (reserve?.level === "upper" ? null : (reserve?.adds ?? null));
const siteOf = ({ chosen, reserve }: PageLine): PageSite | PageReserve => (chosen ?? reserve)!;
const yuan = (fen: number | null | undefined): number | null => (fen === null || fen === undefined ? null : fen / 100);

/** Columns of CSV, workbook and GeoJSON: a file must stand on its own, so each line says of whom, how, as of when and how sure. */
export function pageColumns(page: OnePage, units: PageUnits): PageColumn[] {
  const { t, language } = units;
  const column = (key: string, value: PageColumn["value"], width?: number): PageColumn => ({
    ...{ heading: t(`page.table.${key}`), value },
    ...(width === undefined ? {} : { width }),
  });
  const stage = (line: PageLine) => {
    const { premises } = siteOf(line);
    return premises ? t(`page.stage.${premises.stage}`, { defaultValue: premises.stage }) : "";
  };
  const costState = (line: PageLine) => {
    if (siteOf(line).build === null) return t("page.unknown");
    return t(siteOf(line).isOwnCost ? "page.table.known" : "page.table.usualCost");
  };
  return [
    column("kind", ({ chosen }) => t(`page.table.${kindOf(chosen)}`), 12),
    column("rank", ({ rank, chosen }) => (chosen ? Number(rank) : rank), 8),
    column("name", (line) => units.name(siteOf(line)), 26),
    column("id", (line) => siteOf(line).id, 26),
    column("source", ({ chosen }) => (chosen ? t(`page.source.${chosen.from}`) : "")),
    column("district", (line) => units.area(siteOf(line).district)),
    column("community", ({ chosen }) => units.area(chosen?.community ?? null), 20),
    ...(page.upper ? [column("level", (line) => levelWords(siteOf(line).level, page.parts, units), 24)] : []),
    column("lon", (line) => degrees(siteOf(line).lon), 12),
    column("lat", (line) => degrees(siteOf(line).lat), 12),
    column("area", (line) => siteOf(line).premises?.area ?? null),
    column("stage", stage),
    column(gainOf(page), lowerGained),
    ...(page.upper ? [column("upperGained", upperGained)] : []),
    column("within", ({ chosen }) => (chosen ? Math.round(chosen.within ?? chosen.gained) : null)),
    ...(page.question.extend ? [column("added", ({ chosen }) => (chosen && isExtension(chosen) ? chosen.capacity : null))] : []),
    column("room", ({ chosen }) => (chosen && chosen.capacity !== null ? chosen.capacity + (chosen.licensed ?? 0) : null)),
    column("communities", ({ chosen }) => chosen?.communities ?? null),
    column("top", ({ chosen }) => topWords(chosen, units), 40),
    column("build", (line) => yuan(siteOf(line).build)),
    column("yearly", (line) => yuan(siteOf(line).yearly)),
    column("costState", costState, 20),
    column("perPerson", ({ chosen }) => (chosen?.perPerson ? Math.round(chosen.perPerson) / 100 : null)),
    column("year", ({ chosen }) => chosen?.year ?? null, 10),
    column("running", ({ chosen }) => runningIn(chosen?.year ?? null, page)),
    column("reason", (line) => (line.chosen ? reasonWords(line.chosen, page, units) : standing(line.reserve!, units)), 40),
    column("alternatives", ({ chosen }) => (chosen ? alternativeWords(chosen, units, 5) : ""), 40),
    column("group", () => units.group(page.question.groups[0]?.key ?? "all")),
    column("circle", () => units.circle),
    column("date", () => page.date, 12),
    column("computed", () => page.computedOn, 12),
    column("method", () => methodWords(page, units), 30),
    column("population", () => populationWords(page, units), 30),
    column("proof", () => proofWords(page, units, true), 18),
    column("note", () => (page.city.isDemo ? DEMO_MARK[language] : ""), 48),
  ];
}

/** People at the upper level: those a chosen one adds, or one of the reserve would; a lower one has none. */
const upperGained = ({ chosen, reserve }: PageLine): number | null =>
  chosen ? chosen.upperGained : reserve!.level === "upper" ? reserve!.adds : null;

const kindOf = (chosen: PageSite | null) => (!chosen ? "reserve" : isExtension(chosen) ? "extended" : "chosen");

/** What all that is built by then costs to run that year; null where one's cost is unknown. */
function runningIn(year: number | null, { years }: OnePage): number | null {
  const running = years.find((each) => each.year === year)?.running;
  return running && running.unknown === 0 ? running.known / 100 : null;
}

const standing = ({ isBeside }: PageReserve, { t }: PageUnits): string =>
  t(isBeside ? "page.reserve.beside" : "page.reserve.instead");

const degrees = (value: number): number => Math.round(value * 1e6) / 1e6;

const topWords = (site: PageSite | null, units: PageUnits): string =>
  (site?.top ?? [])
    .map((area) => units.t("page.sites.place", { name: units.area(area), people: units.count(area.people) }))
    .join(units.t("page.and"));

export const methodWords = ({ method }: Pick<OnePage, "method">, { t }: PageUnits): string =>
  `${t(`page.notes.method.${method.method}`).replace(/[;；]$/, "")} × ${method.detourIndex}`;

const populationWords = ({ population }: OnePage, { t, language }: PageUnits): string =>
  population ? `${population.year}, ${sourceWords(population.source, language).text}` : t("page.unknown");

/** The second sheet of the workbook: what the figures rest on, a line each. */
export function aboutLines(
  page: OnePage,
  notes: readonly { readonly heading: string; readonly text: string }[],
  units: PageUnits,
): string[][] {
  const { t, language } = units;
  return [
    [t("page.table.scenario"), page.scenario],
    [
      t("page.table.sentence"),
      pageSentence(page, units)
        .map(({ text }) => text)
        .join(""),
    ],
    [t("page.table.note"), page.city.isDemo ? DEMO_MARK[language] : ""],
    [t("page.table.date"), page.date],
    [t("page.table.computed"), page.computedOn],
    [t("page.table.method"), methodWords(page, units)],
    [t("page.table.population"), populationWords(page, units)],
    [t("page.table.proof"), proofWords(page, units, true)],
    ...notes.map(({ heading, text }) => [heading, text]),
  ];
}
