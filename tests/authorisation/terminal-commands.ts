import type { Actor } from "~/modules/accounts/domain/actor";
import { handOver } from "~/modules/accounts/use-cases/hand-over-secret.server";
import { startCity } from "~/modules/catalog/use-cases/start-city.server";
import { recordBarriers } from "~/modules/places/use-cases/city-barriers.server";
import { importStreets } from "~/modules/places/use-cases/import-streets.server";
import { removeCity } from "~/modules/places/use-cases/remove-city.server";
import { recordWalks } from "~/modules/places/use-cases/sampled-walks.server";
import type { Verdict } from "~/shared/verdict";

/**
 * Whom a command of the terminal acts as, and what that takes. Whoever may log in to the machine may type it: the machine asks
 * no name. Where a command goes through a use case that people reach from pages too, that use case is tried by every role.
 */
export interface CommandEntry {
  /** `nobody`: no record of anybody · `terminal`: the system administrator of the installation · `system:…`: a named purpose */
  readonly actsAs: "nobody" | "terminal" | `system:${string}`;
  readonly needs: string;
  /** what the command does first, harmless, by somebody who is not the terminal */
  readonly tried?: (actor: Actor, town: Town) => Promise<Verdict<unknown, unknown>>;
}

interface Town {
  readonly city: string;
  readonly person: string;
}

const handed: CommandEntry = {
  ...{ actsAs: "terminal", needs: "write:people where the person belongs" },
  tried: (actor, { person }) => handOver(actor, { personId: person, purpose: "invitation", login: "made@town.example" }),
};
const newCity: CommandEntry = {
  ...{ actsAs: "terminal", needs: "write:cities" },
  tried: (actor, { city }) => startCity(actor, { code: city, nameZh: "已有", nameEn: "Taken", timeZone: "Asia/Shanghai" }),
};

export const COMMAND_ENTRIES: Readonly<Record<string, CommandEntry>> = {
  access: { actsAs: "nobody", needs: "the files named" },
  "plan-visits": { actsAs: "nobody", needs: "the files named" },
  site: { actsAs: "nobody", needs: "the files named" },
  coverage: { actsAs: "nobody", needs: "the files named" },
  doctor: { actsAs: "nobody", needs: "the environment; looks and changes nothing" },
  bundle: { actsAs: "nobody", needs: "the program's own folder" },
  "certificate make": { actsAs: "nobody", needs: "the data folder" },
  "certificate renew": { actsAs: "nobody", needs: "the data folder" },
  "certificate use": { actsAs: "nobody", needs: "the data folder" },
  "keys add": { actsAs: "nobody", needs: "the key ring's file" },
  "keys list": { actsAs: "system:rotate-keys", needs: "the key ring's file" },
  "keys rotate": { actsAs: "system:rotate-keys", needs: "the key ring's file" },
  "audit head": { actsAs: "system:verify-audit", needs: "the app's database address" },
  "audit verify": { actsAs: "system:verify-audit", needs: "the app's database address" },
  "queue status": { actsAs: "nobody", needs: "the app's database address" },
  retention: { actsAs: "system:retention", needs: "the app's database address" },
  backup: { actsAs: "terminal", needs: "the owner's database address" },
  restore: { actsAs: "terminal", needs: "the owner's database address" },
  upgrade: { actsAs: "terminal", needs: "the owner's database address" },
  "city list": { actsAs: "nobody", needs: "the app's database address" },
  "city new": newCity,
  "city demo": newCity,
  "city remove": {
    ...{ actsAs: "terminal", needs: "write:cities" },
    tried: (actor, { city }) => removeCity(actor, city, "not its name"),
  },
  "streets import": {
    ...{ actsAs: "terminal", needs: "write:cities" },
    tried: (actor, { city }) => importStreets(actor, city, "/dev/null"),
  },
  "walks import": {
    ...{ actsAs: "terminal", needs: "write:imports" },
    tried: (actor, { city }) => recordWalks(actor, city, "made", []),
  },
  "barriers import": {
    ...{ actsAs: "terminal", needs: "write:imports" },
    tried: (actor, { city }) => recordBarriers(actor, city, "made", { barriers: [], crossings: [] }),
  },
  "person add": { actsAs: "terminal", needs: "the app's database address; the first account is made so" },
  "person invite": handed,
  "person reset": handed,
};
