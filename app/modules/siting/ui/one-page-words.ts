import { DEMO_MARK } from "~/modules/places/domain/city";
import type { PrintedCell, PrintedPage, PrintedTable } from "~/shared/printed-page";
import { sourceWords } from "~/ui/languages/source-words";
import { isExtension } from "../domain/extending";
import { toldGap } from "../domain/known-gap";
import type { OnePage, PageSite } from "../domain/one-page";
import type { FigureWords } from "../domain/page-figure";
import { gapWords, pageFigures, pageSentence, runningWords } from "./page-sentence";
import { pictureName, roomWords } from "./extend-words";
import { levelsNote, shortLevel } from "./level-words";
import { alternativesInBrief, alternativeWords, insteadWords } from "./instead-words";
import { conditionsWords } from "./page-conditions";
import type { PageUnits } from "./page-units";
import { reserveTable } from "./reserve-table";
import { whereWords } from "./where-words";

/** Most communities named in a row, and in a brief one; the others are counted. */
const NAMED = { usual: 2, brief: 1 };

/** The whole page in one language: screen, PDF, Word and picture are given this and nothing else. */
export function onePageWords(page: OnePage, units: PageUnits): PrintedPage {
  const { t, language } = units;
  const { scenario, date } = page;
  const city = units.named(page.city);
  const inside = page.parts.area;
  return {
    language,
    title: t("page.documentTitle", { scenario, city, date }),
    brow: inside
      ? t("page.browInside", { city, inside: units.area(inside), scenario, date })
      : t("page.brow", { city, scenario, date }),
    sentence: pageSentence(page, units),
    figures: pageFigures(page, units),
    pictureName: pictureName(page, units),
    tables: [sitesTable(page, units), reserveTable(page, units)],
    notes: notesOf(page, units),
    foot: t("page.foot", { computed: page.computedOn, date, city }),
    mark: page.city.isDemo ? DEMO_MARK[language] : "",
    missing: { heading: t("page.notes.missing"), text: t("page.notes.missingIs") },
    pageOf: t("page.pageOf"),
    continued: t("page.continued"),
  };
}

export const figureWords = ({ t, language, circle }: PageUnits): FigureWords => ({
  language,
  existing: t("page.map.existing"),
  chosen: t("page.map.chosen"),
  upper: t("page.map.upper"),
  extended: t("page.map.extended"),
  reach: t("page.map.reach", { circle }),
  closed: t("page.map.closed"),
  reserve: t("page.map.reserve"),
  north: t("page.map.north"),
  scale: "{length}",
  scaleWalk: t("page.map.scaleWalk", { length: "{length}", minutes: "{minutes}" }),
});

/** What people of a row are counted by: where two are asked for, a second one is no news to them. */
export const gainOf = ({ isRoomed, question }: OnePage): "served" | "first" | "gained" =>
  isRoomed ? "served" : question.aim === "twice" && question.isKeeping ? "first" : "gained";

function sitesTable(page: OnePage, units: PageUnits): PrintedTable {
  const { t, count } = units;
  const { sites, build } = page;
  return {
    heading: t(sites.some(isExtension) ? "page.sites.titleExtend" : "page.sites.title"),
    columns: [
      { heading: t("page.sites.rank"), share: 0.04, align: "left" },
      { heading: t("page.sites.name"), share: 0.3, align: "left" },
      {
        heading: t(`page.sites.${gainOf(page)}`),
        share: page.upper ? 0.105 : 0.085,
        align: "right",
      },
      { heading: t("page.sites.from"), share: page.upper ? 0.165 : 0.175, align: "left" },
      { heading: t("page.sites.cost"), share: 0.145, align: "right" },
      { heading: t("page.sites.perPerson"), share: 0.085, align: "right" },
      { heading: t("page.sites.reason"), share: page.upper ? 0.16 : 0.17, align: "left" },
    ],
    rows: sites.map((site, at) => siteRow(site, at, page, units)),
    total:
      sites.length > 1
        ? [
            { text: "" },
            { text: t("page.sites.total"), isStrong: true },
            {
              ...{ text: count(page.gained), isStrong: true },
              ...(page.upper ? { more: t("page.sites.upperGained", { people: count(page.upper.gained) }) } : {}),
            },
            { text: runningWords(page, units, "sites") },
            {
              ...{ text: units.cost(build, sites.length), isStrong: true },
              ...(build.unknown > 0 ? { more: t("page.sites.missing", { count: build.unknown }) } : {}),
            },
            { text: page.upper ? "" : perPersonWords(page, units) },
            { text: "" },
          ]
        : null,
    empty: t("page.sites.empty"),
  };
}

