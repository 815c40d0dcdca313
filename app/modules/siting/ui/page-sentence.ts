import type { PrintedFigure, SentencePart } from "~/shared/printed-page";
import { knownGap } from "../domain/known-gap";
import type { OnePage } from "../domain/one-page";
import type { PageUnits } from "./page-units";

/** «建议新建8处…，覆盖率由 x 升至 y，新增覆盖 n 人，投入 z»; what a leader should see at once stands between ** in the words. */
export function pageSentence(page: OnePage, units: PageUnits): SentencePart[] {
  const { t } = units;
  const types = page.parts.types.map((type) => typeWords(units.named(type), units)).join(t("page.and"));
  if (page.sites.length === 0) return partsOf(`${t("page.sentence.none", { types })}${t("page.sentence.end")}`);
  const made = t("page.sentence.new", { count: page.sites.length, types });
  return partsOf(`${made}${measureWords(page, units)}${costWords(page, units)}`);
}

const typeWords = (name: string, { language }: PageUnits): string => (language === "en" ? name.toLowerCase() : name);

function measureWords(page: OnePage, units: PageUnits): string {
  const { t } = units;
  const group = units.group(page.question.groups[0]?.key ?? "all");
  const { measure, question } = page;
  if (measure.kind === "walk") {
    const of = page.isRoomed && measure.of === "mean" ? "meanRoom" : measure.of;
    const key = measure.before === null ? `${of}First` : of;
    return t(`page.sentence.${key}`, { group, before: units.walk(measure.before), after: units.walk(measure.after) });
  }
  const isTwice = question.aim === "twice";
  const share = (people: number) => (measure.people > 0 ? units.percent(people / measure.people) : t("page.unknown"));
  const { within } = measure;
  if (within) {
    const near = { near: share(within.before), nearAfter: share(within.after) };
    const rise = { group, circle: units.circle, before: share(measure.before), after: share(measure.after), ...near };
    return t("page.sentence.room", { ...rise, people: units.count(page.gained) });
  }
  const rise = t(isTwice ? "page.sentence.twice" : "page.sentence.share", {
    ...{ group, circle: units.circle, before: share(measure.before), after: share(measure.after) },
  });
  return `${rise}${t(isTwice ? "page.sentence.gainedFirst" : "page.sentence.gained", { people: units.count(page.gained) })}`;
}

function costWords({ build, sites }: OnePage, { t, money }: PageUnits): string {
  if (build.unknown === 0) return t("page.sentence.cost", { cost: money(build.known) });
  return build.unknown === sites.length
    ? t("page.sentence.costUnknown", { count: build.unknown })
    : t("page.sentence.costAtLeast", { cost: money(build.known), count: build.unknown });
}

const partsOf = (marked: string): SentencePart[] =>
  marked
    .split("**")
    .map((text, at) => ({ text, isStrong: at % 2 === 1 }))
    .filter(({ text }) => text !== "");

/** Four figures below the sentence, each with what it is measured against. */
export function pageFigures(page: OnePage, units: PageUnits): PrintedFigure[] {
  const { t } = units;
  const { measure, build, sites } = page;
  const fromTo = (before: string, after: string) => t("page.figure.fromTo", { before, after });
  const first: PrintedFigure =
    measure.kind === "walk"
      ? {
          label: t(measure.of === "mean" ? "page.figure.walkMean" : "page.figure.walkFarthest"),
          value: fromTo(units.walk(measure.before), units.walk(measure.after)),
          note: walkNote(page, measure, units),
        }
      : {
          label: t(`page.figure.${page.question.aim === "twice" ? "shareTwice" : measure.within ? "shareRoom" : "share"}`, {
            group: units.group(page.question.groups[0]?.key ?? "all"),
          }),
          value:
            measure.people > 0
              ? fromTo(units.percent(measure.before / measure.people), units.percent(measure.after / measure.people))
              : t("page.unknown"),
          note: shareNote(measure, units),
        };
  const perPerson = build.unknown === 0 && page.gained > 0 ? units.yuan(build.known / page.gained) : null;
  const usual = sites.filter((site) => site.build !== null && !site.isOwnCost).length;
  const costNotes = [
    build.unknown > 0 ? t("page.figure.costMissing", { count: build.unknown }) : "",
    perPerson ? t("page.figure.costNote", { cost: perPerson }) : "",
    usual > 0 ? t("page.figure.costUsual", { count: usual }) : "",
  ].filter(Boolean);
  return [
    first,
    {
      ...{
        label: t(page.isRoomed ? "page.figure.gainedRoom" : "page.figure.gained"),
        value: t("page.unit.people", { people: units.count(page.gained) }),
      },
      note: measure.kind === "people" ? t("page.figure.gainedNote", { people: units.count(measure.people) }) : "",
    },
    { label: t("page.figure.cost"), value: units.cost(build, sites.length), note: costNotes.join(t("page.and")) },
    {
      label: t("page.figure.proof"),
      value: proofWords(page, units),
      note: page.proof.proved ? t("page.figure.provedNote") : t(`page.figure.withinNote.${page.proof.ended}`),
    },
  ];
}

/** How much more; where places hold only so many, who is within reach. */
function shareNote({ people, before, after, within }: Extract<OnePage["measure"], { kind: "people" }>, units: PageUnits): string {
  const { t, percent } = units;
  if (people === 0) return "";
  return within
    ? t("page.figure.near", { before: percent(within.before / people), after: percent(within.after / people) })
    : t("page.unit.points", { value: ((100 * (after - before)) / people).toFixed(1) });
}

/** Whoever has none to walk to is in neither figure, and said. */
function walkNote(page: OnePage, { beyond, searched }: Extract<OnePage["measure"], { kind: "walk" }>, units: PageUnits): string {
  const group = units.group(page.question.groups[0]?.key ?? "all");
  if (beyond.before + beyond.after === 0) return group;
  const [before, after] = [units.count(beyond.before), units.count(beyond.after)];
  return units.t("page.figure.walkBeyond", { group, km: searched / 1_000, before, after });
}

export function proofWords({ proof }: OnePage, { t }: PageUnits): string {
  if (proof.proved) return t("page.figure.proved");
  const gap = knownGap(proof);
  return gap === null ? t("unproved") : t("page.figure.within", { gap: gapWords(gap) });
}

/** Rounded up: a gap is never told smaller than it is. */
export const gapWords = (gap: number): string => `${(Math.ceil(gap * 1_000 - 1e-9) / 10).toFixed(1)}%`;
