import type { TFunction } from "i18next";
import type { FlagFacts, FlagKind } from "../domain/visit-flags";
import { clockText } from "./plan-words";

type Words = TFunction<"visits">;

const far = (metres: number, t: Words): string =>
  metres < 1_000 ? t("checks.metres", { metres }) : t("checks.kilometres", { km: (metres / 1_000).toFixed(1) });

/** The same, as a cell of a file holds it: its kind among the facts, and of other visits the number alone. */
export function flagCell({ kind, others, ...facts }: Readonly<Record<string, unknown>>, t: Words): string {
  const named = Array.from({ length: Number(others ?? 0) }, (_, at) => String(at));
  return flagSaid(kind as FlagKind, { ...(facts as FlagFacts), others: named }, t);
}

/** When the position was taken, beside the visit; facts from before this was kept do not say. */
export function positionTaken(minutesOff: unknown, t: Words): string {
  if (typeof minutesOff !== "number") return "";
  if (minutesOff === 0) return t("checks.said.takenWithin");
  return t(minutesOff < 0 ? "checks.said.takenBefore" : "checks.said.takenAfter", { minutes: Math.abs(minutesOff) });
}

/** A flag in one sentence of numbers: what was measured, and against what; what it means is for whoever reads it. */
export function flagSaid(kind: FlagKind, facts: FlagFacts, t: Words): string {
  const number = (name: string): number => Number(facts[name] ?? 0);
  const others = facts.others?.length ?? 0;
  switch (kind) {
    case "distance-from-home":
      return [
        t("checks.said.distance-from-home", {
          ...{ far: far(number("metres"), t), accuracy: number("accuracy"), limit: number("limit") },
        }),
        positionTaken(facts["minutesOff"], t),
      ]
        .filter(Boolean)
        .join(t("list"));
    case "clock-off":
      return t(number("seconds") < 0 ? "checks.said.clock-behind" : "checks.said.clock-ahead", {
        ...{ minutes: Math.round(Math.abs(number("seconds")) / 60), limit: number("limit") },
      });
    case "impossible-travel":
      return t("checks.said.impossible-travel", {
        ...{ far: far(number("metres"), t), minutes: number("minutes"), kmh: number("kmh"), limit: number("limit") },
        transport: t(`checks.transport.${String(facts["transport"])}` as "checks.transport.foot"),
      });
    case "duplicate-photo":
      return [
        t("checks.said.duplicate-photo", { bits: number("bits"), limit: number("limit"), days: number("days"), others }),
        facts["isSameResident"] === false && t("checks.said.otherResident"),
        facts["isSameAuthor"] === false && t("checks.said.otherAuthor"),
      ]
        .filter(Boolean)
        .join(t("list"));
    case "too-short":
      return t(facts["by"] === "rule" ? "checks.said.too-short" : "checks.said.too-short-floor", {
        ...{ minutes: number("minutes"), limit: number("limit") },
      });
    case "night-batch":
      return t("checks.said.night-batch", {
        visits: number("visits"),
        minutes: number("minutes"),
        from: clockText(number("minute")),
      });
    case "after-death":
      return t("checks.said.after-death", { days: number("days") });
    case "during-hospital":
      return t("checks.said.during-hospital", { day: number("day") });
    case "overlap":
      return t(facts["metres"] === null ? "checks.said.overlap" : "checks.said.overlap-apart", {
        ...{ minutes: number("minutes"), others, far: far(number("metres"), t) },
      });
    case "twice":
      return [
        t("checks.said.twice", { minutes: number("minutes"), others }),
        facts["isSameOutcome"] === false && t("checks.said.otherOutcome"),
      ]
        .filter(Boolean)
        .join(t("list"));
    case "reported-late":
      return [
        t("checks.said.reported-late", { days: number("days") }),
        facts["isFromPaper"] === true && t("checks.said.fromPaper"),
        facts["isUploadedForAuthor"] === true && t("checks.said.byOther"),
      ]
        .filter(Boolean)
        .join(t("list"));
  }
}