const perPersonWords = ({ build, gained }: OnePage, { t, yuan }: PageUnits): string =>
  build.unknown === 0 && gained > 0 ? yuan(build.known / gained) : t("page.unknown");

function siteRow(site: PageSite, at: number, page: OnePage, units: PageUnits): PrintedCell[] {
  const { t, count, money } = units;
  const yearly =
    site.yearly === null ? "" : t("page.sites.yearly", { cost: t("page.unit.perYear", { cost: money(site.yearly) }) });
  const usual = site.build !== null && !site.isOwnCost ? t("page.sites.usual") : "";
  const where = [shortLevel(site.level, units), whereWords(site, units)];
  // Of two levels the upper ones are told by their people.
  const inBrief = [whereWords(site, units, true), site.within === null ? "" : roomWords(site, units)];
  const told = (words: readonly string[]) => words.filter(Boolean).join(" · ");
  const build = site.build === null ? t("page.unknown") : money(site.build);
  return [
    { text: String(at + 1), isStrong: true },
    {
      ...{ text: units.name(site), isStrong: true, more: told(where) },
      brief: { text: units.name(site), more: told(inBrief) },
    },
    {
      ...{ text: count(site.gained), isStrong: true },
      ...(site.upperGained === null ? {} : { more: t("page.sites.upperGained", { people: count(site.upperGained) }) }),
    },
    { text: fromWords(site, units), ...roomMore(site, units), brief: { text: fromWords(site, units, NAMED.brief) } },
    {
      text: build,
      ...(usual || yearly ? { more: [usual, yearly].filter(Boolean).join(t("page.and")) } : {}),
      brief: { text: build, ...(usual || yearly ? { more: usual || yearly } : {}) },
    },
    { text: site.perPerson === null ? t("page.unknown") : units.yuan(site.perPerson) },
    { text: reasonWords(site, page, units), brief: { text: reasonWords(site, page, units, true) } },
  ];
}

/** Where places hold only so many: who is near beside who has a place. */
function roomMore(site: PageSite, units: PageUnits): { more?: string } {
  const { t, count } = units;
  if (site.within === null) return {};
  const near = isExtension(site) ? "" : t("page.sites.within", { people: count(site.within) });
  return { more: [near, roomWords(site, units)].filter(Boolean).join(t("page.and")) };
}

export function fromWords(
  { top, communities }: Pick<PageSite, "top" | "communities">,
  units: PageUnits,
  most: number = NAMED.usual,
): string {
  const { t, count } = units;
  const named = top.slice(0, most).map((area) => t("page.sites.place", { name: units.area(area), people: count(area.people) }));
  const names = named.join(t("page.and"));
  return communities > named.length ? t("page.sites.more", { names, more: communities - named.length }) : names;
}

/** Why this one: what is lost without it, and what would do as well. */
export function reasonWords(site: PageSite, page: OnePage, units: PageUnits, isBrief = false): string {
  const { t } = units;
  if (site.isWanted) return t("page.reason.wanted");
  const asGood = isBrief ? alternativesInBrief(site, units) : alternativeWords(site, units);
  if (page.measure.kind === "walk") {
    const { of } = page.measure;
    const beside = asGood || (site.alternatives ? "" : t(isBrief ? "page.reason.brief.notLooked" : "page.reason.notLooked"));
    if (isBrief) return beside || t(`page.reason.brief.walk.${of}`);
    const walk = t(`page.reason.walk.${of}`);
    return beside ? t("page.reason.walkAnd", { walk, beside }) : walk;
  }
  if (!site.nextBest) return t(isBrief ? "page.reason.brief.notLooked" : "page.reason.notSought");
  return asGood || insteadWords(site.nextBest, page.question.aim === "twice", units, isBrief);
}

