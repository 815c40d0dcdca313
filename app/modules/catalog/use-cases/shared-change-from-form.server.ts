import { z } from "zod";
import { OPERATOR_KINDS } from "../domain/facility";
import { FACILITY_STATES } from "../domain/life-cycle";
import { LINES } from "~/shared/line";
import type { SharedChange } from "./edit-facilities-together.server";

const Posted = z.discriminatedUnion("of", [
  z.object({ of: z.literal("state"), to: z.enum(FACILITY_STATES), on: z.string(), reason: z.string().max(200) }),
  z.object({ of: z.literal("line"), line: z.enum(LINES) }),
  z.object({ of: z.literal("kind"), kindKey: z.string().max(40) }),
  z.object({
    of: z.literal("operator"),
    operatorName: z.string().trim().min(1).max(120),
    operatorKind: z.enum(OPERATOR_KINDS),
    changesOperatorKind: z.literal("on").optional(),
  }),
]);

/** The one change a posted form asks for; null where it asks for none we know. */
export function sharedChangeFrom(form: FormData): SharedChange | null {
  const posted = Posted.safeParse(Object.fromEntries(form));
  if (!posted.success) return null;
  const said = posted.data;
  switch (said.of) {
    case "state":
      return { of: "state", change: { to: said.to, on: said.on, reason: said.reason } };
    case "line":
      return { of: "line", line: said.line };
    case "kind":
      return { of: "kind", kindKey: said.kindKey };
    case "operator":
      return {
        of: "operator",
        operator: { name: said.operatorName, kind: said.operatorKind },
        changesOperatorKind: said.changesOperatorKind === "on",
      };
  }
}
