import { NIL } from "uuid";
import { wholeScope } from "~/modules/accounts/domain/scope";
import type { Actor } from "~/modules/accounts/domain/actor";

/** Whoever may run commands on the machine may do anything; revisions show the nil person, which no account has. */
export const TERMINAL: Actor = {
  personId: NIL,
  name: "terminal",
  role: "planner",
  cityCode: null,
  grants: [
    { role: "planner", line: "", areaCode: "" },
    { role: "administrator", line: "", areaCode: "" },
  ],
  scope: wholeScope(""),
};

/** Exit code of a refused input. */
export const REFUSED = 2;

/** Exit code of a command that was stopped by Ctrl+C, as shells give it. */
export const STOPPED = 130;
