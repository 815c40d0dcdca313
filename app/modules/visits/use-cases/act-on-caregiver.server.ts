import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { makeFeed, revokeFeed } from "./calendar-feed.server";
import { fieldsTyped, weekTyped } from "./caregiver-form.server";
import { backAgain, noteAway, writeWeek } from "./change-caregiver.server";

interface Acted {
  readonly intent: string;
  /** of a link just made */
  readonly secret: string | null;
  /** what the page says next */
  readonly query: string;
}

export interface ActRefusal {
  readonly kind: "faults" | "not-there" | "not-permitted" | "beyond-own" | "met-edit";
  readonly intent: string;
  readonly faults: readonly { readonly field: string; readonly fault: string }[];
  readonly typed: Readonly<Record<string, string>>;
}

/** What the forms of a caregiver's page do. A fault of an hour stands at `3.begins`: the third weekday's. */
export async function actOnCaregiver(actor: Actor, city: City, id: string, form: FormData): Promise<Verdict<Acted, ActRefusal>> {
  const typed = fieldsTyped(form);
  const { intent = "", from = "", last = "" } = typed;
  const done = (query: string, secret: string | null = null) => granted({ intent, query, secret });
  const no = (kind: ActRefusal["kind"], faults: ActRefusal["faults"] = []) => refused({ kind, intent, faults, typed });
  switch (intent) {
    case "hours": {
      const onHolidays = typed["onHolidays"] === "yes";
      const week = { from, last, days: weekTyped(form), onHolidays };
      const said = await writeWeek(actor, city, id, Number(typed["version"]) || 0, week);
      if (said.ok) return done("saved#hours");
      if (said.refusal.kind !== "faults") return no(said.refusal.kind);
      const hours = said.refusal.hours.map(({ weekday, field, fault }) => ({ field: `${weekday}.${field}`, fault }));
      return no("faults", [...said.refusal.faults, ...hours]);
    }
    case "away": {
      const said = await noteAway(actor, city, id, { kind: typed["kind"] ?? "", from, last });
      if (said.ok) return done(`saved&away=${said.value.inForce}#absences`);
      return said.refusal.kind === "faults" ? no("faults", said.refusal.faults) : no(said.refusal.kind);
    }
    case "back": {
      const said = await backAgain(actor, city, id, typed["absence"] ?? "");
      return said.ok ? done("saved#absences") : no(said.refusal.kind === "faults" ? "not-there" : said.refusal.kind);
    }
    case "make-link": {
      const said = await makeFeed(actor, id);
      return said.ok ? done("", said.value) : no(said.refusal.kind);
    }
    case "revoke-link": {
      const said = await revokeFeed(actor, id);
      return said.ok ? done("saved#calendar") : no(said.refusal.kind);
    }
    default:
      return no("not-there");
  }
}
