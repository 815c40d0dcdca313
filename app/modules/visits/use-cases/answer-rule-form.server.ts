import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { checkRule, type RuleChange } from "../domain/rule-change";
import {
  adoptRules,
  adoptStandardRules,
  type RuleRefusal,
  rulesOf,
  rulesSeen,
  type Simulated,
  simulateRules,
  simulateStandardRules,
} from "./change-rules.server";

export interface RuleAnswered {
  readonly refusal: RuleRefusal["kind"] | null;
  readonly simulated: Simulated | null;
  /** what exactly was simulated; comes back with «adopt» */
  readonly shown: string;
  /** what was to be adopted was not what stood simulated: nothing was adopted, this is the new preview */
  readonly isAnew: boolean;
}

const NOTHING: RuleAnswered = { refusal: null, simulated: null, shown: "", isAnew: false };
const no = (refusal: RuleRefusal["kind"]): RuleAnswered => ({ ...NOTHING, refusal });

/**
 * Simulates, or adopts what was simulated: a change, the rules it was held against and the day. Null where it was adopted.
 */
export async function answerRuleForm(actor: Actor, city: City, form: FormData): Promise<RuleAnswered | null> {
  const intent = String(form.get("intent") ?? "");
  const seen = String(form.get("seen") ?? "");
  const shown = String(form.get("shown") ?? "");
  const day = today(city.timeZone);
  if (intent === "standard" || intent === "adopt-standard") {
    const asked = JSON.stringify([day, "standard"]);
    const isShown = shown === asked;
    if (intent === "adopt-standard" && isShown) {
      const adopted = await adoptStandardRules(actor, city);
      return adopted.ok ? null : no(adopted.refusal.kind);
    }
    const simulated = await simulateStandardRules(actor, city);
    if (!simulated.ok) return no(simulated.refusal.kind);
    return { refusal: null, simulated: simulated.value, shown: asked, isAnew: intent === "adopt-standard" };
  }
  const change = changeSaid(form, city, intent === "simulate-end" || intent === "adopt-end");
  if (typeof change === "string") return no(change);
  const isAdopting = intent === "adopt" || intent === "adopt-end";
  const asked = shownBy(form, city) ?? "";
  if (isAdopting && shown === asked) {
    const adopted = await adoptRules(actor, city, change, seen);
    return adopted.ok ? null : no(adopted.refusal.kind);
  }
  // The rules as they stand now: a page that lay open meanwhile may not simulate against others than it adopts beside.
  const now = rulesSeen(await rulesOf(actor, city));
  if (now !== seen) return no("changed-meanwhile");
  const simulated = await simulateRules(actor, city, change);
  if (!simulated.ok) return no(simulated.refusal.kind);
  return { refusal: null, simulated: simulated.value, shown: asked, isAnew: isAdopting };
}

/** What a form would have simulated today; null where it says no change. */
export function shownBy(form: FormData, city: City): string | null {
  const change = changeSaid(form, city, String(form.get("intent")).endsWith("-end"));
  return typeof change === "string" ? null : textOf(today(city.timeZone), String(form.get("seen") ?? ""), change);
}

const textOf = (day: string, seen: string, change: RuleChange): string => JSON.stringify([day, seen, change]);

function changeSaid(form: FormData, city: City, isEnding: boolean): RuleChange | RuleRefusal["kind"] {
  const text = (name: string) => String(form.get(name) ?? "").slice(0, 500);
  const all = (name: string) => form.getAll(name).map(String);
  const when = { ends: text("ends") || null, from: text("from") };
  if (isEnding) return { ...when, begins: null };
  const begins = checkRule(
    {
      ...{ categories: all("categories"), risks: all("risks"), modes: all("modes"), isPhoneEnough: text("phone") === "yes" },
      ...{ areaCode: /(\d{4,12})\s*$/.exec(text("area"))?.[1] ?? text("area"), times: text("times"), per: text("per") },
      ...{ mostDaysApart: text("mostDaysApart"), hoursAfterChange: text("hoursAfterChange"), minutes: text("minutes") },
      ...{ source: text("source"), mark: text("mark") },
    },
    city.code,
  );
  return begins.ok ? { ...when, begins: begins.value } : begins.refusal.kind;
}
