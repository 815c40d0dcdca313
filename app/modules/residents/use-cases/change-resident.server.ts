import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { refused, type Verdict } from "~/shared/verdict";
import { residentOfNumber } from "../data/resident-list.server";
import { findResident } from "../data/resident-record.server";
import { LEFT_REASONS, type LeftReason } from "../domain/resident";
import { EXIT_MISTAKES } from "../domain/resident-life";
import { actOnResident, type PartRefusal, type Said } from "./act-on-resident.server";
import { assignVisitors } from "./assign-visitors.server";
import { mergeResidents, undoMerge } from "./merge-residents.server";
import { stepInLife } from "./resident-life.server";

type Outcome = Promise<Verdict<unknown, PartRefusal>>;

/** What somebody sent from the page of one file, whichever of its small forms it was. */
export async function changeResident(actor: Actor, city: City, id: string, intent: string, said: Said, day: string): Outcome {
  switch (intent) {
    case "approve":
      return stepInLife(actor, city, id, { kind: "approve", on: day, isOther: said("isOther") === "yes" });
    case "decline":
      return stepInLife(actor, city, id, { kind: "decline" });
    case "leave": {
      const reason = LEFT_REASONS.find(
        (one): one is Exclude<LeftReason, "same-person"> => one === said("reason") && one !== "same-person",
      );
      return reason
        ? stepInLife(actor, city, id, { kind: "leave", on: said("on"), reason })
        : refused({ kind: "reason-unknown" });
    }
    case "return":
      return stepInLife(actor, city, id, { kind: "return", on: said("on") });
    case "correct-exit": {
      const mistake = EXIT_MISTAKES.find((one) => one === said("mistake"));
      return mistake ? stepInLife(actor, city, id, { kind: "correct-exit", mistake }) : refused({ kind: "mistake-unknown" });
    }
    case "assign":
      return assignVisitors(actor, city, id, { responsible: said("responsible"), deputy: said("deputy") });
    case "merge": {
      const other = await inUnitOfWork(actor, (uow) => residentOfNumber(uow, city.code, said("number").trim().toUpperCase()));
      return other ? mergeResidents(actor, city, id, other) : refused({ kind: "number-unknown" });
    }
    case "undo-merge": {
      // Who may only look is told so: the row policies hide from them what is to be changed.
      const kept = await inUnitOfWork(actor, (uow) => findResident(uow, id));
      if (kept && !mayIn(actor, "write:residents", kept.areaCode, kept.line)) return refused({ kind: "not-permitted" });
      return undoMerge(actor, city, said("part"));
    }
    default:
      return actOnResident(actor, city, id, intent, said);
  }
}