/** Year by year, with what runs by then where any of it is known. */
function yearsWords({ years, sites, question }: OnePage, units: PageUnits): string {
  const { t, money, count } = units;
  const rows = years.map(({ year, spent, left, people, running }) => {
    const built = t("page.notes.yearIs", { year, spent: money(spent), left: money(left), people: count(people) });
    if (!running || running.unknown >= sites.length) return built;
    return `${built}${t("page.notes.yearRuns", { cost: units.cost(running, running.unknown + 1) })}`;
  });
  const last = years.at(-1)?.running;
  return [
    t("page.notes.yearsIs", { rows: rows.join(t("page.notes.yearNext")) }),
    last && last.unknown < sites.length ? t("page.notes.yearsRun") : "",
    last && question.budget.yearly !== null ? capWords(last.known, question.budget.yearly, units) : "",
  ].join("");
}

/** Kept to the fen, or said that it is not. */
export const capWords = (running: number, most: number, { t, money }: PageUnits): string =>
  t(running <= most ? "page.notes.capKept" : "page.notes.capOver", { cost: money(running), most: money(most) });

function notesOf(page: OnePage, units: PageUnits): PrintedPage["notes"] {
  const { t, language, count } = units;
  const { method, question, parts, proof, outOfReach } = page;
  const basis = t(question.limit.by === "minutes" ? "page.notes.basisIs" : "page.notes.basisMetres", {
    ...{ group: units.group(question.groups[0]?.key ?? "all"), circle: units.circle, walker: units.named(parts.walker) },
    ...{ speed: method.speedKmh, detour: method.detourIndex, method: t(`page.notes.method.${method.method}`) },
    shared: `${method.error.shared.toFixed(2)}–${method.error.sharedAtBest.toFixed(2)}`,
    ...{ low: method.error.low.toFixed(2), high: method.error.high.toFixed(2) },
  });
  const choice = t("page.notes.choiceIs", {
    candidates: page.candidates,
    kept: question.isKeeping ? t("page.notes.kept", { existing: page.existing }) : t("page.notes.notKept"),
    aim: t(`page.notes.aim.${question.aim}`),
    proof: t(...provedWords(proof)),
  });
  const people = page.population
    ? t("page.notes.peopleIs", {
        ...{ year: page.population.year, source: sourceWords(page.population.source, language).text, date: page.date },
      })
    : t("page.notes.peopleUnknown", { date: page.date });
  const beyond =
    outOfReach.people > 0
      ? t("page.notes.beyondIs", {
          ...{ communities: outOfReach.communities, people: count(outOfReach.people) },
          names: outOfReach.top.slice(0, 3).map(units.area).join(t("page.and")),
        })
      : t("page.notes.beyondNone");
  const unmeasured = page.unmeasured > 0 ? t("page.notes.unmeasured", { people: count(page.unmeasured) }) : "";
  return [
    {
      heading: t("page.notes.basis"),
      text: `${basis}${page.isRoomed ? t("page.notes.basisRoom") : ""}${levelsNote(page, units)}`,
    },
    { heading: t("page.notes.choice"), text: `${choice}${conditionsWords(page, units)}` },
    ...(page.years.length > 0 ? [{ heading: t("page.notes.years"), text: yearsWords(page, units) }] : []),
    { heading: t("page.notes.people"), text: `${people}${unmeasured}` },
    { heading: t("page.notes.beyond"), text: beyond },
  ];
}

/** How sure the choice is; nothing is said of a gap nobody knows. */
function provedWords(proof: OnePage["proof"]): [`page.notes.proof.${"proved" | "within" | "unknown"}`, { readonly gap: string }] {
  const gap = toldGap(proof);
  if (proof.proved) return ["page.notes.proof.proved", { gap: "" }];
  return gap === null ? ["page.notes.proof.unknown", { gap: "" }] : ["page.notes.proof.within", { gap: gapWords(gap) }];
}
