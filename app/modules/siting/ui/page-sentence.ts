import type { PrintedFigure, SentencePart } from "~/shared/printed-page";
import { knownGap, toldGap } from "../domain/known-gap";
import type { OnePage } from "../domain/one-page";
import { toldRise } from "../domain/told-rise";
import { changeFigure, changeWords } from "./change-words";
import { typeWords, upperRise, upperShare } from "./level-words";
import { newAndLarger } from "./extend-words";
import type { PageUnits } from "./page-units";
import { walkFigure, walkSentence } from "./walk-words";

type OfPeople = Extract<OnePage["measure"], { kind: "people" }>;

/** «建议新建8处…，覆盖率由 x 升至 y，新增覆盖 n 人，投入 z»; what a leader should see at once stands between ** in the words. */
export function pageSentence(page: OnePage, units: PageUnits): SentencePart[] {
  const { t } = units;
  const types = page.parts.types.map((type) => typeWords(units.named(type), units)).join(t("page.and"));
  if (page.sites.length === 0) return partsOf(`${t("page.sentence.none", { types })}${t("page.sentence.end")}`);
  return partsOf(
    `${madeWords(page, types, units)}${measureWords(page, units)}${upperRise(page, units)}${costWords(page, units)}`,
  );
}

/** How many new ones; of two levels how many of each. */
function madeWords({ sites, upper }: OnePage, types: string, units: PageUnits): string {
  const { t } = units;
  if (!upper) return newAndLarger(sites, types, units);
  const name = typeWords(units.named(upper.type), units);
  return t("page.sentence.newLevels", { lower: sites.length - upper.sites, upper: upper.sites, types, name });
}

function measureWords(page: OnePage, units: PageUnits): string {
  const { t } = units;
  const group = units.group(page.question.groups[0]?.key ?? "all");
  const { measure, question } = page;
  if (measure.kind === "walk") return walkSentence(page, measure, units);
  const isTwice = question.aim === "twice";
  const change = changeWords(measure, "change", units);
  if (measure.within) {
    const near = changeWords({ people: measure.people, ...measure.within }, "changeNote", units).replaceAll("**", "");
    return t("page.sentence.room", { group, circle: units.circle, change, near, people: units.count(page.gained) });
  }
  if (!question.isKeeping) {
    const after = measure.people > 0 ? toldRise(0, measure.after / measure.people).after : t("page.unknown");
    const own = { group, circle: units.circle, after, sites: page.sites.length, people: units.count(page.gained) };
    return t(isTwice ? "page.sentence.twiceOwn" : "page.sentence.shareOwn", own);
  }
  const rise = t(isTwice ? "page.sentence.twice" : "page.sentence.share", { group, circle: units.circle, change });
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

/** Where two are asked for, only who had none before is newly reached. */
function gainedLabel({ isRoomed, question }: OnePage): "gainedRoom" | "gainedOwn" | "gainedFirst" | "gained" {
  if (isRoomed) return "gainedRoom";
  if (!question.isKeeping) return "gainedOwn";
  return question.aim === "twice" ? "gainedFirst" : "gained";
}

/** Four figures below the sentence, each with what it is measured against. */
export function pageFigures(page: OnePage, units: PageUnits): PrintedFigure[] {
  const { t } = units;
  const { measure, build, sites, upper } = page;
  const first: PrintedFigure =
    measure.kind === "walk"
      ? walkFigure(page, measure, units)
      : {
          label: t(`page.figure.${page.question.aim === "twice" ? "shareTwice" : measure.within ? "shareRoom" : "share"}`, {
            group: units.group(page.question.groups[0]?.key ?? "all"),
          }),
          value: shareValue(measure, page.question.isKeeping, units),
          note: [page.question.isKeeping ? shareNote(measure, units) : t("page.figure.ownNote"), upperShare(page, units)]
            .filter(Boolean)
            .join(t("page.and")),
        };
  // One sum pays for two levels: by whose people it is divided nobody can say.
  const perPerson = !upper && build.unknown === 0 && page.gained > 0 ? units.yuan(build.known / page.gained) : null;
  const usual = sites.filter((site) => site.build !== null && !site.isOwnCost).length;
  const costNotes = [
    build.unknown > 0 ? t("page.figure.costMissing", { count: build.unknown }) : "",
    perPerson ? t("page.figure.costNote", { cost: perPerson }) : "",
    usual > 0 ? t("page.figure.costUsual", { count: usual }) : "",
    sites.length > 0 ? runningWords(page, units, "figure") : "",
  ].filter(Boolean);
  return [
    first,
    {
      ...{
        label: t(`page.figure.${gainedLabel(page)}`),
        value: t("page.unit.people", { people: units.count(page.gained) }),
      },
      note: [
        measure.kind === "people" ? t("page.figure.gainedNote", { people: units.count(measure.people) }) : "",
        upper ? t("page.figure.upperGained", { name: units.named(upper.type), people: units.count(upper.gained) }) : "",
      ]
        .filter(Boolean)
        .join(t("page.and")),
    },
    { label: t("page.figure.cost"), value: units.cost(build, sites.length), note: costNotes.join(t("page.and")) },
    {
      label: t("page.figure.proof"),
      value: proofWords(page, units),
      note: page.proof.proved ? t("page.figure.provedNote") : t(`page.figure.withinNote.${page.proof.ended}`),
    },
  ];
}

/** What a year of running costs: a figure says that rents are in it. */
export function runningWords({ yearly, sites }: OnePage, { t, cost }: PageUnits, where: "figure" | "sites"): string {
  return yearly.unknown >= sites.length
    ? t("page.figure.runningUnknown")
    : t(`page.${where}.running`, { cost: cost(yearly, sites.length) });
}

/** The share before and after; where nothing changes, or what is there does not count, the one there is. */
function shareValue({ people, before, after }: OfPeople, isKeeping: boolean, { t }: PageUnits): string {
  if (people === 0) return t("page.unknown");
  if (!isKeeping) return toldRise(0, after / people).after;
  const told = toldRise(before / people, after / people);
  return told.way === "same" ? told.after : t("page.figure.fromTo", { ...told });
}

/** How much more; where places hold only so many, who is within reach. */
function shareNote({ people, before, after, within }: OfPeople, units: PageUnits): string {
  const { t } = units;
  if (people === 0) return "";
  if (within) return t("page.figure.near", { change: changeFigure({ people, ...within }, units) });
  const { way, points } = toldRise(before / people, after / people);
  return t(`page.unit.points.${way}`, { value: points });
}

/** How sure the choice is; files keep a gap as it is, however wide. */
export function proofWords({ proof }: OnePage, { t }: PageUnits, isFile = false): string {
  if (proof.proved) return t("page.figure.proved");
  const gap = isFile ? knownGap(proof) : toldGap(proof);
  return gap === null ? t("unproved") : t("page.figure.within", { gap: gapWords(gap) });
}

/** Rounded up: a gap is never told smaller than it is. */
export const gapWords = (gap: number): string => `${(Math.ceil(gap * 1_000 - 1e-9) / 10).toFixed(1)}%`;
